package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Probabilities from Python 3's {@code 0.5 * math.erfc(-x / sqrt(2))}, quantiles from its {@code
 * statistics.NormalDist().inv_cdf}, an implementation of AS 241 too.
 */
class NormalTest {
  @ParameterizedTest
  @CsvSource({
    "-37.0, 5.725571222525139e-300",
    "-20.0, 2.7536241186063314e-89",
    "-10.0, 7.619853024160593e-24",
    "-8.0, 6.220960574271819e-16",
    "-6.0, 9.865876450377012e-10",
    "-5.0, 2.866515718791946e-07",
    "-4.0, 3.1671241833119965e-05",
    "-3.0, 0.0013498980316300957",
    "-2.5, 0.006209665325776139",
    "-2.0, 0.02275013194817922",
    "-1.5, 0.06680720126885809",
    "-1.0, 0.15865525393145707",
    "-0.5, 0.3085375387259869",
    "-0.1, 0.460172162722971",
    "0.0, 0.5",
    "0.1, 0.539827837277029",
    "0.5, 0.6914624612740131",
    "1.0, 0.8413447460685429",
    "1.5, 0.9331927987311419",
    "2.0, 0.9772498680518208",
    "3.0, 0.9986501019683699",
    "4.0, 0.9999683287581669",
    "5.0, 0.9999997133484281",
    "7.0, 0.9999999999987201",
    "7.1, 0.9999999999993762",
    "8.0, 0.9999999999999993"
  })
  void theProbabilityIsWithinItsBound(double x, double probability) {
    assertEquals(probability, Normal.cdf(x), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({
    "-20.0, 2.7536241186063314e-89",
    "-10.0, 7.619853024160593e-24",
    "-8.0, 6.220960574271819e-16",
    "-6.0, 9.865876450377012e-10",
    "-4.0, 3.1671241833119965e-05"
  })
  void aTailKeepsRelativePrecision(double x, double probability) {
    assertEquals(probability, Normal.cdf(x), 1e-6 * probability);
  }

  @ParameterizedTest
  @CsvSource({"-40, 0", "40, 1", "-Infinity, 0", "Infinity, 1", "NaN, NaN"})
  void theProbabilityHasItsLimits(double x, double probability) {
    assertEquals(probability, Normal.cdf(x));
  }

  @Test
  void bothSidesOfTheMedianAddUpToOne() {
    for (double x = 0; x < 9; x += 0.01) {
      assertEquals(1, Normal.cdf(x) + Normal.cdf(-x), 1e-15, "at " + x);
    }
  }

  @Test
  void theProbabilityRises() {
    double before = 0;
    for (double x = -38; x < 9; x += 0.01) {
      double after = Normal.cdf(x);
      assertTrue(after >= before, "at " + x);
      before = after;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, -37.0470962993612",
    "1e-100, -21.27345356096532",
    "1e-20, -9.262340089798405",
    "1e-12, -7.034483825301132",
    "1e-09, -5.9978070150076865",
    "1e-06, -4.753424308822899",
    "0.0001, -3.71901648545568",
    "0.001, -3.090232306167813",
    "0.01, -2.3263478740408408",
    "0.025, -1.9599639845400538",
    "0.05, -1.6448536269514726",
    "0.074, -1.4466320671589785",
    "0.076, -1.4325027208258114",
    "0.1, -1.2815515655446008",
    "0.2, -0.8416212335729142",
    "0.25, -0.6744897501960817",
    "0.3, -0.5244005127080407",
    "0.4, -0.2533471031357998",
    "0.45, -0.125661346855074",
    "0.6, 0.2533471031357998",
    "0.75, 0.6744897501960817",
    "0.9, 1.2815515655446008",
    "0.95, 1.6448536269514715",
    "0.975, 1.9599639845400536",
    "0.99, 2.3263478740408408",
    "0.999, 3.090232306167813",
    "0.9999, 3.7190164854557084",
    "0.999999999, 5.997807019601638"
  })
  void theQuantileIsThatOfAs241(double p, double x) {
    assertEquals(x, Normal.quantile(p), 2e-15 * Math.abs(x));
  }

  @Test
  void theMedianIsZero() {
    assertEquals(0, Normal.quantile(0.5));
  }

  /** An error of 1e-15 in the probability moves the quantile by that over the density. */
  @Test
  void theQuantileOfTheProbabilityIsTheNumber() {
    for (double x = -6; x < 6; x += 0.003) {
      double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      assertEquals(x, Normal.quantile(Normal.cdf(x)), 1e-15 / density + 1e-14, "at " + x);
    }
  }

  @Test
  void theQuantileRisesAcrossItsThreeBranches() {
    double before = Double.NEGATIVE_INFINITY;
    for (double exponent = -30; exponent < 0; exponent += 0.001) {
      double after = Normal.quantile(0.9999 * Math.pow(10, exponent));
      assertTrue(after > before, "at 1e" + exponent);
      before = after;
    }
  }
}
