package dev.perigee.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.ProblemType;
import dev.perigee.service.Waiting;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.SimulationResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What worker processes hold to beyond what every engine does; they are killed for real. */
abstract class WorkerEngineContract extends EngineContract {
  /** Command line of a worker. */
  abstract List<String> command();

  /** Paths of a run that takes well below a second, with the start of its worker. */
  abstract int stormPaths();

  @Override
  Map<String, String> settings() {
    return Map.of(
        "perigee.engine", "native", "perigee.engine.command", String.join(",", command()));
  }

  @Override
  EngineKind kind() {
    return EngineKind.NATIVE;
  }

  private static List<Long> pids(Engine engine) {
    return engine.status().workers().stream()
        .map(EngineStatus.Worker::pid)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Stops a process without ending it, as a worker that hangs. */
  private static void hang(long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor());
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void everySlotHasAWorkerOfItsOwn() {
    Engine engine = engine(Map.of("perigee.engine.slots", "2"));
    Waiting.until(() -> pids(engine).stream().distinct().count() == 2);
    Waiting.until(() -> engine.status().workers().stream().allMatch(w -> w.state().equals("idle")));
    assertEquals(2, engine.status().counters().starts());
    assertEquals("native", engine.status().engine());
  }

  @Test
  void aWorkerKilledInTheMiddleCostsARetry() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1"));
    AtomicBoolean begun = new AtomicBoolean();
    Computation<SimulationResult> computation =
        engine.submit(work(60_000, 21), share -> begun.set(true));
    Waiting.until(begun::get);
    long killed = pids(engine).getFirst();
    kill(killed);
    assertArrayEquals(expected(60_000, 21), bytes(computation.result().get().value()));
    assertNotEquals(killed, pids(engine).getFirst());
    assertEquals(1, engine.status().counters().retries());
    assertEquals(1, engine.status().counters().deaths());
    assertEquals(1, engine.status().workers().getFirst().restarts());
  }

  @Test
  void aWorkerKilledWhileIdleIsReplaced() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.check", "PT0.2S"));
    long killed = pids(engine).getFirst();
    kill(killed);
    Waiting.until(() -> pids(engine).stream().anyMatch(pid -> pid != killed));
    assertArrayEquals(expected(FEW, 22), bytes(submit(engine, FEW, 22).result().get().value()));
  }

  @Test
  void aWorkerThatHangsWhileIdleIsReplaced() throws Exception {
    Engine engine =
        engine(
            Map.of(
                "perigee.engine.slots", "1",
                "perigee.engine.check", "PT0.2S",
                "perigee.engine.grace", "PT0.3S"));
    long hanging = pids(engine).getFirst();
    hang(hanging);
    Waiting.until(() -> !isAlive(hanging));
    Waiting.until(() -> !pids(engine).isEmpty());
    assertArrayEquals(expected(FEW, 23), bytes(submit(engine, FEW, 23).result().get().value()));
  }

  @Test
  void aWorkerThatDoesNotHearACancellationIsKilled() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.grace", "PT0.3S"));
    AtomicBoolean begun = new AtomicBoolean();
    Computation<SimulationResult> computation =
        engine.submit(work(ENDLESS, 24), share -> begun.set(true));
    Waiting.until(begun::get);
    long hanging = pids(engine).getFirst();
    hang(hanging);
    computation.cancel();
    Waiting.until(() -> computation.result().isCompletedExceptionally());
    Waiting.until(() -> !isAlive(hanging));
    assertArrayEquals(expected(FEW, 25), bytes(submit(engine, FEW, 25).result().get().value()));
  }

  @Test
  void aWorkerThatDoesNotEvenReadIsKilledAtTheDeadline() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.deadline", "PT10S"));
    long hanging = pids(engine).getFirst();
    hang(hanging);
    PathConditions more = // than a pipe holds
        new PathConditions(
            Collections.nCopies(20_000, new PathConditions.AuthorisationFreeze(2090, 2091)),
            List.of(),
            List.of());
    Computation<SimulationResult> computation = engine.submit(work(FEW, 29, more), share -> {});
    assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(computation));
    Waiting.until(() -> !isAlive(hanging));
    assertArrayEquals(expected(FEW, 30), bytes(submit(engine, FEW, 30).result().get().value()));
  }

  @Test
  void aWorkerThatIsToldToCancelGoesOnToServe() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.grace", "PT1M"));
    AtomicBoolean begun = new AtomicBoolean();
    Computation<SimulationResult> computation =
        engine.submit(work(ENDLESS, 26), share -> begun.set(true));
    Waiting.until(begun::get);
    long worker = pids(engine).getFirst();
    computation.cancel();
    assertArrayEquals(expected(FEW, 27), bytes(submit(engine, FEW, 27).result().get().value()));
    assertEquals(List.of(worker), pids(engine));
    assertEquals(0, engine.status().counters().deaths());
  }

  @Test
  void aWorkerIsReplacedAfterItsShareOfWork() throws Exception {
    Engine engine =
        engine(Map.of("perigee.engine.slots", "1", "perigee.engine.recycle-after-runs", "2"));
    long first = pids(engine).getFirst();
    for (long seed = 0; seed < 3; seed++) {
      assertArrayEquals(
          expected(FEW, seed), bytes(submit(engine, FEW, seed).result().get().value()));
    }
    assertNotEquals(first, pids(engine).getFirst());
    Waiting.until(() -> !isAlive(first));
    assertEquals(1, engine.status().counters().recycles());
    assertEquals(0, engine.status().counters().deaths());
  }

  @Test
  void aWorkerIsReplacedWhenItIsOld() {
    Engine engine =
        engine(
            Map.of(
                "perigee.engine.slots", "1",
                "perigee.engine.recycle-after", "PT0.1S",
                "perigee.engine.check", "PT0.2S"));
    Waiting.until(() -> engine.status().counters().recycles() >= 2);
    assertEquals(0, engine.status().counters().deaths());
  }

  @Test
  void noWorkerOutlivesTheEngine() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "2"));
    Waiting.until(() -> pids(engine).size() == 2);
    List<Long> workers = pids(engine);
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 28);
    Waiting.until(() -> endless.startedAt().isPresent());
    engine.stop();
    for (long pid : workers) {
      Waiting.until(() -> !isAlive(pid));
    }
    assertTrue(endless.result().isCompletedExceptionally());
  }

  /** The acceptance test of the engine: nothing is lost and nothing is wrong. */
  @Test
  void aHundredRunsArriveUnchangedWhileWorkersAreKilledEverySecond() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "2"));
    int runs = 100;
    List<Computation<SimulationResult>> inFlight = new ArrayList<>();
    for (int seed = 0; seed < runs; seed++) {
      inFlight.add(submit(engine, stormPaths(), seed));
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  Random random = new Random(1);
                  while (!over.get()) {
                    List<Long> workers = pids(engine);
                    if (!workers.isEmpty()) {
                      kill(workers.get(random.nextInt(workers.size())));
                    }
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                  }
                });
    try {
      for (int seed = 0; seed < runs; seed++) {
        assertArrayEquals(
            expected(stormPaths(), seed),
            bytes(inFlight.get(seed).result().get().value()),
            "run " + seed);
      }
    } finally {
      over.set(true);
      killer.join();
    }
    EngineStatus.Counters counters = engine.status().counters();
    assertTrue(counters.deaths() > 0, counters.toString());
    assertTrue(counters.retries() > 0, counters.toString());
    assertEquals(0, counters.fallbacks());
    assertFalse(engine.status().workers().isEmpty());
  }
}
