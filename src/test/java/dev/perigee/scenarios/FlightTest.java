package dev.perigee.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Engine;
import dev.perigee.engine.EngineConfigs;
import dev.perigee.engine.Work;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.PriorPacks;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who keeps a run going, on an engine that computes in this process. */
class FlightTest {
  private static final PriorPacks PRIORS = DefaultRules.priors();

  private final Engine engine =
      new Engine(EngineConfigs.of(Map.of("perigee.engine", "jvm")), new SimpleMeterRegistry());
  private final Flight flight =
      new Flight(
          new DeterministicPlan(
              RunInputs.deterministic(ScenarioRequest.NONE, ModelConstants.CORE_VERSION), null),
          "id",
          Instant.EPOCH,
          false,
          true);
  private Computation<SimulationResult> computation;

  @BeforeEach
  void itIsBegunByTheFirst() {
    assertTrue(flight.board());
    flight.start(
        (begun, awaited, progress) -> {
          computation =
              engine.submit(
                  new Work.Simulate(
                      SimulationRequest.of(
                          new Outlook(
                              Horizon.DEFAULT,
                              PRIORS.packs(),
                              PRIORS.weights(),
                              PathConditions.NONE),
                          SimulationRequest.MOST_PATHS,
                          1)),
                  progress);
          return StartedRun.of(computation, ScenarioRequest.NONE, computed -> null);
        });
  }

  @AfterEach
  void nothingIsLeftRunning() {
    computation.cancel();
    assertThrows(CancellationException.class, () -> computation.result().get());
  }

  private boolean isGivenUp() {
    return flight.isCancelled();
  }

  @Test
  void itGoesOnWhileAnotherWaitsThoughWhoBeganItLeaves() {
    assertTrue(flight.board());
    flight.leave();
    assertFalse(isGivenUp());
    flight.leave();
    assertTrue(isGivenUp());
  }

  @Test
  void whatIsGivenUpTakesNobodyOnBoardAndIsNotAcknowledged() {
    flight.leave();
    assertFalse(flight.board());
    assertFalse(flight.acknowledge(stored -> {}));
    assertThrows(CancellationException.class, () -> computation.result().get());
  }

  /** A plan that nobody begins; only who boards and who leaves counts. */
  private static Flight waiting() {
    return new Flight(null, "id", Instant.EPOCH, false, true);
  }

  @Test
  void whoeverBoardsAsTheLastLeavesIsNotCancelled() throws Exception {
    try (ExecutorService leaving = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 20_000; i++) {
        Flight each = waiting();
        assertTrue(each.board());
        CyclicBarrier together = new CyclicBarrier(2);
        Future<?> left =
            leaving.submit(
                () -> {
                  together.await();
                  each.leave();
                  return null;
                });
        together.await();
        boolean boarded = each.board();
        left.get();
        assertEquals(!boarded, each.isCancelled(), "round " + i);
      }
    }
  }

  @Test
  void whatIsAcknowledgedGoesOnWhenNobodyWaits() {
    assertTrue(flight.acknowledge(stored -> {}));
    flight.leave();
    assertFalse(isGivenUp());
    assertTrue(flight.isAcknowledged());
  }

  @Test
  void itIsStoredOnceHoweverOftenItIsAcknowledged() {
    int[] stored = new int[1];
    assertTrue(flight.acknowledge(each -> stored[0]++));
    assertTrue(flight.acknowledge(each -> stored[0]++));
    assertTrue(stored[0] == 1, "stored " + stored[0] + " times");
  }

  @Test
  void whatCannotBeStoredIsNotAcknowledged() {
    assertThrows(
        IllegalStateException.class,
        () ->
            flight.acknowledge(
                each -> {
                  throw new IllegalStateException("no database");
                }));
    assertFalse(flight.isAcknowledged());
  }

  @Test
  void whatHasJustEndedIsNotAcknowledgedAnyMore() {
    assertFalse(flight.settle());
    assertFalse(flight.acknowledge(stored -> {}));
  }

  @Test
  void whatIsCancelledEndsThoughItWasAcknowledged() {
    assertTrue(flight.acknowledge(stored -> {}));
    flight.cancel();
    assertThrows(CancellationException.class, () -> computation.result().get());
  }
}
