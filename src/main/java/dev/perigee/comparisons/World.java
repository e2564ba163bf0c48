package dev.perigee.comparisons;

import dev.perigee.milestones.Milestone;
import dev.perigee.rules.Emission;
import dev.perigee.rules.Emissions;
import dev.perigee.rules.PriorPacks;
import dev.perigee.rules.RuleSet;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.scenarios.Scenario;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Outlook;
import dev.perigee.studies.Switches;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything an outlook comes from.
 *
 * @param ruleSet that fires
 * @param asOf day of knowledge
 * @param facts in force on that day
 * @param request the scenario
 * @param scenarios finds it valid
 */
record World(
    RuleSet ruleSet,
    LocalDate asOf,
    List<Milestone> facts,
    ScenarioRequest request,
    ScenarioReader scenarios) {

  static World of(StochasticPlan plan, ScenarioReader scenarios) {
    return new World(
        plan.ruleSet(), plan.inputs().asOf(), plan.facts(), plan.inputs().scenario(), scenarios);
  }

  World on(LocalDate day) {
    return new World(ruleSet, day, facts, request, scenarios);
  }

  World knowing(List<Milestone> others) {
    return new World(ruleSet, asOf, others, request, scenarios);
  }

  World assuming(ScenarioRequest other) {
    return new World(ruleSet, asOf, facts, other, scenarios);
  }

  /**
   * The outlook.
   *
   * @throws dev.perigee.platform.ProblemException when its parts do not go together
   */
  Outlook outlook() {
    Scenario scenario = scenario();
    return outlook(ruleSet.priors(), emitted(ruleSet, scenario), scenario);
  }

  /** The outlook with one part of another rule set. */
  Outlook switched(Switches.Switch part, RuleSet other) {
    Scenario scenario = scenario();
    return outlook(
        part.priors(),
        part.emissions(emitted(ruleSet, scenario), emitted(other, scenario)),
        scenario);
  }

  /** The rest of the company. */
  EquityBridge company() {
    return scenario().company(ruleSet.company());
  }

  private Scenario scenario() {
    return scenarios.read(request, Mode.STOCHASTIC);
  }

  private List<Emission> emitted(RuleSet by, Scenario scenario) {
    return by.emit(Outlooks.seen(facts, scenario), asOf);
  }

  private Outlook outlook(PriorPacks priors, List<Emission> emitted, Scenario scenario) {
    return Outlooks.of(priors, Emissions.settle(emitted), scenario, request).outlook();
  }
}
