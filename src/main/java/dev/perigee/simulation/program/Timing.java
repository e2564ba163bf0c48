package dev.perigee.simulation.program;

import java.util.Arrays;

/**
 * Time of one part of the work.
 *
 * @param part its name
 * @param pathQuarters quarters of all its paths
 * @param medianNanos of the repetitions
 * @param leastNanos of the repetitions
 */
record Timing(String part, long pathQuarters, double medianNanos, double leastNanos) {
  /** The time of a part from that of each repetition, at least one. */
  static Timing of(String part, long pathQuarters, double... nanos) {
    double[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Timing(part, pathQuarters, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0]);
  }

  /** Median time of a quarter of a path. */
  double nanosPerPathQuarter() {
    return medianNanos / pathQuarters;
  }
}
