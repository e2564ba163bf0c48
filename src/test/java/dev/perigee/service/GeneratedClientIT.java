package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that openapi-generator makes of the contract compiles, and works on the service. */
class GeneratedClientIT {
  private static final Path SOURCES = Path.of("target", "generated-client", "src", "main", "java");
  private static final Path SMOKE = Path.of("src", "test", "clients", "GeneratedClientSmoke.java");

  @TempDir Path folder;

  @Test
  void aGeneratedClientReadsRunsAndIsRefused() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> compile = new ArrayList<>(List.of(tool("javac"), "-nowarn", "-cp", classPath()));
    compile.addAll(List.of("-d", classes.toString(), SMOKE.toString()));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files.map(Path::toString).filter(each -> each.endsWith(".java")).forEach(compile::add);
    }
    assertEquals("", run(compile).replaceAll("(?m)^Note: .*\\R?", ""));
    try (PackagedService service =
        PackagedService.start(folder.resolve("data"), Map.of("PERIGEE_RUNS_PREPARE", "false"))) {
      String output =
          run(
              List.of(
                  tool("java"),
                  "-cp",
                  classes + System.getProperty("path.separator") + classPath(),
                  "GeneratedClientSmoke",
                  service.url()));
      assertTrue(output.startsWith("run "), output);
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertTrue(ended, () -> "it did not end: " + text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }
}
