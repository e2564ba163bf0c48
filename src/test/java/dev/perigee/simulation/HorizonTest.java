package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizonTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2026, 2026, 2026Q1",
    "3, 2026.75, 2026, 2026Q4",
    "4, 2027, 2027, 2027Q1",
    "59, 2040.75, 2040, 2040Q4"
  })
  void aQuarterHasItsTimeYearAndLabel(int quarter, double time, int year, String label) {
    assertEquals(time, Horizon.DEFAULT.time(quarter));
    assertEquals(year, Horizon.DEFAULT.year(quarter));
    assertEquals(label, Horizon.DEFAULT.label(quarter));
  }

  @ParameterizedTest
  @CsvSource({"2026, 3", "2030, 19", "2035, 39", "2040, 59", "2025, -1", "2041, 63"})
  void theLastQuarterOfAYearIsItsFourth(int year, int quarter) {
    assertEquals(quarter, Horizon.DEFAULT.lastQuarterOf(year));
  }

  @ParameterizedTest
  @CsvSource({
    "2026, 0",
    "2026.2499, 0",
    "2026.25, 1",
    "2040.99, 59",
    "2041, 60",
    "2025.99, -1",
    "2025.75, -1",
    "2025.7499, -2"
  })
  void aDateFallsIntoItsQuarter(double time, int quarter) {
    assertEquals(quarter, Horizon.DEFAULT.quarterAt(time));
  }

  @Test
  void everyQuarterHoldsItsOwnStart() {
    Horizon longest = new Horizon(2020, Horizon.MOST_QUARTERS);
    for (int q = 0; q < longest.quarters(); q++) {
      assertEquals(q, longest.quarterAt(longest.time(q)));
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 15", "4, 1", "7, 1", "120, 30"})
  void onlyWholeYearsCount(int quarters, int years) {
    assertEquals(years, new Horizon(2026, quarters).years());
  }

  @ParameterizedTest
  @CsvSource({
    "2019, 60, 'startYear must lie in [2020, 2040], got 2019'",
    "2041, 60, 'startYear must lie in [2020, 2040], got 2041'",
    "2026, 3, 'quarters must lie in [4, 120], got 3'",
    "2026, 121, 'quarters must lie in [4, 120], got 121'"
  })
  void aHorizonOutOfRangeIsRefused(int startYear, int quarters, String complaint) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Horizon(startYear, quarters));

    assertEquals(complaint, refusal.getMessage());
  }
}
