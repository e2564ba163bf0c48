package dev.perigee.simulation;

import dev.perigee.simulation.Histogram.Bins;

/** Quantiles of histograms, linear within a bin. */
final class BinnedQuantiles extends MixtureQuantiles {
  private final Bins bins;
  private final int[][] counted;
  private final double all;
  private final double least;
  private final double greatest;

  BinnedQuantiles(Histogram[] histograms, double[] weights, int paths) {
    super(weights, paths);
    bins = Bins.of(histograms);
    counted = new int[histograms.length][];
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < histograms.length; k++) {
      counted[k] = bins.cumulativeCounts(histograms[k]);
      if (weights[k] > 0) {
        lower = Math.min(lower, histograms[k].minimum());
        upper = Math.max(upper, histograms[k].maximum());
      }
    }
    least = lower;
    greatest = upper;
    all = probabilityThrough(bins.size() - 1);
  }

  @Override
  void find(double probability) {
    double target = Math.min(probability, all);
    int from = 0;
    int until = bins.size() - 1;
    while (from < until) {
      int middle = (from + until) >>> 1;
      double reached = probabilityThrough(middle);
      if (reached >= target && reached > 0) {
        until = middle;
      } else {
        from = middle + 1;
      }
    }
    low = Math.clamp(bins.low(from), least, greatest);
    high = Math.clamp(bins.high(from), least, greatest);
    for (int k = 0; k < counted.length; k++) {
      before[k] = from == 0 ? 0 : counted[k][from - 1];
      through[k] = counted[k][from];
    }
  }

  private double probabilityThrough(int bin) {
    for (int k = 0; k < counted.length; k++) {
      through[k] = counted[k][bin];
    }
    return probability(through);
  }
}
