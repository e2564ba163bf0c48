package dev.perigee.simulation;

/**
 * Quantiles of a mixture of independent samples of equal size. Standard errors are Woodruff's
 * (1952): the quantile at the probability plus and minus its standard error, half the distance; so
 * a quantile inside an atom has none.
 */
abstract sealed class MixtureQuantiles permits SortedQuantiles, BinnedQuantiles {
  private final double[] weights;
  private final int paths;

  /** Ends of the bin that {@link #find} found; equal for an atom. */
  double low;

  double high;

  /** Number of values of each sample before that bin, and up to its end. */
  final int[] before;

  final int[] through;

  /**
   * @param weights of the samples
   * @param paths in each sample
   */
  MixtureQuantiles(double[] weights, int paths) {
    this.weights = weights;
    this.paths = paths;
    before = new int[weights.length];
    through = new int[weights.length];
  }

  /** From sorted samples, one for each weight. */
  static MixtureQuantiles ofSorted(double[][] samples, double[] weights) {
    return new SortedQuantiles(samples, weights);
  }

  /** Finds the first bin with values whose cumulative probability reaches {@code probability}. */
  abstract void find(double probability);

  /** Probability of the mixture below a place, from the numbers of values below it. */
  final double probability(int[] counts) {
    double probability = 0;
    for (int k = 0; k < weights.length; k++) {
      probability += weights[k] * counts[k] / paths;
    }
    return probability;
  }

  /** Value below which a share {@code probability} of the mixture lies. */
  final double quantile(double probability) {
    find(probability);
    return low + share(probability) * (high - low);
  }

  /** The same with its standard error. */
  final Estimate estimate(double probability) {
    double quantile = quantile(probability);
    double share = share(probability);
    double variance = 0;
    for (int k = 0; k < weights.length; k++) {
      double below = (before[k] + share * (through[k] - before[k])) / paths;
      variance += weights[k] * weights[k] * below * (1 - below) / paths;
    }
    double error = Math.sqrt(Math.max(0, variance));
    double width =
        quantile(Math.min(1, probability + error)) - quantile(Math.max(0, probability - error));
    return new Estimate(quantile, width / 2);
  }

  /** How far into the bin that was found a probability lies. */
  private double share(double probability) {
    double start = probability(before);
    return Math.clamp((probability - start) / (probability(through) - start), 0, 1);
  }
}
