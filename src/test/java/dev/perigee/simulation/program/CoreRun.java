package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** What a command line of the program did, in this JVM. */
final class CoreRun {
  private final int exitCode;
  private final byte[] out;
  private final String err;

  private CoreRun(int exitCode, byte[] out, String err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  /** Carries out a command line with this standard input. */
  static CoreRun of(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new PerigeeCore(
                new ByteArrayInputStream(in),
                out,
                new PrintStream(err, true, UTF_8),
                () -> {
                  throw new AssertionError("the output broke");
                })
            .execute(args);
    return new CoreRun(exitCode, out.toByteArray(), err.toString(UTF_8));
  }

  static CoreRun of(String in, String... args) {
    return of(in.getBytes(UTF_8), args);
  }

  int exitCode() {
    return exitCode;
  }

  byte[] out() {
    return out;
  }

  /** The standard output without its line feed. */
  byte[] line() {
    return Arrays.copyOf(out, out.length - 1);
  }

  String outText() {
    return new String(out, UTF_8);
  }

  String err() {
    return err;
  }
}
