package dev.perigee.rules;

import dev.perigee.rules.vetting.DryRuns;
import dev.perigee.rules.vetting.Vetting;
import jakarta.enterprise.context.ApplicationScoped;

/** The door through which every rule set comes: nothing is stored that did not pass it. */
@ApplicationScoped
public class Inspection {
  private final DryRuns dryRuns;

  Inspection(RulesConfig config) {
    dryRuns = new DryRuns(config.dryRun());
  }

  /**
   * Vets, compiles and tries a bundle, all of it in a JVM of its own: reading it may take long,
   * too.
   *
   * @throws InvalidRuleSet with every finding, failed cases among them
   * @throws IllegalStateException when it could not be tried
   */
  public RuleSetReport inspect(Bundle bundle) {
    return dryRuns.of(bundle);
  }

  /**
   * The same in this process, without bounds of memory and time.
   *
   * @throws InvalidRuleSet with every finding, failed cases among them
   */
  static RuleSetReport inProcess(Bundle bundle) {
    Vetting.check(bundle);
    try (RuleSet ruleSet = RuleSet.of(bundle)) {
      RuleSetReport report = Verification.of(ruleSet);
      if (!report.failures().isEmpty()) {
        throw new InvalidRuleSet(report.failures());
      }
      return report;
    }
  }
}
