package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invariant (k) of model section 3, and the scarcity ramps of equation 10. */
class UnitCostTest {
  @Test
  void aPflopHourConvertsThereAndBack() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double cost = random.nextDouble(1e2, 1e6);
      double efficiency = random.nextDouble(0.1, 50);
      double utilization = random.nextDouble(0.05, 1);

      double there = UnitCost.perPflopHour(cost, efficiency, utilization);

      assertEquals(cost, UnitCost.fromPflopHour(there, efficiency, utilization), 1e-12 * cost);
    }
  }

  @Test
  void anAcceleratorHourConvertsThereAndBack() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      double cost = random.nextDouble(1e2, 1e6);
      double kwPerGpu = random.nextDouble(0.2, 5);

      double there = UnitCost.perGpuHour(cost, kwPerGpu);

      assertEquals(cost, UnitCost.fromGpuHour(there, kwPerGpu), 1e-12 * cost);
    }
  }

  @Test
  void aPflopHourAndAnAcceleratorHourAgreeThroughTheKilowattYear() {
    double usdPerGpuHour = 2.35;
    double kwPerGpu = 1.275;
    double pflopsPerGpu = 0.989;
    double utilization = 0.4;

    double perPflopHour =
        UnitCost.perPflopHour(
            UnitCost.fromGpuHour(usdPerGpuHour, kwPerGpu), pflopsPerGpu / kwPerGpu, utilization);

    assertEquals(usdPerGpuHour / (pflopsPerGpu * utilization), perPflopHour, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"2020, 0", "2026, 0", "2027, .25", "2028, .5", "2030, 1", "2050, 1"})
  void theFirstScarcityGrowsFrom2026To2030(double time, double share) {
    assertEquals(share, UnitCost.earlyScarcity(time));
  }

  @ParameterizedTest
  @CsvSource({"2026, 0", "2030, 0", "2031, .2", "2032.5, .5", "2035, 1", "2050, 1"})
  void theLaterScarcityGrowsFrom2030To2035(double time, double share) {
    assertEquals(share, UnitCost.lateScarcity(time), 1e-15);
  }
}
