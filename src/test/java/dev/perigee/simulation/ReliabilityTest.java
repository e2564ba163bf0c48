package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Equations 7 and 8. */
class ReliabilityTest {
  @Test
  void hardwareThatNeverFailsServesItsWholeLife() {
    assertEquals(4.6, Reliability.effectiveLife(Reliability.decayRate(0, 0), 4.6, 0));
  }

  @Test
  void silentCorruptionTakesItsShareOfLife() {
    assertEquals(4.6 * 0.987, Reliability.effectiveLife(0, 4.6, 0.013), 1e-15);
  }

  @Test
  void bothLossesDecayTogether() {
    assertEquals(0.99 * 0.932, Math.exp(-Reliability.decayRate(0.01, 0.068)), 1e-15);
  }

  /** The closed form is the integral of survival. */
  @Test
  void theEffectiveLifeIsTheIntegralOfSurvival() {
    double decay = Reliability.decayRate(0.01, 0.068);
    double step = 1e-4;
    double sum = 0;
    for (double age = step / 2; age < 4.6; age += step) {
      sum += Math.exp(-decay * age) * step;
    }

    assertEquals(sum, Reliability.effectiveLife(decay, 4.6, 0), 1e-8);
  }

  /** Equation 8: the margin must be at least 1, and a krad a year over five years fails it. */
  @Test
  void aKiloradAYearUsesUpTheMargin() {
    assertEquals(0.4, Reliability.totalDoseMargin(1000, 5));
    assertTrue(Reliability.totalDoseMargin(150, 5) > 1);
  }

  /** Corruptions a year (150 / 17) times two hours each, over the hours of a year. */
  @Test
  void recoveryTakesItsHoursFromTheYear() {
    assertEquals(150.0 / 17 * 2 / 8760, Reliability.recoveryLoss(150, 2), 1e-15);
  }
}
