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

    void add(int code, int count) {
      if (code < first || code >= first + counts.length) {
        cover(code);
      }
      counts[code - first] += count;
    }

    private void cover(int code) {
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
      return 0;
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
    int[] counts = positive.counts;
    int first = positive.first;
    for (int i = 0; i < count; i++) {
      int bin = codes[i] - first;
      if (bin >= 0 && bin < counts.length) {
        counts[bin]++;
      } else {
        addOutside(codes[i]);
        counts = positive.counts;
        first = positive.first;
      }
    }
  }

  private void addOutside(short code) {
    if (code == 0) {
      zeros++;
    } else if (code > 0) {
      positive.add(code, 1);
    } else {
      negative.add(-code, 1);
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
   * Visits the bins that are not empty in any of {@code histograms}, from the least value to the
   * greatest.
   */
  static void visit(Histogram[] histograms, Visitor visitor) {
    int[] counts = new int[histograms.length];
    Side[] sides = new Side[histograms.length];
    for (int k = 0; k < histograms.length; k++) {
      sides[k] = histograms[k].negative;
    }
    for (int code = last(sides); code >= first(sides); code--) {
      if (gather(sides, code, counts)) {
        visitor.bin(-edge(code + 1), -edge(code), counts);
      }
    }
    boolean zero = false;
    for (int k = 0; k < histograms.length; k++) {
      counts[k] = histograms[k].zeros;
      zero |= counts[k] > 0;
      sides[k] = histograms[k].positive;
    }
    if (zero) {
      visitor.bin(0, 0, counts);
    }
    int last = last(sides);
    for (int code = first(sides); code <= last; code++) {
      if (gather(sides, code, counts)) {
        visitor.bin(edge(code), edge(code + 1), counts);
      }
    }
  }

  private static int first(Side[] sides) {
    int first = Short.MAX_VALUE;
    for (Side side : sides) {
      first = side.counts.length == 0 ? first : Math.min(first, side.first);
    }
    return first;
  }

  private static int last(Side[] sides) {
    int last = 0;
    for (Side side : sides) {
      last = side.counts.length == 0 ? last : Math.max(last, side.first + side.counts.length - 1);
    }
    return last;
  }

  private static boolean gather(Side[] sides, int code, int[] counts) {
    boolean found = false;
    for (int k = 0; k < sides.length; k++) {
      int bin = code - sides[k].first;
      counts[k] = bin >= 0 && bin < sides[k].counts.length ? sides[k].counts[bin] : 0;
      found |= counts[k] > 0;
    }
    return found;
  }

  private static double edge(int code) {
    return Double.longBitsToDouble((long) (code - 1 + LEAST_KEY) << MANTISSA_SHIFT);
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
