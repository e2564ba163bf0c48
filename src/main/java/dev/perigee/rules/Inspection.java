package dev.perigee.rules;

import jakarta.enterprise.context.ApplicationScoped;

/** The door through which every rule set comes: nothing is stored that did not pass it. */
@ApplicationScoped
public class Inspection {
  /**
   * Vets, compiles and tries a bundle.
   *
   * @throws InvalidRuleSet with every finding, failed cases among them
   */
  public RuleSetReport inspect(Bundle bundle) {
    try (RuleSet ruleSet = RuleSet.of(bundle)) {
      RuleSetReport report = Verification.of(ruleSet);
      if (!report.failures().isEmpty()) {
        throw new InvalidRuleSet(report.failures());
      }
      return report;
    }
  }
}
