package dev.perigee.forecasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Brier score, log score and calibration against hand-computed examples and their theory. */
class ScoresOfProbabilitiesTest {
  private static final double TINY = 1e-12;

  private static List<Judged> judged(double probability, int... outcomes) {
    return IntStream.range(0, outcomes.length)
        .mapToObj(i -> new Judged(probability, outcomes[i] == 1, "outcome " + i))
        .toList();
  }

  /** Validation case V29 of the model. */
  @Test
  void theBrierScoreIsThatOfTheValidationCase() {
    assertEquals(0.67 / 3, BrierScore.of(judged(0.7, 1, 1, 0)).score(), TINY);
    assertEquals(0.25, BrierScore.of(judged(0.5, 1, 0, 0, 1, 1)).score(), TINY);
  }

  /** (0.7 - 2/3)^2 is unreliable, nothing is resolved, 2/3 x 1/3 is uncertain. */
  @Test
  void oneProbabilityHasNoResolution() {
    BrierScore score = BrierScore.of(judged(0.7, 1, 1, 0));
    assertEquals(1.0 / 900, score.reliability(), TINY);
    assertEquals(0, score.resolution(), TINY);
    assertEquals(2.0 / 9, score.uncertainty(), TINY);
    assertEquals(0, score.withinBins(), TINY);
  }

  /** Two bins by hand: .1 on (0, 0, 0, 1) and .8 on (1, 1). */
  @Test
  void twoProbabilitiesDecomposeAsByHand() {
    List<Judged> forecasts = new ArrayList<>(judged(0.1, 0, 0, 0, 1));
    forecasts.addAll(judged(0.8, 1, 1));
    BrierScore score = BrierScore.of(forecasts);
    assertEquals((3 * 0.01 + 0.81 + 2 * 0.04) / 6, score.score(), TINY);
    assertEquals((4 * 0.15 * 0.15 + 2 * 0.2 * 0.2) / 6, score.reliability(), TINY);
    assertEquals((4 * 0.25 * 0.25 + 2 * 0.5 * 0.5) / 6, score.resolution(), TINY);
    assertEquals(0.25, score.uncertainty(), TINY);
  }

  @Test
  void thePartsAddUpAndTheScoreLiesBetween0And1() {
    Random random = new Random(20_260_215);
    for (int trial = 0; trial < 500; trial++) {
      List<Judged> forecasts = new ArrayList<>();
      int n = 1 + random.nextInt(60);
      for (int i = 0; i < n; i++) {
        double probability = random.nextInt(10) == 0 ? random.nextInt(2) : random.nextDouble();
        forecasts.add(new Judged(probability, random.nextBoolean(), "outcome " + i));
      }
      BrierScore score = BrierScore.of(forecasts);
      assertTrue(score.score() >= 0 && score.score() <= 1, score::toString);
      assertEquals(
          score.score(),
          score.reliability() - score.resolution() + score.uncertainty() + score.withinBins(),
          TINY);
      Collections.shuffle(forecasts, random);
      assertEquals(score.score(), BrierScore.of(forecasts).score(), TINY);
    }
  }

  /** Both scores are proper: of all forecasts of an event of probability p, p is best. */
  @Test
  void theExpectedScoreIsBestAtTheTruth() {
    for (int truth = 1; truth < 100; truth += 7) {
      double atTruth = expectedBrier(truth / 100.0, truth);
      double logAtTruth = expectedLog(truth / 100.0, truth);
      for (int other = 1; other < 100; other++) {
        if (other != truth) {
          assertTrue(expectedBrier(other / 100.0, truth) > atTruth);
          assertTrue(expectedLog(other / 100.0, truth) > logAtTruth);
        }
      }
    }
  }

  private static double expectedBrier(double probability, int truthPercent) {
    return BrierScore.of(population(probability, truthPercent)).score();
  }

  private static double expectedLog(double probability, int truthPercent) {
    return LogScore.of(population(probability, truthPercent)).mean();
  }

  private static List<Judged> population(double probability, int truthPercent) {
    return IntStream.range(0, 100)
        .mapToObj(i -> new Judged(probability, i < truthPercent, "outcome " + i))
        .toList();
  }

  @Test
  void theLogScoreIsMinusTheLogarithmOfWhatCame() {
    LogScore score = LogScore.of(judged(0.8, 1, 0));
    assertEquals(-(Math.log(0.8) + Math.log(0.2)) / 2, score.mean(), TINY);
    assertEquals(0, score.infinite());
    assertEquals(score.mean(), score.meanOfFinite());
    assertEquals("0.0", LogScore.of(judged(1, 1)).mean().toString());
  }

  @Test
  void anInfiniteLogScoreIsCountedAndNotClamped() {
    LogScore score = LogScore.of(judged(1, 1, 0));
    assertNull(score.mean());
    assertEquals(1, score.infinite());
    assertEquals(0, score.meanOfFinite());
    LogScore none = LogScore.of(judged(0, 1));
    assertNull(none.mean());
    assertNull(none.meanOfFinite());
  }

  /** Wilson's interval of 2 in 4 with z = 1.959964: (.150039, .849961). */
  @Test
  void calibrationHasAWilsonIntervalOfDistinctOutcomes() {
    List<Judged> forecasts = new ArrayList<>();
    for (int repeat = 0; repeat < 3; repeat++) {
      forecasts.addAll(judged(0.61 + repeat / 100.0, 1, 0, 1, 0));
    }
    List<CalibrationBin> bins = CalibrationBin.of(forecasts);
    assertEquals(1, bins.size());
    CalibrationBin bin = bins.getFirst();
    assertEquals(0.6, bin.from(), TINY);
    assertEquals(0.7, bin.to(), TINY);
    assertEquals(12, bin.forecasts());
    assertEquals(4, bin.outcomes());
    assertEquals(2, bin.yes());
    assertEquals(0.62, bin.meanProbability(), TINY);
    assertEquals(0.5, bin.observedFrequency(), TINY);
    assertEquals(0.150039, bin.low(), 1e-6);
    assertEquals(0.849961, bin.high(), 1e-6);
  }

  @Test
  void theEndsOfTheScaleHaveABin() {
    List<CalibrationBin> bins =
        CalibrationBin.of(List.of(new Judged(0, false, "a"), new Judged(1, true, "b")));
    assertEquals(List.of(0.0, 0.9), bins.stream().map(CalibrationBin::from).toList());
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Judged(1.1, true, "x"));
    assertThrows(IllegalArgumentException.class, () -> new Judged(Double.NaN, true, "x"));
  }
}
