package dev.perigee.simulation.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of bytes; of one that is too long it keeps one byte more than may be. */
final class LineReader {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * The next line without its line feed; the end of the stream ends a line too. Empty when there is
   * none.
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (next < end || fill()) {
      any = true;
      int feed = next;
      while (feed < end && buffer[feed] != '\n') {
        feed++;
      }
      line.write(buffer, next, Math.min(feed - next, longest + 1 - line.size()));
      boolean complete = feed < end;
      next = complete ? feed + 1 : end;
      if (complete) {
        break;
      }
    }
    return any ? Optional.of(line.toByteArray()) : Optional.empty();
  }

  private boolean fill() throws IOException {
    end = in.read(buffer);
    next = 0;
    return end > 0;
  }
}
