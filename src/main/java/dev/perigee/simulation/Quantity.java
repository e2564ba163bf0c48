package dev.perigee.simulation;

/** A number that each path of a run has, and whose distribution can be asked for. */
public sealed interface Quantity {
  /** Enterprise value of the orbital programme, USD. */
  record Value() implements Quantity {}

  /**
   * A metric in a quarter.
   *
   * @param metric one that has a fan
   * @param quarter from 0
   */
  record InQuarter(Metric metric, int quarter) implements Quantity {
    public InQuarter {
      if (!metric.hasFan() || quarter < 0) {
        throw new IllegalArgumentException(
            "expected a metric with a fan and a quarter from 0, got %s in quarter %d"
                .formatted(metric.field(), quarter));
      }
    }

    /** Place of the metric among those with a fan. */
    int fan() {
      int fan = 0;
      for (Metric each : PackStatistics.FANS) {
        if (each == metric) {
          return fan;
        }
        fan++;
      }
      throw new AssertionError(metric);
    }
  }
}
