package dev.perigee.simulation;

import java.util.Arrays;

/**
 * Quantile function of a distribution over many numbers, in place, bit for bit that of {@link
 * Distribution}.
 */
sealed interface Quantiles {
  /** Turns probabilities strictly between 0 and 1 into values. */
  void at(double[] u, int n, Lanes math);

  /** Turns standard normal numbers into the values of the same probability. */
  default void atNormal(double[] z, int n, Lanes math) {
    math.normalProbability(z, n);
    at(z, n, math);
  }

  /**
   * The quantile function of a distribution.
   *
   * @param onGrid whether draws will be rounded to whole quarters of a year
   */
  static Quantiles of(Distribution distribution, boolean onGrid) {
    return switch (distribution) {
      case Distribution.Triangular t -> new OfTriangular(t);
      case Distribution.LogTriangular t -> new OfLogTriangular(new OfTriangular(t.logarithm()));
      case Distribution.LogNormal l -> new OfLogNormal(l);
      case Distribution.TruncatedNormal t -> OfTruncatedNormal.of(t);
      case Distribution.ShiftedGamma g when onGrid && OfGammaOnGrid.isNarrow(g) ->
          new OfGammaOnGrid(g);
      case Distribution.ShiftedGamma g -> new OneByOne(g);
      case Distribution.Uniform u -> new OneByOne(u);
      case Distribution.Fixed f -> new OneByOne(f);
    };
  }

  /** Any distribution, a number at a time. */
  record OneByOne(Distribution distribution) implements Quantiles {
    @Override
    public void at(double[] u, int n, Lanes math) {
      for (int i = 0; i < n; i++) {
        u[i] = distribution.quantile(u[i]);
      }
    }
  }

  /** A triangular distribution of some width. */
  record OfTriangular(Distribution.Triangular triangular) implements Quantiles {
    @Override
    public void at(double[] u, int n, Lanes math) {
      math.triangular(u, n, triangular.min(), triangular.mode(), triangular.max());
    }
  }

  /** A number whose logarithm is triangular. */
  record OfLogTriangular(OfTriangular logarithm) implements Quantiles {
    @Override
    public void at(double[] u, int n, Lanes math) {
      logarithm.at(u, n, math);
      for (int i = 0; i < n; i++) {
        u[i] *= PortableMath.LOG2_E;
      }
      math.exp2(u, n);
    }
  }

  /** A log-normal distribution. */
  record OfLogNormal(Distribution.LogNormal logNormal) implements Quantiles {
    @Override
    public void at(double[] u, int n, Lanes math) {
      math.normalQuantile(u, n);
      atNormal(u, n, math);
    }

    @Override
    public void atNormal(double[] z, int n, Lanes math) {
      double sigma = logNormal.sigma();
      double median = logNormal.median();
      for (int i = 0; i < n; i++) {
        z[i] = sigma * z[i] * PortableMath.LOG2_E;
      }
      math.exp2(z, n);
      for (int i = 0; i < n; i++) {
        z[i] *= median;
      }
    }
  }

  /** A truncated normal distribution, with the probabilities of its ends. */
  record OfTruncatedNormal(Distribution.TruncatedNormal normal, double low, double high)
      implements Quantiles {
    static OfTruncatedNormal of(Distribution.TruncatedNormal normal) {
      return new OfTruncatedNormal(
          normal, normal.probabilityBelowMinimum(), normal.probabilityBelowMaximum());
    }

    @Override
    public void at(double[] u, int n, Lanes math) {
      for (int i = 0; i < n; i++) {
        u[i] = low + u[i] * (high - low);
      }
      math.normalQuantile(u, n);
      double mean = normal.mean();
      double sd = normal.sd();
      double min = normal.min();
      double max = normal.max();
      for (int i = 0; i < n; i++) {
        u[i] = Math.min(max, Math.max(mean + sd * u[i], min));
      }
    }
  }

  /**
   * A shifted gamma distribution whose draws are rounded to quarters of a year: the probability
   * below the middle between two quarters is computed once, and a draw is a search among these.
   */
  final class OfGammaOnGrid implements Quantiles {
    private static final int GUIDES = 256;
    private static final double GREATEST_BELOW_ONE = 1 - 0x1p-53;

    /** Longest mean, and latest shift, in years: there is an entry for every quarter. */
    private static final double LONGEST_MEAN = 200;

    private static final double LATEST_SHIFT = 1e6;

    private final double firstQuarter;

    /** Probability of at most the n-th quarter from the first. */
    private final double[] below;

    /** Number of entries of {@link #below} that are at most n / 256. */
    private final int[] guide = new int[GUIDES + 1];

    /** Whether the table of a distribution is short. */
    static boolean isNarrow(Distribution.ShiftedGamma gamma) {
      return gamma.shape() * gamma.scale() <= LONGEST_MEAN
          && Math.abs(gamma.shift()) <= LATEST_SHIFT;
    }

    OfGammaOnGrid(Distribution.ShiftedGamma gamma) {
      firstQuarter = Math.rint(gamma.shift() / ModelConstants.QUARTER_YEARS);
      below = probabilities(gamma, firstQuarter);
      for (int g = 1; g <= GUIDES; g++) {
        guide[g] = guide[g - 1];
        while (guide[g] < below.length && below[guide[g]] <= (double) g / GUIDES) {
          guide[g]++;
        }
      }
    }

    private static double[] probabilities(Distribution.ShiftedGamma gamma, double firstQuarter) {
      double[] probabilities = new double[64];
      int count = 0;
      double probability = 0;
      while (probability < GREATEST_BELOW_ONE) {
        if (count == probabilities.length) {
          probabilities = Arrays.copyOf(probabilities, 2 * count);
        }
        double middle = (firstQuarter + count + 0.5) * ModelConstants.QUARTER_YEARS;
        probability = Math.max(probability, gamma.probabilityBelow(middle));
        probabilities[count++] = probability;
      }
      return Arrays.copyOf(probabilities, count);
    }

    @Override
    public void at(double[] u, int n, Lanes math) {
      for (int i = 0; i < n; i++) {
        int entry = guide[(int) (u[i] * GUIDES)];
        while (entry < below.length && below[entry] <= u[i]) {
          entry++;
        }
        u[i] = (firstQuarter + entry) * ModelConstants.QUARTER_YEARS;
      }
    }
  }
}
