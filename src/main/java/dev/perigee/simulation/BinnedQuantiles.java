package dev.perigee.simulation;

import dev.perigee.simulation.Histogram.Bins;

/**
 * Quantiles of histograms, linear within a bin; of one set of histograms after the other, in the
 * same memory.
 */
final class BinnedQuantiles extends MixtureQuantiles {
  private final double[] weights;
  private final int[][] counted;
  private Bins bins;
  private double all;
  private double least;
  private double greatest;

  BinnedQuantiles(double[] weights, int paths) {
    super(weights, paths);
    this.weights = weights;
    counted = new int[weights.length][0];
  }

  /**
   * Turns to other histograms.
   *
   * @param histograms one for each sample; samples of weight 0 do not count
   */
  BinnedQuantiles of(Histogram[] histograms) {
    bins = Bins.of(histograms);
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
    return this;
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
