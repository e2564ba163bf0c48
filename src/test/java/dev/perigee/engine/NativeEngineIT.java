package dev.perigee.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Worker processes that run the native executable; skipped where it is not built. */
class NativeEngineIT extends WorkerEngineContract {
  private static final Path EXECUTABLE = Path.of("target", "perigee-core").toAbsolutePath();

  @BeforeAll
  static void itIsBuilt() {
    Assumptions.assumeTrue(
        Files.isExecutable(EXECUTABLE),
        "perigee-core is not built: ./perigee native builds it, with a GraalVM or Mandrel for JDK 25");
  }

  @Override
  int stormPaths() {
    return 5_000;
  }

  @Override
  List<String> command() {
    return List.of(EXECUTABLE.toString(), "serve");
  }
}
