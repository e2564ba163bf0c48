package dev.perigee.simulation.program;

/**
 * Time of one part of the work.
 *
 * @param part its name
 * @param pathQuarters quarters of all its paths
 * @param medianNanos of the repetitions
 * @param leastNanos of the repetitions
 */
record Timing(String part, long pathQuarters, double medianNanos, double leastNanos) {
  /** Median time of a quarter of a path. */
  double nanosPerPathQuarter() {
    return medianNanos / pathQuarters;
  }
}
