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
  static final int MANTISSA_SHIFT = 52 - MANTISSA_BITS;

  /** Keys are the leading bits of a number; these are those of 2^-64 and below 2^64. */
  static final int LEAST_KEY = (1023 - 64) << MANTISSA_BITS;

  static final int GREATEST_KEY = ((1023 + 64) << MANTISSA_BITS) - 1;

  /** The code of 0. */
  static final short ZERO = 0;

  private static final int[] NO_COUNTS = {};

  private final Side positive = new Side();
  private final Side negative = new Side();
  private int zeros;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Counts of one sign: consecutive bins from the code {@code first} on, in whole pages. */
  private static final class Side {
    int first = 1;
    int[] counts = NO_COUNTS;

    /**
     * Counts codes of this sign up to the first that has no bin here.
     *
     * @param sign 1, or -1 where codes are negative
     * @return its index, or {@code until}
     */
    int count(short[] codes, int from, int until, int sign) {
      int[] bins = counts;
      int least = first;
      for (int i = from; i < until; i++) {
        int bin = sign * codes[i] - least;
        if (bin < 0 || bin >= bins.length) {
          return i;
        }
        bins[bin]++;
      }
      return until;
    }

    void add(int code, int count) {
      cover(code);
      counts[code - first] += count;
    }

    /** Widens a range of codes, from the first to before the second, to these. */
    void widen(int[] codes) {
      if (counts.length > 0) {
        codes[0] = Math.min(codes[0], first);
        codes[1] = Math.max(codes[1], first + counts.length);
      }
    }

    /** Makes room for the bin of a code. */
    void cover(int code) {
      if (code >= first && code < first + counts.length) {
        return;
      }
      int page = ((code - 1) & -BINS_PER_PAGE) + 1;
      if (counts.length == 0) {
        first = page;
      }
      int from = Math.min(first, page);
      int until = Math.max(first + counts.length, page + BINS_PER_PAGE);
      int[] wider = new int[until - from];
      System.arraycopy(counts, 0, wider, first - from, counts.length);
      first = from;
      counts = wider;
    }
  }

  /**
   * The bin of a number in two bytes: 0 for zero, the negative of the code of its size for a
   * negative number.
   */
  static short code(double x) {
    if (x == 0) {
      return ZERO;
    }
    int key = (int) ((Double.doubleToRawLongBits(x) & Long.MAX_VALUE) >> MANTISSA_SHIFT);
    int size = Math.max(LEAST_KEY, Math.min(key, GREATEST_KEY)) - LEAST_KEY + 1;
    return (short) (x < 0 ? -size : size);
  }

  /**
   * Adds numbers by their codes.
   *
   * @param count of codes
   * @param least of the numbers
   * @param greatest of the numbers
   */
  void add(short[] codes, int count, double least, double greatest) {
    minimum = Math.min(minimum, least);
    maximum = Math.max(maximum, greatest);
    int i = 0;
    while (i < count) {
      int code = codes[i];
      if (code > 0) {
        positive.cover(code);
        i = positive.count(codes, i, count, 1);
      } else if (code < 0) {
        negative.cover(-code);
        i = negative.count(codes, i, count, -1);
      } else {
        int zero = i;
        while (i < count && codes[i] == 0) {
          i++;
        }
        zeros += i - zero;
      }
    }
  }

  /** Adds the counts of another. */
  void add(Histogram other) {
    minimum = Math.min(minimum, other.minimum);
    maximum = Math.max(maximum, other.maximum);
    zeros += other.zeros;
    add(positive, other.positive);
    add(negative, other.negative);
  }

  private static void add(Side side, Side other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] > 0) {
        side.add(other.first + i, other.counts[i]);
      }
    }
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
   * The bins that several histograms have together, from the least value to the greatest: those of
   * the negative numbers, zero, those of the positive numbers.
   *
   * @param negative number of bins of negative numbers
   * @param leastNegative code of the negative bin next to zero
   * @param positive number of bins of positive numbers
   * @param leastPositive code of the positive bin next to zero
   */
  record Bins(int negative, int leastNegative, int positive, int leastPositive) {
    static Bins of(Histogram[] histograms) {
      int[] negatives = {Short.MAX_VALUE, 0};
      int[] positives = {Short.MAX_VALUE, 0};
      for (Histogram histogram : histograms) {
        histogram.negative.widen(negatives);
        histogram.positive.widen(positives);
      }
      return new Bins(
          Math.max(0, negatives[1] - negatives[0]),
          negatives[0],
          Math.max(0, positives[1] - positives[0]),
          positives[0]);
    }

    int size() {
      return negative + 1 + positive;
    }

    /** The bin of zero. */
    int zero() {
      return negative;
    }

    /**
     * The last of the bins that are joined with the one that is the first of them.
     *
     * @param octave number of joined bins in a power of two, which divides 128
     */
    int lastOf(int first, int octave) {
      if (first == negative) {
        return first;
      }
      int end = first < negative ? negative : size();
      return Math.min(first + BINS_PER_PAGE / octave, end) - 1;
    }

    /** Lower end of a bin. */
    double low(int bin) {
      if (bin < negative) {
        return -edge(leastNegative + negative - bin);
      }
      return bin == negative ? 0 : edge(leastPositive + bin - negative - 1);
    }

    /** Upper end of a bin. */
    double high(int bin) {
      if (bin < negative) {
        return -edge(leastNegative + negative - bin - 1);
      }
      return bin == negative ? 0 : edge(leastPositive + bin - negative);
    }

    /** Number of values of a histogram up to the end of each bin. */
    int[] cumulativeCounts(Histogram histogram) {
      int[] counts = new int[size()];
      Side below = histogram.negative;
      for (int i = 0; i < below.counts.length; i++) {
        counts[negative - 1 - (below.first + i - leastNegative)] = below.counts[i];
      }
      counts[negative] = histogram.zeros;
      Side above = histogram.positive;
      System.arraycopy(
          above.counts,
          0,
          counts,
          above.counts.length == 0 ? 0 : negative + 1 + above.first - leastPositive,
          above.counts.length);
      for (int bin = 1; bin < counts.length; bin++) {
        counts[bin] += counts[bin - 1];
      }
      return counts;
    }

    private static double edge(int code) {
      return Double.longBitsToDouble((long) (code - 1 + LEAST_KEY) << MANTISSA_SHIFT);
    }
  }

  static Histogram[] array(int length, IntFunction<Histogram> maker) {
    Histogram[] made = new Histogram[length];
    for (int i = 0; i < length; i++) {
      made[i] = maker.apply(i);
    }
    return made;
  }
}
