package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations 12 and 15. */
class AdoptionTest {
  @ParameterizedTest
  @CsvSource({"2020, 16", "2026, 16", "2030, 80", "2040, 295", "2070, 295"})
  void demandGoesThroughItsKnots(double year, double gigawatts) {
    assertEquals(gigawatts, Adoption.demandGw(year), 1e-12 * gigawatts);
  }

  @Test
  void demandBetweenKnotsIsTheirGeometricMean() {
    assertEquals(Math.sqrt(16 * 80), Adoption.demandGw(2028), 1e-12 * 80);
    assertEquals(Math.sqrt(80 * 295), Adoption.demandGw(2035), 1e-12 * 295);
  }

  /** dF/dt = (p + q F)(1 - F) (Bass 1969), by central differences. */
  @Test
  void theBassShareSolvesItsEquation() {
    double step = 1e-4;
    for (double years = 0.5; years < 20; years += 0.5) {
      double share = Adoption.bassShare(0.03, 0.38, years);
      double slope =
          (Adoption.bassShare(0.03, 0.38, years + step)
                  - Adoption.bassShare(0.03, 0.38, years - step))
              / (2 * step);
      assertEquals(Adoption.bassHazard(0.03, 0.38, share) * (1 - share), slope, 1e-8);
    }
  }

  @Test
  void adoptionStartsFromNothing() {
    assertEquals(0, Adoption.bassShare(0.03, 0.38, 0));
  }
}
