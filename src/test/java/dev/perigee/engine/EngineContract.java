package dev.perigee.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.PriorPacks;
import dev.perigee.service.Waiting;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.program.SimulationJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every engine holds to, whatever computes. */
abstract class EngineContract {
  private static final PriorPacks PRIORS = DefaultRules.priors();
  static final int ENDLESS = SimulationRequest.MOST_PATHS;
  static final int FEW = SimulationRequest.FEWEST_PATHS;

  private Engine engine;

  /** Settings that make the engine the one under test. */
  abstract Map<String, String> settings();

  /** What it says it is. */
  abstract EngineKind kind();

  @AfterEach
  void stop() throws InterruptedException {
    if (engine != null) {
      engine.stop();
    }
  }

  /** A started engine with further settings. */
  Engine engine(Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("perigee.engine.threads", "1");
    settings.put("perigee.engine.drain", "PT0.1S");
    settings.putAll(further);
    engine = new Engine(EngineConfigs.of(settings), new SimpleMeterRegistry());
    engine.start();
    return engine;
  }

  static Work.OfWorkers<SimulationResult> work(int paths, long seed) {
    return work(paths, seed, PathConditions.NONE);
  }

  static Work.OfWorkers<SimulationResult> work(int paths, long seed, PathConditions conditions) {
    return new Work.Simulate(
        SimulationRequest.of(
            new Outlook(new Horizon(2026, 40), PRIORS.packs(), PRIORS.weights(), conditions),
            paths,
            seed));
  }

  static Computation<SimulationResult> submit(Engine engine, int paths, long seed) {
    return engine.submit(work(paths, seed), share -> {});
  }

  /** The bytes of a result, which are equal when the results are. */
  static byte[] bytes(SimulationResult result) {
    return SimulationJson.write(result);
  }

  static byte[] expected(int paths, long seed) {
    return bytes(work(paths, seed).here(1, Progress.NONE));
  }

  static ProblemType problem(Computation<?> computation) throws InterruptedException {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> computation.result().get());
    return assertInstanceOf(ProblemException.class, failed.getCause()).type();
  }

  @Test
  void itGivesTheBitsOfTheCore() throws Exception {
    Computed<SimulationResult> computed = submit(engine(Map.of()), 3_000, 1).result().get();
    assertEquals(kind(), computed.engine());
    assertArrayEquals(expected(3_000, 1), bytes(computed.value()));
  }

  @Test
  void itGivesTheSinglePathOfTheCore() throws Exception {
    Map<Parameter, Double> values = Map.of(Parameter.LAUNCH_COST_INITIAL, 900.0);
    Computed<?> computed =
        engine(Map.of())
            .submit(new Work.Trace(values, Horizon.DEFAULT), share -> {})
            .result()
            .get();
    assertEquals(kind(), computed.engine());
    assertArrayEquals(
        SimulationJson.write(Simulation.trajectory(values, Horizon.DEFAULT)),
        SimulationJson.write((dev.perigee.simulation.Trajectory) computed.value()));
  }

  @Test
  void parametersThatContradictEachOtherAreNamed() {
    Map<Parameter, Double> values =
        Map.of(Parameter.VALUATION_DISCOUNT_RATE, 0.02, Parameter.VALUATION_TERMINAL_GROWTH, 0.03);
    Computation<?> computation =
        engine(Map.of()).submit(new Work.Trace(values, Horizon.DEFAULT), share -> {});
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> computation.result().get());
    InvalidParameters invalid = assertInstanceOf(InvalidParameters.class, failed.getCause());
    assertEquals(Parameter.VALUATION_DISCOUNT_RATE, invalid.violations().getFirst().parameter());
  }

  @Test
  void itTellsHowFarItIs() throws Exception {
    List<Double> shares = Collections.synchronizedList(new ArrayList<>());
    engine(Map.of()).submit(work(40_000, 2), shares::add).result().get();
    assertFalse(shares.isEmpty());
    assertEquals(shares.stream().sorted().toList(), List.copyOf(shares));
    assertTrue(shares.getFirst() >= 0 && shares.getLast() <= 1, shares.toString());
  }

  @Test
  void whatIsCancelledEndsAndTheNextIsServed() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 3);
    Waiting.until(() -> endless.startedAt().isPresent());
    Computation<SimulationResult> waiting = submit(engine, FEW, 4);
    Computation<SimulationResult> next = submit(engine, FEW, 5);
    waiting.cancel();
    assertThrows(CancellationException.class, () -> waiting.result().get());
    assertEquals(1, engine.status().queue().length());
    endless.cancel();
    assertThrows(CancellationException.class, () -> endless.result().get());
    assertArrayEquals(expected(FEW, 5), bytes(next.result().get().value()));
    assertEquals(2, engine.status().counters().cancelled());
  }

  @Test
  void whatExceedsItsDeadlineEndsAsAProblemAndTheNextIsServed() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.deadline", "PT4S", "perigee.engine.slots", "1"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 6);
    Computation<SimulationResult> next = submit(engine, FEW, 7);
    assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(endless));
    assertArrayEquals(expected(FEW, 7), bytes(next.result().get().value()));
    assertEquals(1, engine.status().counters().deadlineKills());
  }

  @Test
  void whatNobodyWaitsForIsTakenWhileFewWait() {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.queue", "4"));
    assertEquals(1, engine.spare());
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 15);
    Waiting.until(() -> endless.startedAt().isPresent());
    assertEquals(1, engine.spare());
    Computation<SimulationResult> waiting = submit(engine, FEW, 16);
    assertEquals(0, engine.spare());
    waiting.cancel();
    assertEquals(1, engine.spare());
  }

  @Test
  void itIsReadyOnceItIsStarted() throws Exception {
    Engine idle = new Engine(EngineConfigs.of(settings()), new SimpleMeterRegistry());
    assertFalse(idle.isReady());
    idle.stop();
    assertTrue(engine(Map.of()).isReady());
  }

  @Test
  void aFullQueueIsSaidSo() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.queue", "2"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 8);
    Waiting.until(() -> endless.startedAt().isPresent());
    List<Computation<SimulationResult>> waiting =
        IntStream.of(9, 10).mapToObj(seed -> submit(engine, FEW, seed)).toList();
    assertEquals(0, engine.spare());
    ProblemException refused = assertThrows(ProblemException.class, () -> submit(engine, FEW, 11));
    assertEquals(ProblemType.SATURATED, refused.type());
    assertEquals(1, engine.status().counters().rejections());
    endless.cancel();
    for (Computation<SimulationResult> each : waiting) {
      each.result().get();
    }
    assertArrayEquals(expected(FEW, 11), bytes(submit(engine, FEW, 11).result().get().value()));
  }

  @Test
  void whatNobodyWaitsForGivesWay() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.queue", "2"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 20);
    Waiting.until(() -> endless.startedAt().isPresent());
    endless.giveWay(); // without effect: it does not wait
    Computation<SimulationResult> first = submit(engine, FEW, 21);
    first.giveWay();
    Computation<SimulationResult> second = submit(engine, FEW, 22);
    assertThrows(ProblemException.class, () -> submit(engine, FEW, 23));
    endless.cancel();
    first.result().get();
    assertTrue(second.result().isDone());
    assertTrue(second.startedAt().orElseThrow().isBefore(first.startedAt().orElseThrow()));
  }

  @Test
  void whatGaveWayCanBeCancelled() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1", "perigee.engine.queue", "1"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 24);
    Waiting.until(() -> endless.startedAt().isPresent());
    Computation<SimulationResult> waiting = submit(engine, FEW, 25);
    waiting.giveWay();
    waiting.cancel();
    assertThrows(CancellationException.class, () -> waiting.result().join());
    Computation<SimulationResult> next = submit(engine, FEW, 26);
    endless.cancel();
    assertArrayEquals(expected(FEW, 26), bytes(next.result().get().value()));
  }

  @Test
  void whatIsBeingComputedGoesOnWhenTheServiceStops() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.drain", "PT2M"));
    List<Computation<SimulationResult>> running =
        IntStream.range(0, 4).mapToObj(seed -> submit(engine, 5_000, seed)).toList();
    engine.stop();
    for (int seed = 0; seed < running.size(); seed++) {
      assertTrue(running.get(seed).result().isDone());
      assertArrayEquals(expected(5_000, seed), bytes(running.get(seed).result().get().value()));
    }
    ProblemException refused = assertThrows(ProblemException.class, () -> submit(engine, FEW, 12));
    assertEquals(ProblemType.UNAVAILABLE, refused.type());
  }

  @Test
  void whatGoesOnForTooLongWhenTheServiceStopsIsEnded() throws Exception {
    Engine engine = engine(Map.of("perigee.engine.slots", "1"));
    Computation<SimulationResult> endless = submit(engine, ENDLESS, 13);
    Computation<SimulationResult> waiting = submit(engine, FEW, 14);
    Waiting.until(() -> endless.startedAt().isPresent());
    engine.stop();
    assertEquals(ProblemType.UNAVAILABLE, problem(endless));
    assertEquals(ProblemType.UNAVAILABLE, problem(waiting));
  }
}
