package dev.perigee.simulation;

/** Counts over the paths of a pack in one quarter; threads may add at the same time. */
final class QuarterStatistics {
  /** Index in {@link #binding} of paths that do not produce. */
  static final int NOT_PRODUCING = Constraint.values().length;

  final Histogram[] histograms = Histogram.array(PackStatistics.FANS.length, m -> new Histogram());
  final int[] events = new int[PackStatistics.EVENTS.length];
  final int[] binding = new int[NOT_PRODUCING + 1];

  /** Adds what was kept of some paths. */
  synchronized void add(BlockStatistics.QuarterCounts counts, int paths) {
    for (int m = 0; m < histograms.length; m++) {
      histograms[m].add(counts.codes[m], paths, counts.range[m][0], counts.range[m][1]);
    }
    add(events, counts.events);
    add(binding, counts.binding);
  }

  private static void add(int[] totals, int[] counts) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += counts[i];
    }
  }

  /** Adds the counts of another sample of the same quarter. */
  synchronized void add(QuarterStatistics other) {
    for (int m = 0; m < histograms.length; m++) {
      histograms[m].add(other.histograms[m]);
    }
    add(events, other.events);
    add(binding, other.binding);
  }
}
