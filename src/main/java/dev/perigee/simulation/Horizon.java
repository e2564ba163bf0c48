package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The quarters a simulation covers.
 *
 * @param startYear first year, from 2020 to 2040; its first quarter is quarter 0
 * @param quarters number of quarters, from 4 to 120
 */
public record Horizon(int startYear, int quarters) {
  public static final int EARLIEST_START = 2020;
  public static final int LATEST_START = 2040;
  public static final int FEWEST_QUARTERS = 4;
  public static final int MOST_QUARTERS = 120;

  /** 2026Q1 to 2040Q4. */
  public static final Horizon DEFAULT = new Horizon(2026, 60);

  private static final int QUARTERS_PER_YEAR = 4;

  public Horizon {
    if (startYear < EARLIEST_START || startYear > LATEST_START) {
      throw new IllegalArgumentException("startYear must lie in [2020, 2040], got " + startYear);
    }
    if (quarters < FEWEST_QUARTERS || quarters > MOST_QUARTERS) {
      throw new IllegalArgumentException("quarters must lie in [4, 120], got " + quarters);
    }
  }

  /** Decimal year at the start of quarter {@code q}. */
  public double time(int q) {
    return startYear + q * QUARTER_YEARS;
  }

  /** Calendar year of quarter {@code q}. */
  public int year(int q) {
    return startYear + q / QUARTERS_PER_YEAR;
  }

  /** Name of quarter {@code q}, such as 2026Q1. */
  public String label(int q) {
    return year(q) + "Q" + (q % QUARTERS_PER_YEAR + 1);
  }

  /** Number of whole years covered. */
  public int years() {
    return quarters / QUARTERS_PER_YEAR;
  }

  /**
   * Index of the fourth quarter of {@code year}; outside [0, quarters) when the year is not
   * covered.
   */
  public int lastQuarterOf(int year) {
    return (year - startYear) * QUARTERS_PER_YEAR + QUARTERS_PER_YEAR - 1;
  }

  /** Index of the quarter that holds the decimal year {@code time}; may lie outside the horizon. */
  public int quarterAt(double time) {
    return (int) Math.floor((time - startYear) / QUARTER_YEARS);
  }

  /** The whole years that both horizons cover, in order. */
  public List<Integer> yearsSharedWith(Horizon other) {
    int end = Math.min(startYear + years(), other.startYear + other.years());
    return IntStream.range(Math.max(startYear, other.startYear), end).boxed().toList();
  }
}
