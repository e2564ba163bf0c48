package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GammaFunctionsTest {
  @ParameterizedTest
  @CsvSource({ // Python 3, math.lgamma
    "0.5, 0.5723649429247004",
    "1, 0",
    "1.5, -0.12078223763524543",
    "2, 0",
    "3.7, 1.4280723266653883",
    "10, 12.801827480081467",
    "50, 144.5657439463449",
    "171, 706.5730622457874",
    "1000, 5905.220423209181"
  })
  void theLogarithmOfGammaIsPythons(double a, double expected) {
    assertEquals(expected, GammaFunctions.logGamma(a), 1e-14 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void shapeOneIsTheExponentialDistribution() {
    for (double x = 0.001; x < 30; x *= 1.1) {
      assertEquals(-Math.expm1(-x), probability(1, x), 1e-14, "at " + x);
    }
  }

  @Test
  void shapeTwoHasItsClosedForm() {
    for (double x = 0.001; x < 30; x *= 1.1) {
      assertEquals(1 - (1 + x) * Math.exp(-x), probability(2, x), 1e-14, "at " + x);
    }
  }

  /** A chi-square number of one degree of freedom is the square of a normal number. */
  @Test
  void shapeOneHalfIsASquaredNormalNumber() {
    for (double z = 0.01; z < 5; z += 0.01) {
      assertEquals(2 * Normal.cdf(z) - 1, probability(0.5, z * z / 2), 5e-15, "at " + z);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0})
  void nothingLiesBelowZero(double x) {
    assertEquals(0, probability(2, x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.51, 0.8, 1, 1.5, 2, 3, 7.3, 20, 50})
  void theQuantileHasItsProbability(double a) {
    for (double p = 0.001; p < 1; p += 0.001) {
      assertEquals(p, probability(a, quantile(a, p)), 1e-12, "at " + p);
    }
  }

  @ParameterizedTest
  @CsvSource({".5, 1e-9", "2, 1e-9", "50, 1e-9", "2, 1e-16", ".5, 1e-16"})
  void theLowerTailKeepsRelativePrecision(double a, double p) {
    assertEquals(p, probability(a, quantile(a, p)), 1e-10 * p);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 50, 1000})
  void theQuantileRises(double a) {
    double before = 0;
    for (double p = 1e-4; p < 1; p += 1e-4) {
      double after = quantile(a, p);
      assertTrue(after > before, "at " + p);
      before = after;
    }
  }

  /** 2^-54 and 1 - 2^-54 are the least and the greatest uniform number that is ever drawn. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 50, 1000})
  void theExtremeDrawsHaveFiniteQuantiles(double a) {
    double least = quantile(a, 0x1p-54);
    double greatest = quantile(a, 1 - 0x1p-53);

    assertTrue(least > 0 && least < greatest && Double.isFinite(greatest));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9, 0.999})
  void theExponentialQuantileIsItsClosedForm(double p) {
    assertEquals(-Math.log1p(-p), quantile(1, p), 1e-12 * -Math.log1p(-p));
  }

  private static double probability(double a, double x) {
    return GammaFunctions.regularizedP(a, x, GammaFunctions.logGamma(a));
  }

  private static double quantile(double a, double p) {
    return GammaFunctions.quantile(a, p, GammaFunctions.logGamma(a));
  }
}
