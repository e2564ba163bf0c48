package dev.perigee.engine;

import dev.perigee.simulation.program.Protocol;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream, none longer than the protocol allows. */
final class MessageLines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;

  MessageLines(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /**
   * The next line without its end; empty at the end of the stream. What stands after the last line
   * feed is no line: whoever wrote it ended in the middle.
   *
   * @throws IOException when a line is too long
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() == Protocol.LONGEST_LINE) {
        throw new IOException("a line is longer than %d bytes".formatted(Protocol.LONGEST_LINE));
      }
      line.write(read);
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
