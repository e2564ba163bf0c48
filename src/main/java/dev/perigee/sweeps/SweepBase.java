package dev.perigee.sweeps;

import dev.perigee.rules.Emission;
import dev.perigee.rules.PriorPacks;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.scenarios.RunInputs;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Outlook;
import java.util.List;
import java.util.Map;

/**
 * The run around which a sweep is, after its rules were fired: pins change nothing of what they
 * say.
 *
 * @param inputs of the run
 * @param priors of its rule set
 * @param fired what its rules make of the facts, settled
 * @param runCost path-quarters of the run
 */
record SweepBase(
    RunInputs inputs,
    PriorPacks priors,
    List<Emission> fired,
    long runCost,
    ScenarioReader scenarios) {

  static SweepBase of(StochasticPlan plan, ScenarioReader scenarios) {
    return new SweepBase(
        plan.inputs(),
        plan.ruleSet().priors(),
        plan.ruleSet().fire(Outlooks.seen(plan.facts(), plan.scenario()), plan.inputs().asOf()),
        plan.cost(),
        scenarios);
  }

  /** What so many simulations cost, in path-quarters. */
  long cost(long simulations) {
    return simulations * runCost;
  }

  /**
   * The outlook of the run whose scenario pins parameters at these values, by key.
   *
   * @throws dev.perigee.platform.ProblemException when they do not go with the rest
   */
  Outlook pinned(Map<String, Double> values) {
    ScenarioRequest request =
        values.isEmpty() ? inputs.scenario() : inputs.scenario().pinned(values);
    return Outlooks.of(priors, fired, scenarios.read(request, Mode.STOCHASTIC), request).outlook();
  }
}
