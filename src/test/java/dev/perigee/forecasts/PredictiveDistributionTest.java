package dev.perigee.forecasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.forecasts.PredictiveDistribution.CumulativePoint;
import dev.perigee.platform.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of numbers and their score, against closed forms. */
class PredictiveDistributionTest {
  private static final double TINY = 1e-12;
  private static final PredictiveDistribution UNIFORM =
      new PredictiveDistribution(List.of(new CumulativePoint(0, 0), new CumulativePoint(1, 1)));

  @ParameterizedTest
  @ValueSource(doubles = {-3, 0, 2, 2.5, 7})
  void aCertainForecastScoresItsAbsoluteError(double outcome) {
    assertEquals(Math.abs(outcome - 2), PredictiveDistribution.certain(2).crps(outcome), TINY);
  }

  /** Of a uniform distribution on (0, 1): y^2 - y + 1/3 within, more by the distance beyond. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.0833333333333",
    "0, 0.3333333333333",
    "0.25, 0.1458333333333",
    "3, 2.3333333333333",
    "-1, 1.3333333333333"
  })
  void theScoreOfAUniformForecastIsItsClosedForm(double outcome, double expected) {
    assertEquals(expected, UNIFORM.crps(outcome), TINY);
  }

  /** CRPS of a sample = mean distance to the outcome less half the mean distance in the sample. */
  @Test
  void theScoreOfASampleIsItsEnergyForm() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      List<Double> values = new ArrayList<>();
      int n = 1 + random.nextInt(12);
      for (int i = 0; i < n; i++) {
        values.add((double) random.nextInt(9));
      }
      double outcome = random.nextInt(14) - 2 + (random.nextBoolean() ? 0.5 : 0);
      double toOutcome = 0;
      double among = 0;
      for (double a : values) {
        toOutcome += Math.abs(a - outcome) / n;
        for (double b : values) {
          among += Math.abs(a - b) / (n * n);
        }
      }
      assertEquals(
          toOutcome - among / 2, PredictiveDistribution.ofSample(values).crps(outcome), TINY);
    }
  }

  /** Drawn from its own distribution a forecast scores better than one that is moved or sure. */
  @Test
  void theExpectedScoreIsBestAtTheTruth() {
    PredictiveDistribution truth =
        PredictiveDistribution.ofSample(List.of(0.0, 1.0, 1.0, 2.0, 5.0));
    List<PredictiveDistribution> others =
        List.of(
            PredictiveDistribution.ofSample(List.of(1.0, 2.0, 2.0, 3.0, 6.0)),
            PredictiveDistribution.ofSample(List.of(0.0, 1.0, 1.0, 2.0)),
            PredictiveDistribution.certain(1),
            UNIFORM);
    double best = expected(truth);
    for (PredictiveDistribution other : others) {
      assertTrue(expected(other) > best, other::toString);
    }
  }

  private static double expected(PredictiveDistribution forecast) {
    return List.of(0.0, 1.0, 1.0, 2.0, 5.0).stream()
        .mapToDouble(forecast::crps)
        .average()
        .orElseThrow();
  }

  @Test
  void aKnownRateGivesAPoissonCount() {
    PredictiveDistribution counts = PredictiveDistribution.certain(1.3).counts();
    PoissonDistribution poisson = PoissonDistribution.of(1.3);
    for (int n = 0; n < 10; n++) {
      assertEquals(poisson.cumulativeProbability(n), counts.cumulative(n), 1e-8);
      assertEquals(poisson.cumulativeProbability(n), counts.cumulative(n + 0.5), 1e-8);
    }
    assertEquals(0, counts.cumulative(-0.001));
  }

  /** Mean of a mixture of Poisson distributions = mean rate; variance = mean + variance of rate. */
  @Test
  void anUncertainRateSpreadsTheCount() {
    PredictiveDistribution rate =
        new PredictiveDistribution(List.of(new CumulativePoint(1, 0), new CumulativePoint(4, 1)));
    PredictiveDistribution counts = rate.counts();
    double mean = 0;
    double square = 0;
    List<CumulativePoint> points = counts.points();
    for (int i = 1; i < points.size(); i++) {
      double share = points.get(i).cumulative() - points.get(i - 1).cumulative();
      mean += share * points.get(i).value();
      square += share * points.get(i).value() * points.get(i).value();
    }
    assertEquals(2.5, mean, 1e-6);
    assertEquals(2.5 + 9.0 / 12, square - mean * mean, 1e-4); // 200 quantiles of the rate
  }

  @Test
  void aRateOfNothingCountsNothing() {
    assertEquals(PredictiveDistribution.certain(0), PredictiveDistribution.certain(0).counts());
  }

  @Test
  void whatLiesBeyondThePercentilesIsPutOnThem() {
    PredictiveDistribution read =
        PredictiveDistribution.ofPercentiles(new TreeMap<>(Map.of(5, 10.0, 50, 20.0, 95, 60.0)));
    assertEquals(0, read.cumulative(9.99));
    assertEquals(0.05, read.cumulative(10), TINY);
    assertEquals(0.275, read.cumulative(15), TINY);
    assertEquals(1, read.cumulative(60));
    assertEquals(20, read.quantile(0.5), TINY);
    assertEquals(10, read.quantile(0.01), TINY);
    assertEquals(60, read.quantile(0.99), TINY);
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PredictiveDistribution(List.of(new CumulativePoint(0, 0))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PredictiveDistribution(
                List.of(new CumulativePoint(1, 0), new CumulativePoint(0, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PredictiveDistribution(
                List.of(new CumulativePoint(0, 0), new CumulativePoint(Double.NaN, 1))));
    assertThrows(
        IllegalArgumentException.class, () -> PredictiveDistribution.certain(1e9).counts());
  }

  @Test
  void itIsStoredAndReadAsItIs() {
    PredictiveDistribution counts = PredictiveDistribution.certain(1.3).counts();
    assertEquals(
        counts, CanonicalJson.read(CanonicalJson.write(counts), PredictiveDistribution.class));
  }
}
