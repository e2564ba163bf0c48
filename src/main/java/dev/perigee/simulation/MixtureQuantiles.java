package dev.perigee.simulation;

import java.util.Arrays;

/**
 * Distribution function of a mixture of independent samples: bins in ascending order with the
 * cumulative probability of each pack. Standard errors are Woodruff's (1952): the quantile at the
 * probability plus and minus its standard error, half the distance; so a quantile inside an atom
 * has none.
 */
final class MixtureQuantiles {
  private final double[] weights;
  private final int paths;
  private double[] low = new double[256];
  private double[] high = new double[256];
  private final double[][] packCumulative;
  private double[] cumulative = new double[256];
  private int size;

  /**
   * @param weights of the packs
   * @param paths in each pack
   */
  MixtureQuantiles(double[] weights, int paths) {
    this.weights = weights;
    this.paths = paths;
    packCumulative = new double[weights.length][256];
  }

  /** From histograms, one for each pack; packs of weight 0 do not count. */
  static MixtureQuantiles of(Histogram[] histograms, double[] weights, int paths) {
    MixtureQuantiles mixture = new MixtureQuantiles(weights, paths);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 0) {
        least = Math.min(least, histograms[k].minimum());
        greatest = Math.max(greatest, histograms[k].maximum());
      }
    }
    double lower = least;
    double upper = greatest;
    Histogram.visit(
        histograms,
        (from, to, counts) ->
            mixture.append(Math.clamp(from, lower, upper), Math.clamp(to, lower, upper), counts));
    return mixture;
  }

  /** From sorted samples, one for each pack. */
  static MixtureQuantiles ofSorted(double[][] samples, double[] weights) {
    MixtureQuantiles mixture = new MixtureQuantiles(weights, samples[0].length);
    int[] next = new int[samples.length];
    int[] counts = new int[samples.length];
    while (true) {
      double value = Double.POSITIVE_INFINITY;
      for (int k = 0; k < samples.length; k++) {
        if (next[k] < samples[k].length) {
          value = Math.min(value, samples[k][next[k]]);
        }
      }
      if (value == Double.POSITIVE_INFINITY) {
        return mixture;
      }
      for (int k = 0; k < samples.length; k++) {
        counts[k] = 0;
        while (next[k] < samples[k].length && samples[k][next[k]] == value) {
          next[k]++;
          counts[k]++;
        }
      }
      mixture.append(value, value, counts);
    }
  }

  private void append(double from, double to, int[] counts) {
    double mass = 0;
    for (int k = 0; k < weights.length; k++) {
      mass += weights[k] * counts[k] / paths;
    }
    if (mass == 0) {
      return;
    }
    if (size == low.length) {
      int longer = size * 2;
      low = Arrays.copyOf(low, longer);
      high = Arrays.copyOf(high, longer);
      cumulative = Arrays.copyOf(cumulative, longer);
      for (int k = 0; k < weights.length; k++) {
        packCumulative[k] = Arrays.copyOf(packCumulative[k], longer);
      }
    }
    low[size] = from;
    high[size] = to;
    cumulative[size] = (size == 0 ? 0 : cumulative[size - 1]) + mass;
    for (int k = 0; k < weights.length; k++) {
      packCumulative[k][size] =
          (size == 0 ? 0 : packCumulative[k][size - 1]) + (double) counts[k] / paths;
    }
    size++;
  }

  /** Value below which a share {@code probability} of the mixture lies. */
  double quantile(double probability) {
    int bin = bin(probability);
    return low[bin] + share(bin, probability) * (high[bin] - low[bin]);
  }

  /** The same with its standard error. */
  Estimate estimate(double probability) {
    int bin = bin(probability);
    double share = share(bin, probability);
    double variance = 0;
    for (int k = 0; k < weights.length; k++) {
      double before = bin == 0 ? 0 : packCumulative[k][bin - 1];
      double below = before + share * (packCumulative[k][bin] - before);
      variance += weights[k] * weights[k] * below * (1 - below) / paths;
    }
    double error = Math.sqrt(Math.max(0, variance));
    double width =
        quantile(Math.min(1, probability + error)) - quantile(Math.max(0, probability - error));
    return new Estimate(quantile(probability), width / 2);
  }

  private int bin(double probability) {
    double target = Math.min(probability, cumulative[size - 1]);
    int found = Arrays.binarySearch(cumulative, 0, size, target);
    return found >= 0 ? found : Math.min(-found - 1, size - 1);
  }

  private double share(int bin, double probability) {
    double before = bin == 0 ? 0 : cumulative[bin - 1];
    return Math.clamp((probability - before) / (cumulative[bin] - before), 0, 1);
  }
}
