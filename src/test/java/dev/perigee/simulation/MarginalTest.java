package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginalTest {
  private static final Parameter COST = Parameter.LAUNCH_COST_INITIAL;
  private static final Marginal TRIANGLE =
      Marginal.of(new Distribution.Triangular(100, 200, 400), Loading.GOOD_WHEN_LOW);

  @Test
  void anUntouchedDrawIsTheDistributions() {
    for (double u = 0.05; u < 1; u += 0.05) {
      assertEquals(TRIANGLE.distribution().quantile(u), TRIANGLE.at(COST, u));
    }
  }

  @Test
  void scalesMultiply() {
    double draw = TRIANGLE.at(COST, 0.3);

    assertEquals(0.8 * 1.5 * draw, TRIANGLE.scaled(0.8).scaled(1.5).at(COST, 0.3), 1e-12 * draw);
  }

  @Test
  void shiftsAdd() {
    double draw = TRIANGLE.at(COST, 0.3);

    assertEquals(draw + 7, TRIANGLE.shifted(10).shifted(-3).at(COST, 0.3), 1e-12 * draw);
  }

  @Test
  void aScaleAfterAShiftScalesTheShiftToo() {
    double draw = TRIANGLE.at(COST, 0.3);

    assertEquals(2 * (draw + 10), TRIANGLE.shifted(10).scaled(2).at(COST, 0.3), 1e-12 * draw);
  }

  @Test
  void aShiftAfterAScaleIsNotScaled() {
    double draw = TRIANGLE.at(COST, 0.3);

    assertEquals(2 * draw + 10, TRIANGLE.scaled(2).shifted(10).at(COST, 0.3), 1e-12 * draw);
  }

  @Test
  void aHardCapIsTheGreatestDraw() {
    assertEquals(150, TRIANGLE.capped(150, 1).at(COST, 0.9));
    assertEquals(150, TRIANGLE.capped(150, 1).upper(COST));
  }

  @Test
  void aCapLeavesWhatLiesBelowIt() {
    assertEquals(TRIANGLE.at(COST, 0.1), TRIANGLE.capped(300, 1).at(COST, 0.1));
  }

  @Test
  void aSoftCapPullsByItsStrengthOnTheLogScale() {
    double draw = TRIANGLE.at(COST, 0.9);

    assertEquals(
        Math.pow(draw, 0.75) * Math.pow(150, 0.25),
        TRIANGLE.capped(150, 0.25).at(COST, 0.9),
        1e-12 * draw);
  }

  @Test
  void aCapWithoutStrengthDoesNothing() {
    assertEquals(TRIANGLE.at(COST, 0.9), TRIANGLE.capped(150, 0).at(COST, 0.9), 1e-12 * 400);
  }

  @Test
  void aCapOfZeroStopsEveryDraw() {
    assertEquals(
        0, Marginal.fixed(5).capped(0, 1).median(Parameter.REGULATORY_AUTHORISED_SATELLITES));
  }

  @Test
  void ofTwoCapsTheLowerCounts() {
    assertEquals(TRIANGLE.capped(150, 1), TRIANGLE.capped(150, 1).capped(250, 1));
    assertEquals(TRIANGLE.capped(150, 1), TRIANGLE.capped(250, 1).capped(150, 1));
  }

  @Test
  void theCapHoldsAfterScaleAndShift() {
    assertEquals(150, TRIANGLE.capped(150, 1).scaled(3).shifted(50).at(COST, 0.01));
  }

  @ParameterizedTest
  @CsvSource({"1e-9, 1", "1e9, 1e6"})
  void aDrawIsHeldInTheAdmissibleRange(double factor, double held) {
    assertEquals(held, TRIANGLE.scaled(factor).at(COST, 0.5));
  }

  @Test
  void anotherDistributionKeepsTheEffects() {
    Marginal touched = TRIANGLE.scaled(0.8).shifted(3).capped(150, 1);

    Marginal other = touched.with(new Distribution.Fixed(100));

    assertEquals(
        new Marginal(new Distribution.Fixed(100), Loading.GOOD_WHEN_LOW, 0.8, 3, 150, 1), other);
    assertEquals(83, other.median(COST), 1e-12);
  }

  @Test
  void quantilesAndBoundsCarryTheEffects() {
    Marginal scaled = TRIANGLE.scaled(2);

    assertEquals(200, scaled.lower(COST));
    assertEquals(800, scaled.upper(COST));
    assertEquals(scaled.at(COST, 0.5), scaled.median(COST));
    assertEquals(scaled.at(COST, 0.2), scaled.quantile(COST, 0.2));
  }

  @Test
  void aNormalNumberGivesTheDrawOfItsProbability() {
    Marginal scaled = TRIANGLE.scaled(2);

    assertEquals(scaled.at(COST, Normal.cdf(0.7)), scaled.atNormal(COST, 0.7));
  }

  @ParameterizedTest
  @CsvSource({"DEPLOYMENT_START, 2028.25", "RELIABILITY_ECONOMIC_LIFE, 5.25"})
  void uncertainDatesAndLivesFallOnQuarters(Parameter parameter, double expected) {
    Marginal around =
        Marginal.of(
            new Distribution.Uniform(expected - 0.01, expected + 0.03), Loading.INDEPENDENT);

    assertEquals(expected, around.at(parameter, 0.99));
  }

  @Test
  void aCertainDateIsTakenAsItIs() {
    assertEquals(2028.1, Marginal.fixed(2028.1).median(Parameter.DEPLOYMENT_START));
  }

  @Test
  void aShiftOfADateComesAfterItsRounding() {
    Marginal start =
        Marginal.of(new Distribution.Uniform(2028.24, 2028.26), Loading.INDEPENDENT).shifted(0.1);

    assertEquals(2028.35, start.at(Parameter.DEPLOYMENT_START, 0.5), 1e-9);
  }

  @Test
  void onlyADistributionWithoutWidthIsFixed() {
    assertTrue(Marginal.fixed(3).isFixed());
    assertTrue(TRIANGLE.with(new Distribution.Triangular(2, 2, 2)).isFixed());
    assertFalse(TRIANGLE.isFixed());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0, 'multiplier must be a finite number above 0, got 0.0'",
    "Infinity, 0, 1, 0, 'multiplier must be a finite number above 0, got Infinity'",
    "NaN, 0, 1, 0, 'multiplier must be a finite number above 0, got NaN'",
    "1, NaN, 1, 0, 'shift must be finite, got NaN'",
    "1, 0, NaN, 0, 'cap must be a number'",
    "1, 0, 1, 1.5, 'capStrength must lie in [0, 1], got 1.5'",
    "1, 0, 1, -.1, 'capStrength must lie in [0, 1], got -0.1'"
  })
  void anEffectWithoutMeaningIsRefused(
      double multiplier, double shift, double cap, double strength, String complaint) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Marginal(
                    new Distribution.Fixed(1),
                    Loading.INDEPENDENT,
                    multiplier,
                    shift,
                    cap,
                    strength));

    assertEquals(complaint, refusal.getMessage());
  }
}
