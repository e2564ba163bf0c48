package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.rules.Emission;
import dev.perigee.rules.OutlookBuilder;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Facts and a scenario under a rule set: the outlook that is simulated. */
final class Outlooks {
  private Outlooks() {}

  /**
   * The outlook of a scenario.
   *
   * @param facts those in force on {@code asOf}
   * @param asOf day of knowledge
   */
  static TracedOutlook of(
      RuleSet ruleSet, List<Milestone> facts, LocalDate asOf, Scenario scenario) {
    List<Milestone> seen = new ArrayList<>(facts);
    seen.addAll(scenario.assumed());
    List<Emission> emissions = new ArrayList<>(ruleSet.fire(seen, asOf));
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
                        ruleSet.priors().packs().get(Pack.HOUSE).marginal(parameter).loading())));
    return OutlookBuilder.build(
        ruleSet.priors(),
        scenario.packWeights().orElse(ruleSet.priors().weights()),
        pins,
        emissions,
        scenario.horizon());
  }
}
