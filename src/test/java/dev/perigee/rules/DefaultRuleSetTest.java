package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DefaultRuleSetTest {
  @Test
  void theShippedRuleSetCompilesAndItsCasesPass() {
    try (RuleSet ruleSet = RuleSet.of(DefaultRules.files())) {
      System.out.println(ruleSet.ruleNames().size() + " " + ruleSet.ruleNames());
      assertEquals(RuleSetDigest.of(DefaultRules.files()), ruleSet.digest());
    }
  }
}
