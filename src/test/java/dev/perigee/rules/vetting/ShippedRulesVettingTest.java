package dev.perigee.rules.vetting;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.DefaultRules;
import org.junit.jupiter.api.Test;

class ShippedRulesVettingTest {
  @Test
  void theShippedRulesPass() {
    assertDoesNotThrow(() -> Vetting.check(Bundle.of(DefaultRules.files())));
  }
}
