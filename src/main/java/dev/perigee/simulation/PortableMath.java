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
  static final double LN_2 = 0x1.62e42fefa39efp-1;
  static final double LOG2_E = 0x1.71547652b82fep0;
  static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
  static final long EXPONENT_MASK = 0xfff0000000000000L;
  private static final double TWO_TO_54 = 0x1p54;
  private static final double TWO_TO_MINUS_100 = 0x1p-100;
  private static final double SUBNORMAL_SHIFT = 100;

  /** Added and subtracted, rounds a number to the nearest whole one. */
  static final double ROUNDING = 0x1.8p52;

  /** The bits of {@link #ROUNDING}: a whole number added to them is a double without conversion. */
  static final long ROUNDING_BITS = 0x4338000000000000L;

  /** Powers of two are normal numbers from the first of these to below the second. */
  static final double LEAST_NORMAL_EXPONENT = -1022;

  static final double GREATEST_EXPONENT = 1024;
  private static final double LEAST_EXPONENT = -1076;

  private static final int LARGEST_MULTIPLIED = 16;

  /** Below this the third term of a Taylor series is beyond the digits of a double. */
  private static final double SMALL = 1e-5;

  /** Taylor coefficients of 2^x at 0: ln(2)^k / k!. */
  static final double E0 = 0x1p+0;

  static final double E1 = 0x1.62e42fefa39efp-1;
  static final double E2 = 0x1.ebfbdff82c58fp-3;
  static final double E3 = 0x1.c6b08d704a0c0p-5;
  static final double E4 = 0x1.3b2ab6fba4e77p-7;
  static final double E5 = 0x1.5d87fe78a6731p-10;
  static final double E6 = 0x1.430912f86c787p-13;
  static final double E7 = 0x1.ffcbfc588b0c7p-17;
  static final double E8 = 0x1.62c0223a5c824p-20;
  static final double E9 = 0x1.b5253d395e7c4p-24;
  static final double E10 = 0x1.e4cf5158b8ecap-28;
  static final double E11 = 0x1.e8cac7351bb25p-32;
  static final double E12 = 0x1.c3bd650fc2986p-36;
  static final double E13 = 0x1.816193166d0f9p-40;

  /** Coefficients of log2((1+s)/(1-s)) / s in powers of s squared: 2 / ((2k+1) ln 2). */
  static final double L0 = 0x1.71547652b82fep+1;

  static final double L1 = 0x1.ec709dc3a03fdp-1;
  static final double L2 = 0x1.2776c50ef9bfep-1;
  static final double L3 = 0x1.a61762a7aded9p-2;
  static final double L4 = 0x1.484b13d7c02a9p-2;
  static final double L5 = 0x1.0c9a84994022dp-2;
  static final double L6 = 0x1.c68f568d31760p-3;
  static final double L7 = 0x1.89f3b1694cffep-3;
  static final double L8 = 0x1.5b9ac9b743f0dp-3;
  static final double L9 = 0x1.3703c1f4d0ffep-3;
  static final double L10 = 0x1.1964ec6fc9491p-3;

  private PortableMath() {}

  /** Base-2 logarithm; negative infinity at 0, NaN below. */
  static double log2(double x) {
    return x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY
        ? log2OfNormal(x, 0)
        : log2OfRest(x);
  }

  private static double log2OfRest(double x) {
    if (x > 0 && x < Double.MIN_NORMAL) {
      return log2OfNormal(x * TWO_TO_54, -54);
    }
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return x > 0 ? x : Double.NaN;
  }

  /** The logarithm of a positive normal number, plus {@code shift}. */
  private static double log2OfNormal(double x, int shift) {
    long bits = Double.doubleToRawLongBits(x);
    long offset = bits - SQRT_HALF_BITS;
    double exponent = Double.longBitsToDouble(ROUNDING_BITS + (offset >> 52) + shift) - ROUNDING;
    double m = Double.longBitsToDouble(bits - (offset & EXPONENT_MASK));
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double z2 = z * z;
    double even = L0 + z2 * (L2 + z2 * (L4 + z2 * (L6 + z2 * (L8 + z2 * L10))));
    double odd = L1 + z2 * (L3 + z2 * (L5 + z2 * (L7 + z2 * L9)));
    return exponent + s * (even + z * odd);
  }

  /** 2 to the power x; 0 and infinity beyond the range of a double. */
  static double exp2(double x) {
    return x >= LEAST_NORMAL_EXPONENT && x < GREATEST_EXPONENT ? exp2Normal(x) : exp2OfRest(x);
  }

  private static double exp2OfRest(double x) {
    if (x >= GREATEST_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < LEAST_NORMAL_EXPONENT) {
      return exp2Normal(Math.max(x, LEAST_EXPONENT) + SUBNORMAL_SHIFT) * TWO_TO_MINUS_100;
    }
    return x;
  }

  /** 2 to a power whose result is a normal number: the exponent is added to the bits. */
  private static double exp2Normal(double x) {
    double shifted = x + ROUNDING;
    double f = x - (shifted - ROUNDING);
    double g = f * f;
    double even = E0 + g * (E2 + g * (E4 + g * (E6 + g * (E8 + g * (E10 + g * E12)))));
    double odd = E1 + g * (E3 + g * (E5 + g * (E7 + g * (E9 + g * (E11 + g * E13)))));
    long mantissa = Double.doubleToRawLongBits(even + f * odd);
    return Double.longBitsToDouble(mantissa + (Double.doubleToRawLongBits(shifted) << 52));
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
    if (!isMultiplied(exponent)) {
      return pow(base, exponent);
    }
    int n = (int) exponent;
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

  /** Whether {@link #power} multiplies: a whole exponent of at most 16 in size. */
  static boolean isMultiplied(double exponent) {
    return exponent == Math.rint(exponent) && Math.abs(exponent) <= LARGEST_MULTIPLIED;
  }

  /** Mean of e^-t over t from 0 to x: (1 - e^-x) / x without its cancellation near 0. */
  static double meanDecay(double x) {
    return meanDecay(x, exp(-x));
  }

  /** The same from e^-x. */
  static double meanDecay(double x, double decay) {
    return Math.abs(x) < SMALL ? 1 - x / 2 * (1 - x / 3) : (1 - decay) / x;
  }
}
