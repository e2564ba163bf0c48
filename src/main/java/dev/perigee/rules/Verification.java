package dev.perigee.rules;

import java.util.List;

/** Tries a rule set against its own cases. */
public final class Verification {
  private Verification() {}

  /**
   * Runs the cases of a rule set.
   *
   * @throws InvalidRuleSet when the cases cannot be read
   */
  public static RuleSetReport of(RuleSet ruleSet) {
    List<RuleSetReport.CaseResult> cases =
        RuleCase.read(ruleSet.bundle().files()).stream().map(each -> each.result(ruleSet)).toList();
    return new RuleSetReport(ruleSet.digest().toString(), ruleSet.ruleNames(), cases, List.of());
  }
}
