package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accuracy and limits. References of base 2 are sums of 40 decimal digits, for {@link StrictMath}
 * has no such functions and a quotient of its logarithms is no closer than ours.
 */
class PortableMathTest {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal LN_2 = naturalLogarithm(BigDecimal.TWO);
  private static final int SAMPLES = 2_000;

  /** Three ulp of a binary logarithm of at most 100, its product and exp2 rounded: 5e-14. */
  private static final double POW_BOUND = 3 * 0x1p-52 * 100 * Math.log(2) + 5e-15;

  @ParameterizedTest
  @CsvSource({"-1, 1", "-30, 30", "-1022, 1023", "-.01, .01"})
  void log2IsWithinThreeUlp(double lowestExponent, double highestExponent) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < SAMPLES; i++) {
      double exponent = random.nextDouble(lowestExponent, highestExponent);
      double x = StrictMath.pow(2, exponent);
      double expected = exactLog2(x);
      assertEquals(expected, PortableMath.log2(x), 3 * Math.ulp(expected), () -> "log2 of " + x);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "-100, 100", "-1021, 1023.999", "-1e-8, 1e-8"})
  void exp2IsWithinTwoUlp(double lowest, double highest) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < SAMPLES; i++) {
      double x = random.nextDouble(lowest, highest);
      double expected = exactExp2(x);
      assertEquals(expected, PortableMath.exp2(x), 2 * Math.ulp(expected), () -> "exp2 of " + x);
    }
  }

  @Test
  void expIsWithinItsBoundForResultsFrom1eMinus30To1e30() {
    SplittableRandom random = new SplittableRandom(5);
    double limit = 30 * StrictMath.log(10);
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble(-limit, limit);
      double expected = StrictMath.exp(x);
      assertEquals(expected, PortableMath.exp(x), 1e-14 * expected, () -> "exp of " + x);
    }
  }

  @Test
  void logIsTheInverseOfExp() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      double x = StrictMath.pow(10, random.nextDouble(-30, 30));
      double expected = StrictMath.log(x);
      assertEquals(
          expected, PortableMath.log(x), 5 * Math.ulp(expected), () -> "natural logarithm of " + x);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-3, 0.5, 0.9, 1.0001, 1.1, 3, 1e3, 1e12})
  void powIsWithinItsBoundForResultsFrom1eMinus30To1e30(double around) {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50_000; i++) {
      double base = around * random.nextDouble(0.9, 1.1);
      double exponent = random.nextDouble(-30, 30) / StrictMath.log10(base);
      if (Math.abs(exponent) > 1e6) {
        continue;
      }
      double expected = StrictMath.pow(base, exponent);
      assertEquals(
          expected,
          PortableMath.pow(base, exponent),
          POW_BOUND * expected,
          () -> base + " to the power " + exponent);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1074, -1050, -1023, -1022, -1, 0, 1, 52, 1023})
  void powersOfTwoAreExactBothWays(int exponent) {
    double power = Math.scalb(1.0, exponent);

    assertEquals(exponent, PortableMath.log2(power));
    assertEquals(power, PortableMath.exp2(exponent));
  }

  @ParameterizedTest
  @CsvSource({
    "0, -Infinity",
    "-0.0, -Infinity",
    "-1, NaN",
    "-Infinity, NaN",
    "NaN, NaN",
    "Infinity, Infinity",
    "1, 0"
  })
  void log2HasItsLimits(double x, double expected) {
    assertEquals(expected, PortableMath.log2(x));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-0.0, 1",
    "1024, Infinity",
    "1e300, Infinity",
    "Infinity, Infinity",
    "-1075, 0",
    "-1e300, 0",
    "-Infinity, 0",
    "NaN, NaN"
  })
  void exp2HasItsLimits(double x, double expected) {
    assertEquals(expected, PortableMath.exp2(x));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "710, Infinity", "-750, 0", "Infinity, Infinity", "-Infinity, 0", "NaN, NaN"})
  void expHasItsLimits(double x, double expected) {
    assertEquals(expected, PortableMath.exp(x));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "0, 2, 0",
    "0, -2, Infinity",
    "NaN, 0, 1",
    "1, 1e300, 1",
    "Infinity, 2, Infinity",
    "Infinity, -2, 0",
    "2, Infinity, Infinity",
    ".5, Infinity, 0",
    "2, -1074, 4.9e-324",
    "10, 400, Infinity",
    "10, -400, 0",
    "-1, .5, NaN",
    "2, NaN, NaN"
  })
  void powHasItsLimits(double base, double exponent, double expected) {
    assertEquals(expected, PortableMath.pow(base, exponent));
  }

  @Test
  void subnormalNumbersKeepAllTheirDigits() {
    SplittableRandom random = new SplittableRandom(13);
    for (int i = 0; i < SAMPLES; i++) {
      double x = Double.longBitsToDouble(random.nextLong(1, 1L << 52));
      double expected = exactLog2(x);
      assertEquals(expected, PortableMath.log2(x), 3 * Math.ulp(expected), () -> "log2 of " + x);
    }
  }

  @Test
  void subnormalPowersAreRoundedToTheirSpacing() {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < SAMPLES; i++) {
      double x = random.nextDouble(-1074, -1022);
      double expected = exactExp2(x);
      assertEquals(expected, PortableMath.exp2(x), 2 * Math.ulp(expected), () -> "exp2 of " + x);
    }
  }

  @Test
  void log2RisesAcrossTheSeamsOfItsReduction() {
    for (double seam : new double[] {Math.sqrt(0.5), Math.sqrt(2), 1, 2}) {
      double x = seam;
      for (int i = 0; i < 50; i++) {
        x = Math.nextDown(x);
      }
      double before = PortableMath.log2(x);
      for (int i = 0; i < 100; i++) {
        x = Math.nextUp(x);
        double after = PortableMath.log2(x);
        assertTrue(after >= before - 2 * Math.ulp(after), "at " + x);
        before = after;
      }
    }
  }

  private static double exactLog2(double x) {
    boolean small = x < 1;
    int exponent = small ? Math.getExponent(x * 0x1p100) - 100 : Math.getExponent(x);
    BigDecimal mantissa = new BigDecimal(x).divide(BigDecimal.TWO.pow(exponent, DIGITS), DIGITS);
    return BigDecimal.valueOf(exponent)
        .add(naturalLogarithm(mantissa).divide(LN_2, DIGITS))
        .doubleValue();
  }

  /** ln x = 2 artanh((x - 1) / (x + 1)). */
  private static BigDecimal naturalLogarithm(BigDecimal x) {
    BigDecimal s = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 100; k += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(BigDecimal.TWO);
  }

  private static double exactExp2(double x) {
    int whole = (int) Math.rint(x);
    BigDecimal y = new BigDecimal(x).subtract(BigDecimal.valueOf(whole)).multiply(LN_2, DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 40; k++) {
      sum = sum.add(term, DIGITS);
      term = term.multiply(y, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
    }
    return sum.multiply(BigDecimal.TWO.pow(whole, DIGITS), DIGITS).doubleValue();
  }
}
