package dev.perigee.simulation.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command line of the program as a process of its own, to its end. */
final class CoreProcess {
  private final int exitCode;
  private final byte[] out;
  private final String err;

  private CoreProcess(int exitCode, byte[] out, String err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  /** Carries out {@code command} with {@code args} and this standard input. */
  static CoreProcess of(List<String> command, byte[] in, String... args)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(args));
    Path errors = Files.createTempFile("perigee-core", ".err");
    Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
    try (OutputStream stdin = process.getOutputStream();
        InputStream stdout = process.getInputStream()) {
      write(stdin, in);
      byte[] out = stdout.readAllBytes();
      return new CoreProcess(process.waitFor(), out, Files.readString(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  /** A program that refuses its command line ends without reading its input. */
  private static void write(OutputStream stdin, byte[] in) {
    try (stdin) {
      stdin.write(in);
    } catch (IOException e) {
      assertEquals("Broken pipe", e.getMessage());
    }
  }

  int exitCode() {
    return exitCode;
  }

  byte[] out() {
    return out;
  }

  String outText() {
    return new String(out, StandardCharsets.UTF_8);
  }

  /** The standard error without what the JVM says of its incubating modules. */
  String err() {
    return err.replace("WARNING: Using incubator modules: jdk.incubator.vector\n", "");
  }
}
