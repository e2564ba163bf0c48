package dev.perigee.simulation;

/**
 * Transcendental functions that give the same bits on every platform: additions, multiplications,
 * divisions and square roots in a fixed order, no intrinsic whose result may differ between
 * compilers.
 *
 * <p>Accuracy, held by tests against {@link StrictMath}: {@link #log2} within 3 ulp and {@link
 * #exp2} within 2 ulp over the range the model uses; {@link #exp} within 1e-14 and {@link #pow}
 * within 5e-14 relative for results between 1e-30 and 1e30.
 */
final class PortableMath {
  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
  private static final long EXPONENT_MASK = 0xfff0000000000000L;
  private static final long SMALLEST_NORMAL_BITS = 0x0010000000000000L;
  private static final double TWO_TO_54 = 0x1p54;

  private static final int LARGEST_MULTIPLIED = 16;

  /** Below this the third term of a Taylor series is beyond the digits of a double. */
  private static final double SMALL = 1e-5;

  /** Taylor coefficients of 2^x at 0: ln(2)^k / k!. */
  private static final double[] EXP2 = exp2Coefficients(14);

  /** Coefficients of log2((1+s)/(1-s)) / s in powers of s squared: 2 / ((2k+1) ln 2). */
  private static final double[] LOG2 = log2Coefficients(11);

  private PortableMath() {}

  private static double[] exp2Coefficients(int count) {
    double[] c = new double[count];
    c[0] = 1;
    for (int k = 1; k < count; k++) {
      c[k] = c[k - 1] * LN_2 / k;
    }
    return c;
  }

  private static double[] log2Coefficients(int count) {
    double[] c = new double[count];
    for (int k = 0; k < count; k++) {
      c[k] = 2 / ((2 * k + 1) * LN_2);
    }
    return c;
  }

  /** Base-2 logarithm; negative infinity at 0, NaN below. */
  static double log2(double x) {
    if (!(x > 0)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return x;
    }
    int exponent = 0;
    long bits = Double.doubleToRawLongBits(x);
    if (bits < SMALLEST_NORMAL_BITS) {
      bits = Double.doubleToRawLongBits(x * TWO_TO_54);
      exponent = -54;
    }
    long offset = bits - SQRT_HALF_BITS;
    exponent += (int) (offset >> 52);
    double m = Double.longBitsToDouble(bits - (offset & EXPONENT_MASK));
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double z2 = z * z;
    double even =
        LOG2[0] + z2 * (LOG2[2] + z2 * (LOG2[4] + z2 * (LOG2[6] + z2 * (LOG2[8] + z2 * LOG2[10]))));
    double odd = LOG2[1] + z2 * (LOG2[3] + z2 * (LOG2[5] + z2 * (LOG2[7] + z2 * LOG2[9])));
    return exponent + s * (even + z * odd);
  }

  /** 2 to the power x; 0 and infinity beyond the range of a double. */
  static double exp2(double x) {
    if (!(x < 1024)) {
      return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
    }
    if (x < -1075) {
      return 0;
    }
    double n = Math.rint(x);
    double f = x - n;
    double g = f * f;
    double even =
        EXP2[0]
            + g
                * (EXP2[2]
                    + g
                        * (EXP2[4]
                            + g * (EXP2[6] + g * (EXP2[8] + g * (EXP2[10] + g * EXP2[12])))));
    double odd =
        EXP2[1]
            + g
                * (EXP2[3]
                    + g
                        * (EXP2[5]
                            + g * (EXP2[7] + g * (EXP2[9] + g * (EXP2[11] + g * EXP2[13])))));
    double mantissa = even + f * odd;
    int k = (int) n;
    if (k >= -1021 && k <= 1022) {
      return mantissa * powerOfTwo(k);
    }
    int half = k / 2;
    return mantissa * powerOfTwo(half) * powerOfTwo(k - half);
  }

  private static double powerOfTwo(int k) {
    return Double.longBitsToDouble((k + 1023L) << 52);
  }

  /** e to the power x. */
  static double exp(double x) {
    return exp2(x * LOG2_E);
  }

  /** Natural logarithm. */
  static double log(double x) {
    return log2(x) * LN_2;
  }

  /** {@code base} to the power {@code exponent}, for a base of at least 0. */
  static double pow(double base, double exponent) {
    return exponent == 0 ? 1 : exp2(exponent * log2(base));
  }

  /**
   * The same as {@link #pow}, by multiplication where the exponent is a whole number of at most 16
   * in size.
   */
  static double power(double base, double exponent) {
    int n = (int) exponent;
    if (n != exponent || n > LARGEST_MULTIPLIED || n < -LARGEST_MULTIPLIED) {
      return pow(base, exponent);
    }
    double result = 1;
    double square = base;
    for (int bits = Math.abs(n); bits > 0; bits >>= 1) {
      if ((bits & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return n < 0 ? 1 / result : result;
  }

  /** Mean of e^-t over t from 0 to x: (1 - e^-x) / x without its cancellation near 0. */
  static double meanDecay(double x) {
    return Math.abs(x) < SMALL ? 1 - x / 2 * (1 - x / 3) : (1 - exp(-x)) / x;
  }
}
