package dev.perigee.simulation;

/** Quantiles of sorted samples: every value is an atom. */
final class SortedQuantiles extends MixtureQuantiles {
  private final double[][] samples;
  private final double all;

  SortedQuantiles(double[][] samples, double[] weights) {
    super(weights, samples[0].length);
    this.samples = samples;
    all = probabilityUpTo(Double.POSITIVE_INFINITY);
  }

  @Override
  void find(double probability) {
    double target = Math.min(probability, all);
    long least = order(Double.NEGATIVE_INFINITY);
    long greatest = order(Double.POSITIVE_INFINITY);
    while (least < greatest) {
      long middle = least + ((greatest - least) >>> 1);
      double reached = probabilityUpTo(number(middle));
      if (reached >= target && reached > 0) {
        greatest = middle;
      } else {
        least = middle + 1;
      }
    }
    low = number(least);
    high = low;
    for (int k = 0; k < samples.length; k++) {
      before[k] = below(samples[k], low, false);
      through[k] = below(samples[k], low, true);
    }
  }

  private double probabilityUpTo(double x) {
    for (int k = 0; k < samples.length; k++) {
      through[k] = below(samples[k], x, true);
    }
    return probability(through);
  }

  /** Number of values below {@code x}, or not above it. */
  private static int below(double[] sorted, double x, boolean orEqual) {
    int from = 0;
    int until = sorted.length;
    while (from < until) {
      int middle = (from + until) >>> 1;
      if (orEqual ? sorted[middle] <= x : sorted[middle] < x) {
        from = middle + 1;
      } else {
        until = middle;
      }
    }
    return from;
  }

  /** Place of a number in the order of all numbers. */
  private static long order(double x) {
    long bits = Double.doubleToRawLongBits(x);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static double number(long order) {
    return Double.longBitsToDouble(order < 0 ? Long.MIN_VALUE - order : order);
  }
}
