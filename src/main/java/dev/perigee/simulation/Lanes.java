package dev.perigee.simulation;

import java.util.Arrays;

/**
 * Functions over the first {@code n} numbers of arrays, in place. The result in a lane is, bit for
 * bit, that of the function of one number it is named for ({@link PortableMath}, {@link Normal}):
 * how many lanes a processor works at a time changes nothing.
 *
 * <p>An instance holds scratch memory and belongs to one thread.
 */
abstract sealed class Lanes permits ScalarLanes, VectorLanes {
  /** Sums are taken in this many interleaved parts, whatever the width of the processor. */
  static final int PARTS = 8;

  static final int SUM = 0;
  static final int SQUARES = PARTS;

  private final double[] parts = new double[2 * PARTS];

  /** Name of the incubating module that the wide implementation needs. */
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** The fastest implementation here, for arrays of at most {@code capacity}. */
  static Lanes fastest(int capacity) {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() && VectorLanes.isWide()
        ? new VectorLanes(capacity)
        : new ScalarLanes();
  }

  /** {@code x = log2 x}. */
  abstract void log2(double[] x, int n);

  /** {@code x = 2^x}. */
  abstract void exp2(double[] x, int n);

  /** {@code x = 2^(y log2 x)}. */
  final void pow(double[] x, double[] y, int n) {
    log2(x, n);
    for (int i = 0; i < n; i++) {
      x[i] *= y[i];
    }
    exp2(x, n);
  }

  /**
   * {@code x = x^exponent}, by multiplication where an exponent is whole and small.
   *
   * @param common the exponent when all are equal, NaN otherwise
   * @param scratch overwritten
   */
  final void power(double[] x, double[] exponents, double common, double[] scratch, int n) {
    if (!PortableMath.isMultiplied(common)) {
      for (int i = 0; i < n; i++) {
        x[i] = PortableMath.power(x[i], exponents[i]);
      }
      return;
    }
    System.arraycopy(x, 0, scratch, 0, n);
    Arrays.fill(x, 0, n, 1);
    for (int bits = (int) Math.abs(common); bits > 0; bits >>= 1) {
      if ((bits & 1) == 1) {
        for (int i = 0; i < n; i++) {
          x[i] *= scratch[i];
        }
      }
      for (int i = 0; i < n; i++) {
        scratch[i] *= scratch[i];
      }
    }
    if (common < 0) {
      for (int i = 0; i < n; i++) {
        x[i] = 1 / x[i];
      }
    }
  }

  /**
   * Mean of e^-t over t from 0 to x.
   *
   * @param scratch overwritten
   */
  final void meanDecay(double[] x, double[] scratch, int n) {
    for (int i = 0; i < n; i++) {
      scratch[i] = -x[i] * PortableMath.LOG2_E;
    }
    exp2(scratch, n);
    for (int i = 0; i < n; i++) {
      x[i] = PortableMath.meanDecay(x[i], scratch[i]);
    }
  }

  /** Turns probabilities strictly between 0 and 1 into standard normal numbers. */
  abstract void normalQuantile(double[] p, int n);

  /** Turns standard normal numbers into their probabilities. */
  abstract void normalProbability(double[] z, int n);

  /** Turns probabilities into values of a triangular distribution of some width. */
  abstract void triangular(double[] u, int n, double min, double mode, double max);

  /**
   * Looks at numbers once for all that statistics keep of them: adds up {@code x - origin} and its
   * square, widens a range to hold them, where a zero at an end has no sign, and writes their
   * {@link Histogram#code}s.
   *
   * @param moments receives the sum and the sum of squares
   * @param range of the numbers seen so far, least and greatest
   * @param codes receives the codes, from {@code at} on
   */
  final void observe(
      double[] x, int n, double origin, double[] moments, double[] range, short[] codes, int at) {
    int whole = n - n % PARTS;
    observeParts(x, whole, origin, parts, range, codes, at);
    for (int i = whole; i < n; i++) {
      double d = x[i] - origin;
      parts[SUM + i - whole] += d;
      parts[SQUARES + i - whole] += d * d;
      codes[at + i] = Histogram.code(x[i]);
    }
    widenByEach(x, whole, n, range);
    moments[0] = total(parts, SUM);
    moments[1] = total(parts, SQUARES);
  }

  private static double total(double[] parts, int from) {
    return ((parts[from] + parts[from + 1]) + (parts[from + 2] + parts[from + 3]))
        + ((parts[from + 4] + parts[from + 5]) + (parts[from + 6] + parts[from + 7]));
  }

  /**
   * The same for a multiple of {@link #PARTS} numbers, with sums in parts, of which part k has the
   * lanes with the remainder k.
   */
  abstract void observeParts(
      double[] x, int n, double origin, double[] parts, double[] range, short[] codes, int at);

  static void widenByEach(double[] x, int from, int until, double[] range) {
    double least = range[0];
    double greatest = range[1];
    for (int i = from; i < until; i++) {
      if (x[i] < least) {
        least = x[i];
      }
      if (x[i] > greatest) {
        greatest = x[i];
      }
    }
    range[0] = least + 0.0;
    range[1] = greatest + 0.0;
  }

  /**
   * The least of several rows in each lane, and the number of the first row that has it.
   *
   * @param least receives the numbers
   * @param row receives which row
   */
  abstract void least(double[][] rows, int n, double[] least, int[] row);

  static void leastOfEach(double[][] rows, int from, int until, double[] least, int[] row) {
    for (int i = from; i < until; i++) {
      double smallest = rows[0][i];
      int which = 0;
      for (int r = 1; r < rows.length; r++) {
        if (rows[r][i] < smallest) {
          smallest = rows[r][i];
          which = r;
        }
      }
      least[i] = smallest;
      row[i] = which;
    }
  }

  /** Number of lanes above {@code threshold}. */
  abstract int countAbove(double[] x, int n, double threshold);

  /** Number of lanes below {@code threshold}. */
  abstract int countBelow(double[] x, int n, double threshold);
}
