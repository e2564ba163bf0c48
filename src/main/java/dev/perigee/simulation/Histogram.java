package dev.perigee.simulation;

import java.util.function.IntFunction;

/**
 * Counts of values in bins that are at most 1/128 of the value wide, zero being a bin of its own.
 * Counts are integers, so the order of additions does not matter; memory depends on the range of
 * the values and not on their number. Magnitudes beyond 2^-64 to 2^64 fall into the outermost bins.
 */
final class Histogram {
  private static final int MANTISSA_BITS = 7;
  private static final int BINS_PER_PAGE = 1 << MANTISSA_BITS;
  private static final int MANTISSA_SHIFT = 52 - MANTISSA_BITS;
  private static final int LEAST_EXPONENT = 1023 - 64;
  private static final int PAGES = 128;

  private final int[][] positive = new int[PAGES][];
  private int[][] negative;
  private int zeros;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Adds the first {@code count} of {@code values}. */
  void add(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      double x = values[i];
      minimum = Math.min(minimum, x);
      maximum = Math.max(maximum, x);
      if (x == 0) {
        zeros++;
      } else {
        count(x);
      }
    }
  }

  private void count(double x) {
    if (x < 0 && negative == null) {
      negative = new int[PAGES][];
    }
    int[][] pages = x < 0 ? negative : positive;
    long bits = Double.doubleToRawLongBits(Math.abs(x));
    int page = (int) (bits >>> 52) - LEAST_EXPONENT;
    int bin = (int) (bits >>> MANTISSA_SHIFT) & (BINS_PER_PAGE - 1);
    if (page < 0) {
      page = 0;
      bin = 0;
    } else if (page >= PAGES) {
      page = PAGES - 1;
      bin = BINS_PER_PAGE - 1;
    }
    if (pages[page] == null) {
      pages[page] = new int[BINS_PER_PAGE];
    }
    pages[page][bin]++;
  }

  /** Least value added. */
  double minimum() {
    return minimum;
  }

  /** Greatest value added. */
  double maximum() {
    return maximum;
  }

  /**
   * Visits the bins that are not empty in any of {@code histograms}, from the least value to the
   * greatest.
   */
  static void visit(Histogram[] histograms, Visitor visitor) {
    int[] counts = new int[histograms.length];
    for (int page = PAGES - 1; page >= 0; page--) {
      if (any(histograms, page, true)) {
        for (int bin = BINS_PER_PAGE - 1; bin >= 0; bin--) {
          if (gather(histograms, page, bin, true, counts)) {
            visitor.bin(-edge(page, bin + 1), -edge(page, bin), counts);
          }
        }
      }
    }
    boolean zero = false;
    for (int k = 0; k < histograms.length; k++) {
      counts[k] = histograms[k].zeros;
      zero |= counts[k] > 0;
    }
    if (zero) {
      visitor.bin(0, 0, counts);
    }
    for (int page = 0; page < PAGES; page++) {
      if (any(histograms, page, false)) {
        for (int bin = 0; bin < BINS_PER_PAGE; bin++) {
          if (gather(histograms, page, bin, false, counts)) {
            visitor.bin(edge(page, bin), edge(page, bin + 1), counts);
          }
        }
      }
    }
  }

  private static boolean any(Histogram[] histograms, int page, boolean negatives) {
    for (Histogram histogram : histograms) {
      if (histogram.page(page, negatives) != null) {
        return true;
      }
    }
    return false;
  }

  private static boolean gather(
      Histogram[] histograms, int page, int bin, boolean negatives, int[] counts) {
    boolean found = false;
    for (int k = 0; k < histograms.length; k++) {
      int[] bins = histograms[k].page(page, negatives);
      counts[k] = bins == null ? 0 : bins[bin];
      found |= counts[k] > 0;
    }
    return found;
  }

  private int[] page(int index, boolean negatives) {
    return negatives ? (negative == null ? null : negative[index]) : positive[index];
  }

  private static double edge(int page, int bin) {
    return Double.longBitsToDouble(
        ((long) (page + LEAST_EXPONENT) << 52) + ((long) bin << MANTISSA_SHIFT));
  }

  /** Receives a bin's edges and the count of each histogram in it; the array is reused. */
  interface Visitor {
    void bin(double low, double high, int[] counts);
  }

  static Histogram[] array(int length, IntFunction<Histogram> maker) {
    Histogram[] made = new Histogram[length];
    for (int i = 0; i < length; i++) {
      made[i] = maker.apply(i);
    }
    return made;
  }
}
