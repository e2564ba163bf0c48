package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equation 3. */
class LearningCurveTest {
  @ParameterizedTest
  @CsvSource({"400, 1800", "800, 1440", "1600, 1152", "12800, 589.824"})
  void eachDoublingTakesAFifth(double mass, double cost) {
    assertEquals(cost, LearningCurve.cost(1800, mass, 400, 0.2, 0), 1e-12 * cost);
  }

  @Test
  void nothingIsUnlearnedBelowTheReference() {
    assertEquals(1800, LearningCurve.cost(1800, 10, 400, 0.2, 0));
  }

  @Test
  void theFloorHolds() {
    assertEquals(30, LearningCurve.cost(1800, 1e30, 400, 0.2, 30));
  }

  @Test
  void withoutLearningTheCostStays() {
    assertEquals(1800, LearningCurve.cost(1800, 1e9, 400, 0, 30));
  }
}
