package dev.perigee.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.ProblemType;
import dev.perigee.service.Waiting;
import dev.perigee.simulation.ModelConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worker processes that run the program on the JVM, and processes that are no workers. */
class TwinEngineTest extends WorkerEngineContract {
  private static final String HELLO =
      "echo '{\"protocol\":1,\"coreVersion\":\"%s\",\"processors\":1}'"
          .formatted(ModelConstants.CORE_VERSION);

  @TempDir Path folder;

  @Override
  int stormPaths() {
    return FEW;
  }

  @Override
  List<String> command() {
    return TwinWorker.command();
  }

  /** An executable shell script. */
  private Path script(String text) throws Exception {
    Path script = folder.resolve("worker.sh");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private Path twinScript() throws Exception {
    return script(
        "exec "
            + command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exit 3|a worker ended before it said hello: exit code 3",
        "exec sleep 1000|a worker said nothing within PT1S",
        "echo hello; exec cat|a worker ended before it said hello",
        "echo '{\"pong\":\"x\"}'; exec cat|instead of hello",
        "echo '{\"protocol\":2,\"coreVersion\":\"1.0.0\",\"processors\":1}'; exec cat|the worker is of protocol 2",
        "echo '{\"protocol\":1,\"coreVersion\":\"0.9.0\",\"processors\":1}'; exec cat|and core 0.9.0, expected protocol 1 and core "
      })
  void whatIsNoWorkerIsNotUsed(String text, String why) throws Exception {
    Map<String, String> settings =
        Map.of("perigee.engine.command", script(text).toString(), "perigee.engine.hello", "PT1S");
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> engine(settings));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void autoComputesHereWhenWorkersAreOfAnotherCore() throws Exception {
    Path other =
        script("echo '{\"protocol\":1,\"coreVersion\":\"0.9.0\",\"processors\":1}'; exec cat");
    Engine engine =
        engine(Map.of("perigee.engine", "auto", "perigee.engine.command", other.toString()));
    assertEquals(EngineKind.JVM, submit(engine, FEW, 1).result().get().engine());
    assertTrue(engine.status().because().contains("core 0.9.0"), engine.status().because());
  }

  @Test
  void autoComputesHereWhatIsSmall() throws Exception {
    Engine engine =
        engine(
            Map.of(
                "perigee.engine", "auto",
                "perigee.engine.in-process-up-to", String.valueOf(FEW * 40),
                "perigee.engine.command", twinScript().toString()));
    assertEquals(EngineKind.JVM, submit(engine, FEW, 1).result().get().engine());
    assertEquals(EngineKind.NATIVE, submit(engine, FEW + 1, 1).result().get().engine());
    assertEquals(0, engine.status().counters().fallbacks());
  }

  @Test
  void autoComputesHereWhileNoWorkerCanBeStarted() throws Exception {
    Path script = twinScript();
    Engine engine =
        engine(
            Map.of(
                "perigee.engine", "auto",
                "perigee.engine.in-process-up-to", "0",
                "perigee.engine.slots", "1",
                "perigee.engine.command", script.toString()));
    assertEquals(EngineKind.NATIVE, submit(engine, FEW, 1).result().get().engine());
    Files.delete(script);
    ProcessHandle.of(engine.status().workers().getFirst().pid()).orElseThrow().destroyForcibly();
    Computed<?> fallen = submit(engine, FEW, 2).result().get();
    assertEquals(EngineKind.JVM, fallen.engine());
    assertEquals(1, engine.status().counters().fallbacks());
    twinScript();
    Waiting.until(() -> submit(engine, FEW, 3).result().get().engine() == EngineKind.NATIVE);
  }

  @Test
  void nativeSaysThatNoWorkerCanBeStarted() throws Exception {
    Path script = twinScript();
    Engine engine =
        engine(Map.of("perigee.engine.slots", "1", "perigee.engine.command", script.toString()));
    Files.delete(script);
    ProcessHandle.of(engine.status().workers().getFirst().pid()).orElseThrow().destroyForcibly();
    Waiting.until(() -> engine.status().workers().getFirst().pid() == null);
    assertEquals(ProblemType.UNAVAILABLE, problem(submit(engine, FEW, 1)));
  }

  @Test
  void aComputationThatEndsEveryWorkerIsGivenUp() throws Exception {
    Engine engine =
        engine(
            Map.of(
                "perigee.engine.slots", "1",
                "perigee.engine.attempts", "3",
                "perigee.engine.command", script(HELLO + "; read line; exit 1").toString()));
    assertEquals(ProblemType.INTERNAL_ERROR, problem(submit(engine, FEW, 1)));
    assertEquals(2, engine.status().counters().retries());
    assertEquals(3, engine.status().counters().deaths());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pong\":\"x\"}",
        "{\"id\":\"r1\",\"error\":{\"kind\":\"cancelled\",\"message\":\"x\"}}",
        "{\"id\":\"r0\",\"error\":{\"kind\":\"undefined\",\"message\":\"x\"}}",
        "{\"id\":\"r0\",\"progress\":0.5}"
      })
  void aWorkerThatAnswersSomethingElseIsReplaced(String answer) throws Exception {
    Path pid = folder.resolve("pid");
    Path once = folder.resolve("once");
    Path script =
        script(
            "if mkdir '%s' 2>/dev/null; then %s; echo $$ > '%s'; read line; echo '%s'; exec cat; fi\n"
                    .formatted(once, HELLO, pid, answer)
                + Files.readString(twinScript()).lines().skip(1).findFirst().orElseThrow());
    Engine engine =
        engine(Map.of("perigee.engine.slots", "1", "perigee.engine.command", script.toString()));
    assertArrayEquals(expected(FEW, 4), bytes(submit(engine, FEW, 4).result().get().value()));
    assertEquals(1, engine.status().counters().retries());
    long replaced = Long.parseLong(Files.readString(pid).strip());
    Waiting.until(() -> !isAlive(replaced));
  }
}
