package dev.perigee.attribution;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.DeterministicPlan;
import dev.perigee.scenarios.RunPlanner;
import dev.perigee.scenarios.Runs;
import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.studies.Commission;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Attributes runs to facts. */
@ApplicationScoped
public class Attributions {
  private final Runs runs;
  private final Studies studies;

  public Attributions(Runs runs, Studies studies) {
    this.runs = runs;
    this.studies = studies;
  }

  /**
   * The attribution of a run: as it is known, or else begun now. One that failed or was cancelled
   * stays so, unless nothing but the end of a service was wrong with it.
   *
   * @param inputs of it
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when there is no such run of the mixture, it cannot be reproduced, or
   *     too many wait
   */
  StudyState of(AttributionInputs inputs, Commission commission) {
    return studies
        .lasting(StudyKind.ATTRIBUTION, inputs.id())
        .orElseGet(() -> begin(inputs, commission));
  }

  /**
   * The attribution of a run: stored, being computed, or begun now, anew when it failed or was
   * cancelled.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when there is no such run of the mixture, it cannot be reproduced, or
   *     too many wait
   */
  StudyState begin(AttributionInputs inputs, Commission commission) {
    StochasticPlan plan = plan(inputs.attributed());
    int facts = plan.facts().size() + plan.scenario().assumed().size();
    long cost =
        (1L + Math.min(facts, FactSteps.MOST))
            * inputs.paths()
            * plan.scenario().horizon().quarters();
    Statistics value = runs.stochastic(inputs.attributed()).valuation().enterpriseValueUsd();
    return studies.ask(
        new AttributionStudy(
            inputs,
            cost,
            () -> plan(inputs.attributed()),
            new Statistics.Mean(value.mean(), value.standardError())),
        commission);
  }

  /**
   * Inputs of the attribution of a run.
   *
   * @param paths of each pack; those of the run, at most as many as a run has unless it is asked
   *     otherwise, when they are not given
   * @throws ProblemException when there is no such run of the mixture, or it cannot be reproduced
   */
  AttributionInputs inputs(String run, Optional<Integer> paths) {
    return AttributionInputs.of(
        run,
        paths.orElseGet(
            () ->
                Math.clamp(
                    plan(run).inputs().paths(),
                    PairedDesign.FEWEST_PATHS,
                    RunPlanner.DEFAULT_PATHS)));
  }

  private StochasticPlan plan(String run) {
    return switch (runs.plan(run)) {
      case StochasticPlan stochastic -> stochastic;
      case DeterministicPlan deterministic ->
          throw ProblemException.invalid(
              List.of(
                  Violation.of("id", "the name of a run of the mixture, which reads facts", run)));
    };
  }
}
