package dev.perigee.scenarios;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Work;
import dev.perigee.platform.ProblemException;
import java.util.Optional;

/** A run whose inputs are known and valid one by one, not computed yet. */
public sealed interface RunPlan permits StochasticPlan, DeterministicPlan {
  /** Everything the result depends on. */
  RunInputs inputs();

  /** Where the ledger stood when the facts were read; empty when there are none. */
  Optional<Long> ledgerPosition();

  /** What it costs at most: paths x quarters. */
  long cost();

  /**
   * Hands the work to an engine.
   *
   * @throws ProblemException when the inputs do not go together, or the engine takes nothing
   */
  StartedRun start(Submission engine);

  /** How work is handed to an engine. */
  interface Submission {
    <R> Computation<R> submit(Work.OfWorkers<R> work);
  }
}
