package dev.perigee.impact;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.Emission;
import dev.perigee.rules.Emissions;
import dev.perigee.rules.PriorPacks;
import dev.perigee.rules.RuleSet;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Outlook;
import java.util.ArrayList;
import java.util.List;

/**
 * The outlooks of one case that are to be simulated and compared.
 *
 * @param name of the case
 * @param reference under the reference
 * @param candidate under the candidate
 * @param switched under the reference with one part of the candidate, for each part
 * @param referenceCompany the rest of the company under the reference
 * @param candidateCompany the same under the candidate
 */
record Contrast(
    String name,
    Outlook reference,
    Outlook candidate,
    List<Switched> switched,
    EquityBridge referenceCompany,
    EquityBridge candidateCompany) {

  /**
   * The outlook with one part switched.
   *
   * @param part name of the rule or file
   */
  record Switched(String part, Outlook outlook) {}

  /**
   * The contrast of a case.
   *
   * @throws ProblemException when effects or parameters do not go together
   */
  static Contrast of(
      ImpactPlan plan,
      ImpactCase on,
      RuleSet reference,
      RuleSet candidate,
      List<Switches.Switch> switches) {
    List<Milestone> seen = Outlooks.seen(plan.facts(), on.scenario());
    List<Emission> before = reference.emit(seen, plan.inputs().asOf());
    List<Emission> after = candidate.emit(seen, plan.inputs().asOf());
    List<Switched> switched = new ArrayList<>();
    for (Switches.Switch each : switches) {
      switched.add(
          new Switched(each.name(), outlook(on, each.priors(), each.emissions(before, after))));
    }
    return new Contrast(
        on.name(),
        outlook(on, reference.priors(), before),
        outlook(on, candidate.priors(), after),
        switched,
        on.scenario().company(reference.company()),
        on.scenario().company(candidate.company()));
  }

  private static Outlook outlook(ImpactCase on, PriorPacks priors, List<Emission> emitted) {
    try {
      return Outlooks.of(priors, Emissions.settle(emitted), on.scenario()).outlook();
    } catch (InvalidParameters e) {
      throw ScenarioReader.problem(e, on.request());
    } catch (IllegalArgumentException e) {
      throw ScenarioReader.problem(e);
    }
  }

  /** Every outlook, with repetitions. */
  List<Outlook> outlooks() {
    List<Outlook> all = new ArrayList<>(List.of(reference, candidate));
    switched.forEach(each -> all.add(each.outlook()));
    return all;
  }
}
