package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family against its closed forms. */
class DistributionTest {
  static Stream<Arguments> families() {
    return Stream.of(
        family(new Distribution.Uniform(2, 6), x -> Math.clamp((x - 2) / 4, 0, 1), 4, 16 / 12.0),
        family(
            new Distribution.Triangular(14.3, 20, 50),
            x -> triangular(14.3, 20, 50, x),
            (14.3 + 20 + 50) / 3,
            triangularVariance(14.3, 20, 50)),
        family(
            new Distribution.Triangular(1, 1, 3),
            x -> triangular(1, 1, 3, x),
            5 / 3.0,
            triangularVariance(1, 1, 3)),
        family(
            new Distribution.Triangular(150, 200, 200),
            x -> triangular(150, 200, 200, x),
            550 / 3.0,
            triangularVariance(150, 200, 200)),
        family(
            new Distribution.LogNormal(1500, 0.3),
            x -> Normal.cdf(Math.log(x / 1500) / 0.3),
            1500 * Math.exp(0.045),
            1500 * 1500 * Math.exp(0.09) * Math.expm1(0.09)),
        family(
            new Distribution.TruncatedNormal(0.2, 0.03, 0.1, 0.3),
            x -> truncated(0.2, 0.03, 0.1, 0.3, x),
            truncatedMean(0.2, 0.03, 0.1, 0.3),
            truncatedVariance(0.2, 0.03, 0.1, 0.3)),
        family(
            new Distribution.TruncatedNormal(0.1, 0.2, 0, 0.2),
            x -> truncated(0.1, 0.2, 0, 0.2, x),
            truncatedMean(0.1, 0.2, 0, 0.2),
            truncatedVariance(0.1, 0.2, 0, 0.2)),
        family(
            new Distribution.TruncatedNormal(0, 1, 0, 4),
            x -> truncated(0, 1, 0, 4, x),
            truncatedMean(0, 1, 0, 4),
            truncatedVariance(0, 1, 0, 4)),
        family(
            new Distribution.ShiftedGamma(2027.25, 2, 1.1),
            x -> 1 - (1 + (x - 2027.25) / 1.1) * Math.exp(-(x - 2027.25) / 1.1),
            2027.25 + 2.2,
            2 * 1.1 * 1.1),
        family(new Distribution.ShiftedGamma(-1, 1, 3), x -> -Math.expm1(-(x + 1) / 3), 2, 9),
        family(
            new Distribution.LogTriangular(300, 1500, 6000),
            x -> triangular(Math.log(300), Math.log(1500), Math.log(6000), Math.log(x)),
            logTriangularMoment(300, 1500, 6000, 1),
            logTriangularMoment(300, 1500, 6000, 2)
                - Math.pow(logTriangularMoment(300, 1500, 6000, 1), 2)));
  }

  private static Arguments family(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    return Arguments.of(distribution, cdf, mean, variance);
  }

  private static double triangular(double min, double mode, double max, double x) {
    return x < mode
        ? (x - min) * (x - min) / ((max - min) * (mode - min))
        : 1 - (max - x) * (max - x) / ((max - min) * (max - mode));
  }

  private static double triangularVariance(double a, double c, double b) {
    return (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
  }

  /** E exp(kX) of a triangular X of the logarithms. */
  private static double logTriangularMoment(double min, double mode, double max, int k) {
    double a = Math.log(min);
    double c = Math.log(mode);
    double b = Math.log(max);
    return 2
        * ((b - c) * Math.pow(min, k) - (b - a) * Math.pow(mode, k) + (c - a) * Math.pow(max, k))
        / ((b - a) * (c - a) * (b - c) * k * k);
  }

  private static double truncated(double mean, double sd, double min, double max, double x) {
    double low = Normal.cdf((min - mean) / sd);
    double high = Normal.cdf((max - mean) / sd);
    return (Normal.cdf((x - mean) / sd) - low) / (high - low);
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double truncatedMean(double mean, double sd, double min, double max) {
    double low = (min - mean) / sd;
    double high = (max - mean) / sd;
    return mean + sd * (density(low) - density(high)) / (Normal.cdf(high) - Normal.cdf(low));
  }

  private static double truncatedVariance(double mean, double sd, double min, double max) {
    double low = (min - mean) / sd;
    double high = (max - mean) / sd;
    double mass = Normal.cdf(high) - Normal.cdf(low);
    double slope = (density(low) - density(high)) / mass;
    return sd * sd * (1 + (low * density(low) - high * density(high)) / mass - slope * slope);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void theQuantileInvertsTheDistributionFunction(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    for (double u = 0.0005; u < 1; u += 0.001) {
      assertEquals(u, cdf.applyAsDouble(distribution.quantile(u)), 1e-11, "at " + u);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void aNormalNumberGivesTheQuantileOfItsProbability(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    for (double z = -5; z <= 5; z += 0.25) {
      assertEquals(Normal.cdf(z), cdf.applyAsDouble(distribution.atNormal(z)), 1e-11, "at " + z);
    }
  }

  /** The midpoint rule over the latent normal number; its error is far below the bound. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void meanAndVarianceAreThoseOfTheFamily(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    double step = 0.001;
    double sum = 0;
    double squares = 0;
    for (double z = -7.5 + step / 2; z < 7.5; z += step) {
      double deviation = distribution.atNormal(z) - mean;
      sum += deviation * density(z) * step;
      squares += deviation * deviation * density(z) * step;
    }

    assertEquals(0, sum, 1e-6 * Math.sqrt(variance));
    assertEquals(variance, squares, 1e-6 * variance);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void noQuantileLeavesTheBounds(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    double slack = 1e-12 * Math.abs(mean);
    for (double u : new double[] {0x1p-54, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-53}) {
      double x = distribution.quantile(u);
      assertTrue(x >= distribution.lower() - slack && x <= distribution.upper() + slack, "at " + u);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void narrowingByOneChangesNothing(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    Distribution same = distribution.narrowed(1);
    for (double u = 0.05; u < 1; u += 0.05) {
      assertEquals(distribution.quantile(u), same.quantile(u), 1e-13 * Math.abs(mean));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void narrowingToNothingLeavesOneNumber(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    Distribution certain = distribution.narrowed(0);
    for (double u = 0.05; u < 1; u += 0.05) {
      assertEquals(certain.quantile(0.5), certain.quantile(u), "at " + u);
      assertEquals(certain.quantile(0.5), certain.atNormal(Normal.quantile(u)), "at " + u);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void narrowingByHalfNarrowsTheSpread(
      Distribution distribution, DoubleUnaryOperator cdf, double mean, double variance) {
    double wide = distribution.quantile(0.95) - distribution.quantile(0.05);
    Distribution half = distribution.narrowed(0.5);
    double narrow = half.quantile(0.95) - half.quantile(0.05);

    // a truncated normal number is held by its limits already, so that its spread falls by less
    double most = distribution instanceof Distribution.TruncatedNormal ? 1 : 0.55;
    assertTrue(narrow > 0.3 * wide && narrow < most * wide);
  }

  @Test
  void narrowingKeepsTheMeanOfAGammaDate() {
    Distribution.ShiftedGamma half = new Distribution.ShiftedGamma(2027.25, 2, 1.1).narrowed(0.5);

    assertEquals(2027.25 + 2.2, half.shift() + half.shape() * half.scale(), 1e-12);
    assertEquals(0.55, half.scale());
  }

  @Test
  void narrowingKeepsTheModeOfATriangle() {
    assertEquals(
        new Distribution.Triangular(17, 20, 35),
        new Distribution.Triangular(14, 20, 50).narrowed(0.5));
  }

  @Test
  void narrowingKeepsTheLimitsOfATruncatedNormal() {
    assertEquals(
        new Distribution.TruncatedNormal(0.2, 0.015, 0.1, 0.3),
        new Distribution.TruncatedNormal(0.2, 0.03, 0.1, 0.3).narrowed(0.5));
  }

  @Test
  void aFixedNumberHasNoSpread() {
    Distribution fixed = new Distribution.Fixed(9000);

    assertEquals(9000, fixed.quantile(0.01));
    assertEquals(9000, fixed.atNormal(3));
    assertEquals(9000, fixed.median());
    assertEquals(0, fixed.logSpread());
    assertEquals(fixed, fixed.narrowed(0.3));
  }

  @Test
  void theMedianOfALogNormalIsItsOwn() {
    assertEquals(1500, new Distribution.LogNormal(1500, 0.3).median());
    assertEquals(1500, new Distribution.LogNormal(1500, 0.3).quantile(0.5));
  }

  @Test
  void theLogSpreadOfALogNormalIsItsSigma() {
    assertEquals(0.3, new Distribution.LogNormal(1500, 0.3).logSpread());
  }

  @Test
  void theLogSpreadOfOthersIsHalfTheWayBetweenTheOuterSixths() {
    double low = 100 + Normal.cdf(-1) * 300;
    double high = 100 + Normal.cdf(1) * 300;

    assertEquals(Math.log(high / low) / 2, new Distribution.Uniform(100, 400).logSpread(), 1e-14);
  }

  @Test
  void aDistributionThatReachesBelowZeroHasNoLogSpread() {
    assertEquals(0, new Distribution.Uniform(-1, 1).logSpread());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void whatIsNoDistributionIsRefusedWithItsValue(Executable construction, String complaint) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, construction);

    assertEquals(complaint, refusal.getMessage());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(() -> new Distribution.Fixed(Double.NaN), "value must be a finite number, got NaN"),
        refusal(() -> new Distribution.Uniform(2, 1), "min must not exceed max, got 2.0 > 1.0"),
        refusal(
            () -> new Distribution.Uniform(Double.NEGATIVE_INFINITY, 1),
            "min must be a finite number, got -Infinity"),
        refusal(
            () -> new Distribution.Triangular(3, 2, 4), "min must not exceed mode, got 3.0 > 2.0"),
        refusal(
            () -> new Distribution.Triangular(1, 5, 4), "mode must not exceed max, got 5.0 > 4.0"),
        refusal(
            () -> new Distribution.Triangular(1, 2, Double.POSITIVE_INFINITY),
            "max must be a finite number, got Infinity"),
        refusal(() -> new Distribution.LogTriangular(0, 2, 4), "min must be above 0, got 0.0"),
        refusal(
            () -> new Distribution.LogTriangular(3, 2, 4),
            "min must not exceed mode, got 3.0 > 2.0"),
        refusal(
            () -> new Distribution.LogTriangular(1, 5, 4),
            "mode must not exceed max, got 5.0 > 4.0"),
        refusal(
            () -> new Distribution.TruncatedNormal(0, -1, -2, 2),
            "sd must be at least 0, got -1.0"),
        refusal(
            () -> new Distribution.TruncatedNormal(-3, 1, -2, 2),
            "min must not exceed mean, got -2.0 > -3.0"),
        refusal(
            () -> new Distribution.TruncatedNormal(3, 1, -2, 2),
            "mean must not exceed max, got 3.0 > 2.0"),
        refusal(
            () -> new Distribution.TruncatedNormal(0, Double.NaN, -2, 2),
            "sd must be a finite number, got NaN"),
        refusal(() -> new Distribution.LogNormal(0, 1), "median must be above 0, got 0.0"),
        refusal(() -> new Distribution.LogNormal(1, -0.1), "sigma must be at least 0, got -0.1"),
        refusal(
            () -> new Distribution.LogNormal(Double.POSITIVE_INFINITY, 1),
            "median must be a finite number, got Infinity"),
        refusal(
            () -> new Distribution.ShiftedGamma(Double.NaN, 2, 1),
            "shift must be a finite number, got NaN"),
        refusal(
            () -> new Distribution.ShiftedGamma(0, 0.4, 1),
            "shape must be between 0.5 and 1000, got 0.4"),
        refusal(
            () -> new Distribution.ShiftedGamma(0, 1001, 1),
            "shape must be between 0.5 and 1000, got 1001.0"),
        refusal(
            () -> new Distribution.ShiftedGamma(0, 2, -1), "scale must be at least 0, got -1.0"));
  }

  private static Arguments refusal(Executable construction, String complaint) {
    return Arguments.of(construction, complaint);
  }
}
