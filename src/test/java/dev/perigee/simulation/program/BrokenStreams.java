package dev.perigee.simulation.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams whose other end is gone. */
final class BrokenStreams {
  private BrokenStreams() {}

  static InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("Input/output error");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        throw new IOException("Input/output error");
      }
    };
  }

  static OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
  }
}
