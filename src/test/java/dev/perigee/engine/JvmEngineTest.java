package dev.perigee.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The core in this process. */
class JvmEngineTest extends EngineContract {
  @Override
  Map<String, String> settings() {
    return Map.of("perigee.engine", "jvm");
  }

  @Override
  EngineKind kind() {
    return EngineKind.JVM;
  }

  @Test
  void itHasNoWorkers() throws Exception {
    Engine engine = engine(Map.of());
    assertEquals(List.of(), engine.status().workers());
    assertEquals("jvm", engine.status().engine());
    assertEquals(
        ProblemType.UNAVAILABLE,
        problem(engine.submit(work(FEW, 1), share -> {}, EngineKind.NATIVE)));
  }

  @Test
  void autoComputesHereWhenThereIsNoExecutableAndSaysWhy() throws Exception {
    Engine engine =
        engine(Map.of("perigee.engine", "auto", "perigee.engine.executable", "/nowhere/core"));
    assertEquals(EngineKind.JVM, submit(engine, FEW, 1).result().get().engine());
    assertEquals("auto", engine.status().mode());
    assertEquals("there is no executable at /nowhere/core", engine.status().because());
  }

  @Test
  void nativeDoesNotStartWithoutAnExecutable() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                engine(
                    Map.of(
                        "perigee.engine", "native", "perigee.engine.executable", "/nowhere/core")));
    assertEquals(
        "perigee.engine=native, but there is no executable at /nowhere/core", refused.getMessage());
  }

  @Test
  void aQueueOfNothingIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> engine(Map.of("perigee.engine.queue", "0")));
    assertTrue(refused.getMessage().contains("perigee.engine.queue"), refused.getMessage());
  }
}
