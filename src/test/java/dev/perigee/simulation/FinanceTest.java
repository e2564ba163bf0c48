package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed forms; those with a V-number are in {@link ValidationCasesTest}. */
class FinanceTest {
  @Test
  void theRecoveryFactorRepaysWhatWasSpent() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double rate = random.nextDouble(0.01, 0.3);
      int years = random.nextInt(1, 30);
      double worth = 0;
      for (int year = 1; year <= years; year++) {
        worth += Finance.capitalRecoveryFactor(rate, years) * Math.pow(1 + rate, -year);
      }
      assertEquals(1, worth, 1e-12);
    }
  }

  @Test
  void capitalForNothingIsRepaidInEqualParts() {
    assertEquals(0.2, Finance.capitalRecoveryFactor(0, 5));
    assertEquals(50, Finance.annuity(10, 0, 5));
  }

  @ParameterizedTest
  @CsvSource({".1, 0, 1", ".1, 1, .90909090909090909", ".1, -1, 1.1", "0, 7, 1"})
  void aPaymentAheadIsDiscounted(double rate, double years, double factor) {
    assertEquals(factor, Finance.discountFactor(rate, years), 1e-15);
  }

  @Test
  void growthAtTheReturnOnCapitalReinvestsEverything() {
    assertEquals(0, Finance.valueDriver(100, 0.10, 0.03, 0.03), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({".03, .03", ".02, .03"})
  void growthForEverAtTheDiscountRateOrMoreIsRefused(double rate, double growth) {
    IllegalArgumentException perpetuity =
        assertThrows(
            IllegalArgumentException.class, () -> Finance.growingPerpetuity(1, rate, growth));
    assertThrows(IllegalArgumentException.class, () -> Finance.valueDriver(1, rate, growth, 0.15));

    assertEquals(
        "the discount rate must be above the growth rate, got %s <= %s".formatted(rate, growth),
        perpetuity.getMessage());
  }

  @Test
  void aStageThatIsNeverPassedCostsWhatComesBeforeIt() {
    double value =
        Finance.riskAdjustedValue(
            new double[] {20, 50, 150},
            new double[] {0, 1, 3},
            new double[] {1, 0, 1},
            1000,
            5,
            0.10);

    assertEquals(-20 - 50 / 1.1, value, 1e-12);
  }
}
