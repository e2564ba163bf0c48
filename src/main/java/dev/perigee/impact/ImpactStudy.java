package dev.perigee.impact;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.Emission;
import dev.perigee.rules.Emissions;
import dev.perigee.rules.PriorPacks;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDifference;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.simulation.Outlook;
import dev.perigee.studies.Contrast;
import dev.perigee.studies.Differences;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.Switches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule set would change.
 *
 * @param inputs everything the answer depends on
 * @param ruleSets finds a stored rule set by its digest, so that a study that waits holds none
 * @param cases what to compare on
 * @param facts in force on the day of knowledge, in the order of their names
 */
record ImpactStudy(
    ImpactInputs inputs,
    Function<String, RuleSet> ruleSets,
    List<ImpactCase> cases,
    List<Milestone> facts)
    implements Study {
  ImpactStudy {
    cases = List.copyOf(cases);
    facts = List.copyOf(facts);
  }

  @Override
  public StudyKind kind() {
    return StudyKind.IMPACT;
  }

  @Override
  public long cost() {
    return cases.stream().mapToLong(on -> 2L * on.scenario().horizon().quarters()).sum()
        * inputs.paths();
  }

  @Override
  public ImpactResult answer(Simulations simulations) throws InterruptedException {
    RuleSet reference = ruleSets.apply(inputs.reference());
    RuleSet candidate = ruleSets.apply(inputs.candidate());
    RuleSetDifference difference = RuleSetDifference.between(reference, candidate);
    List<Switches.Switch> switches = Switches.of(difference, reference, candidate);
    List<Contrast> contrasts = new ArrayList<>();
    for (ImpactCase each : cases) {
      simulations.requireNotCancelled();
      contrasts.add(contrast(each, reference, candidate, switches));
    }
    PairedDesign design = inputs.design();
    simulations.expect(contrasts.stream().mapToInt(Contrast::outlooks).sum() * design.batches());
    List<ImpactResult.ScenarioImpact> scenarios = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      scenarios.add(
          ImpactResult.ScenarioImpact.of(
              cases.get(i).name(), contrasts.get(i).differences(simulations, design)));
    }
    return new ImpactResult(
        inputs.reference(),
        inputs.candidate(),
        inputs.asOf(),
        inputs.facts(),
        design.pathsRun(),
        design.batches(),
        inputs.seed(),
        inputs.coreVersion(),
        difference.parts().stream().map(ImpactStudy::part).toList(),
        scenarios);
  }

  private static ImpactResult.ChangedPart part(RuleSetDifference.Part part) {
    return new ImpactResult.ChangedPart(
        part.name(),
        part.file(),
        switch (part.kind()) {
          case ADDED -> Differences.PartChange.ADDED;
          case REMOVED -> Differences.PartChange.REMOVED;
          case CHANGED -> Differences.PartChange.CHANGED;
        });
  }

  /**
   * The contrast of a case.
   *
   * @throws ProblemException when effects or parameters do not go together
   */
  private Contrast contrast(
      ImpactCase on, RuleSet reference, RuleSet candidate, List<Switches.Switch> switches) {
    List<Milestone> seen = Outlooks.seen(facts, on.scenario());
    List<Emission> before = reference.emit(seen, inputs.asOf());
    List<Emission> after = candidate.emit(seen, inputs.asOf());
    List<Contrast.Switched> switched = new ArrayList<>();
    for (Switches.Switch each : switches) {
      switched.add(
          new Contrast.Switched(
              each.name(), outlook(on, each.priors(), each.emissions(before, after))));
    }
    return new Contrast(
        outlook(on, reference.priors(), before),
        outlook(on, candidate.priors(), after),
        switched,
        on.scenario().company(reference.company()),
        on.scenario().company(candidate.company()));
  }

  private static Outlook outlook(ImpactCase on, PriorPacks priors, List<Emission> emitted) {
    return Outlooks.of(priors, Emissions.settle(emitted), on.scenario(), on.request()).outlook();
  }
}
