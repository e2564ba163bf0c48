package dev.perigee.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigee.engine.Engine;
import dev.perigee.engine.EngineConfigs;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.ModelConstants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs that are computed, by an engine in this process, and then cannot be stored. */
class RunFlightsTest {
  private static final long PATIENCE = 60;
  private static final String BROKEN = "the stack ended while it was stored";

  /** A database that ends in an error of the machine. */
  private static final RunStore STORE =
      new RunStore(null, null) {
        @Override
        Optional<StoredRun> keep(RunPlan plan, StoredRun run, boolean mayBeCancelled) {
          throw new StackOverflowError(BROKEN);
        }
      };

  private final Engine engine =
      new Engine(EngineConfigs.of(Map.of("perigee.engine", "jvm")), new SimpleMeterRegistry());
  private final RunFlights flights = new RunFlights(engine, STORE, null, null);

  @Test
  void whoeverWaitsForARunIsToldThatAnErrorKeptItFromBeingStored() {
    RunPlan plan =
        new DeterministicPlan(
            RunInputs.deterministic(ScenarioRequest.NONE, ModelConstants.CORE_VERSION),
            new Scenario(Map.of(), List.of(), List.of(), Optional.empty(), Horizon.DEFAULT, null));
    Flight flight = flights.board(plan, plan.inputs().id(), true);
    ExecutionException failed =
        assertThrows(
            ExecutionException.class, () -> flight.result().get(PATIENCE, TimeUnit.SECONDS));
    assertEquals(
        BROKEN, assertInstanceOf(StackOverflowError.class, failed.getCause()).getMessage());
    assertEquals(List.of(), List.copyOf(flights.all()));
  }
}
