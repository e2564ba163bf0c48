package dev.perigee.page;

import dev.perigee.service.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged service on new data, that is on the shipped ledger; they go when it is closed. */
final class FreshService implements AutoCloseable {
  private final Path data;
  private PackagedService running;

  private FreshService(Path data, PackagedService running) {
    this.data = data;
    this.running = running;
  }

  /** Starts it with further settings, as environment variables, and waits until it answers. */
  static FreshService start(Map<String, String> settings) {
    try {
      Path data = Files.createTempDirectory("perigee-page");
      return new FreshService(data, PackagedService.start(data, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service started", e);
    }
  }

  PackagedService running() {
    return running;
  }

  /** Ends the process at once, as SIGKILL does. */
  void kill() throws InterruptedException {
    running.kill();
  }

  /** Starts it again where it was, and waits until it answers. */
  void startAgain() throws IOException, InterruptedException {
    running = running.startAgain();
  }

  @Override
  public void close() {
    running.close();
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
