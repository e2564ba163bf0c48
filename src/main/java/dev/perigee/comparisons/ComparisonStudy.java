package dev.perigee.comparisons;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.DeterministicPlan;
import dev.perigee.scenarios.RunPlan;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.util.List;
import java.util.function.Function;

/**
 * A comparison of two runs.
 *
 * @param cost path-quarters of both runs
 * @param runs finds what a run was computed from, so that a study that waits holds no rule sets
 */
record ComparisonStudy(
    ComparisonInputs inputs, long cost, Function<String, RunPlan> runs, ScenarioReader scenarios)
    implements Study {
  @Override
  public StudyKind kind() {
    return StudyKind.COMPARISON;
  }

  @Override
  public Object answer(Simulations simulations) throws InterruptedException {
    RunPlan candidate = runs.apply(inputs.candidate());
    RunPlan reference = runs.apply(inputs.reference());
    if (candidate instanceof StochasticPlan one && reference instanceof StochasticPlan other) {
      return new StochasticComparison(inputs, one, other, scenarios).answer(simulations);
    }
    if (candidate instanceof DeterministicPlan one
        && reference instanceof DeterministicPlan other) {
      return new DeterministicComparison(inputs, one, other, scenarios).answer(simulations);
    }
    throw ProblemException.invalid(
        List.of(Violation.at("/with", "a run of the same mode", inputs.reference())));
  }
}
