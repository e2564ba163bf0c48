package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndefinedResultTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteIsRefusedByName(double number) {
    UndefinedResult refused =
        assertThrows(UndefinedResult.class, () -> Simulation.requireFinite("costRatio", number));
    assertTrue(refused.getMessage().endsWith("costRatio"), refused.getMessage());
  }

  @Test
  void aFiniteNumberIsNot() {
    assertDoesNotThrow(() -> Simulation.requireFinite("costRatio", -1e300));
  }

  @Test
  void aLaunchRateFarAboveItsCeilingFallsToZeroAndNotBelow() {
    Trajectory path =
        Simulation.trajectory(
            Map.of(Parameter.LAUNCH_RATE_INITIAL, 100.0, Parameter.LAUNCH_RATE_CEILING, 1.0),
            Horizon.DEFAULT);
    assertEquals(25, path.at(Metric.LAUNCH_FLIGHTS, 0));
    assertEquals(0, path.at(Metric.LAUNCH_FLIGHTS, 1));
    assertTrue(Double.isFinite(path.enterpriseValueUsd()));
  }
}
