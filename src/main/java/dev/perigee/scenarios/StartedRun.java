package dev.perigee.scenarios;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Computed;
import dev.perigee.engine.NoFiniteAnswer;
import dev.perigee.simulation.InvalidParameters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A run that an engine has.
 *
 * @param computation what the engine does for it
 * @param run the run once it is written; fails as the computation does, and with a problem when
 *     there is no answer
 */
record StartedRun(Computation<?> computation, CompletableFuture<StoredRun> run) {
  /**
   * The run of a computation.
   *
   * @param write makes the run of the result
   */
  static <R> StartedRun of(
      Computation<R> computation,
      ScenarioRequest scenario,
      Function<Computed<R>, StoredRun> write) {
    return new StartedRun(
        computation,
        computation
            .result()
            .exceptionally(
                failure -> {
                  throw switch (failure) {
                    case InvalidParameters e -> ScenarioReader.problem(e, scenario);
                    case NoFiniteAnswer e -> ScenarioReader.problem(e);
                    case RuntimeException e -> e;
                    default -> new CompletionException(failure);
                  };
                })
            .thenApply(write));
  }
}
