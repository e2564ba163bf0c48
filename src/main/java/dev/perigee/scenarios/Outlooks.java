package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.Emission;
import dev.perigee.rules.OutlookBuilder;
import dev.perigee.rules.PriorPacks;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Facts and a scenario under a rule set: the outlook that is simulated. */
public final class Outlooks {
  private Outlooks() {}

  /**
   * The outlook of a scenario.
   *
   * @param facts those in force on {@code asOf}
   * @param asOf day of knowledge
   * @param request the scenario as it was asked for
   * @throws ProblemException when effects or parameters do not go together
   */
  static TracedOutlook of(
      RuleSet ruleSet,
      List<Milestone> facts,
      LocalDate asOf,
      Scenario scenario,
      ScenarioRequest request) {
    return of(ruleSet.priors(), ruleSet.fire(seen(facts, scenario), asOf), scenario, request);
  }

  /**
   * The outlook of a scenario after rules were fired.
   *
   * @param fired what the rules make of the facts, settled
   * @param request the scenario as it was asked for
   * @throws ProblemException when effects or parameters do not go together
   */
  public static TracedOutlook of(
      PriorPacks priors, List<Emission> fired, Scenario scenario, ScenarioRequest request) {
    try {
      return of(priors, fired, scenario);
    } catch (InvalidParameters e) {
      throw ScenarioReader.problem(e, request);
    } catch (IllegalArgumentException e) {
      throw ScenarioReader.problem(e);
    }
  }

  /** What rules see in a scenario: facts in force, and those that it assumes. */
  public static List<Milestone> seen(List<Milestone> facts, Scenario scenario) {
    List<Milestone> seen = new ArrayList<>(facts);
    seen.addAll(scenario.assumed());
    return seen;
  }

  private static TracedOutlook of(PriorPacks priors, List<Emission> fired, Scenario scenario) {
    List<Emission> emissions = new ArrayList<>(fired);
    emissions.addAll(scenario.byHand());
    Map<Parameter, Marginal> pins = new EnumMap<>(Parameter.class);
    scenario
        .pins()
        .forEach(
            (parameter, distribution) ->
                pins.put(
                    parameter,
                    Marginal.of(
                        distribution,
                        priors.packs().get(Pack.HOUSE).marginal(parameter).loading())));
    return OutlookBuilder.build(
        priors,
        scenario.packWeights().orElse(priors.weights()),
        pins,
        emissions,
        scenario.horizon());
  }
}
