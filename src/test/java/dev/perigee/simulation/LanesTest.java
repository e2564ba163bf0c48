package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every lane, wide or scalar, has the bits of the function of one number. */
class LanesTest {
  private static final int[] COUNTS = {1, 7, 8, 9, 31, 256};
  private static final double[] ODD = {
    0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1023.9999,
    1024,
    -1022,
    -1022.5,
    -1074,
    -1076,
    0.5,
    7.07106781186547,
    -7.08,
    37.5,
    -37.5,
    1e300,
    1e-300
  };

  private final Lanes scalar = new ScalarLanes();
  private final Lanes wide = new VectorLanes(256);

  private interface InPlace {
    void on(Lanes lanes, double[] x, int n);
  }

  private void assertLanes(
      double[] source, InPlace inPlace, DoubleUnaryOperator function, boolean mixOddOnes) {
    SplittableRandom random = new SplittableRandom(source.length);
    for (int n : COUNTS) {
      for (int repeat = 0; repeat < 50; repeat++) {
        double[] x = new double[256];
        for (int i = 0; i < n; i++) {
          x[i] =
              mixOddOnes && random.nextInt(40) == 0
                  ? ODD[random.nextInt(ODD.length)]
                  : source[random.nextInt(source.length)];
        }
        double[] expected = x.clone();
        for (int i = 0; i < n; i++) {
          expected[i] = function.applyAsDouble(x[i]);
        }
        double[] one = x.clone();
        inPlace.on(scalar, one, n);
        double[] many = x.clone();
        inPlace.on(wide, many, n);
        assertBits(expected, one);
        assertBits(expected, many);
      }
    }
  }

  private static void assertBits(double[] expected, double[] actual) {
    assertArrayEquals(bits(expected), bits(actual));
  }

  private static long[] bits(double[] x) {
    return Arrays.stream(x).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static double[] numbers(double from, double until) {
    return new SplittableRandom(4).doubles(5_000, from, until).toArray();
  }

  @Test
  void log2() {
    assertLanes(numbers(1e-6, 1e6), Lanes::log2, PortableMath::log2, true);
  }

  @Test
  void exp2() {
    assertLanes(numbers(-300, 300), Lanes::exp2, PortableMath::exp2, true);
  }

  @Test
  void normalQuantile() {
    double[] probabilities = numbers(0, 1);
    for (int i = 0; i < 500; i++) {
      probabilities[i] = i % 2 == 0 ? probabilities[i] * 1e-14 : 1 - probabilities[i] * 1e-14;
    }
    assertLanes(probabilities, Lanes::normalQuantile, Normal::quantile, false);
  }

  @Test
  void normalProbability() {
    assertLanes(numbers(-6, 6), Lanes::normalProbability, Normal::cdf, true);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, -0.4, 0, 0.25, 10})
  void pow(double exponent) {
    double[] exponents = new double[256];
    Arrays.fill(exponents, exponent);
    assertLanes(
        numbers(1e-6, 1e6),
        (lanes, x, n) -> lanes.pow(x, exponents, n),
        x -> PortableMath.exp2(exponent * PortableMath.log2(x)),
        true);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-16, -3, 0, 1, 10, 16, 17, 2.5})
  void power(double exponent) {
    double[] exponents = new double[256];
    Arrays.fill(exponents, exponent);
    for (double common : new double[] {exponent, Double.NaN}) {
      assertLanes(
          numbers(1e-3, 1e3),
          (lanes, x, n) -> lanes.power(x, exponents, common, new double[256], n),
          x -> PortableMath.power(x, exponent),
          false);
    }
  }

  @Test
  void meanDecay() {
    double[] decays = numbers(-2, 30);
    for (int i = 0; i < 100; i++) {
      decays[i] *= 1e-6;
    }
    assertLanes(
        decays,
        (lanes, x, n) -> lanes.meanDecay(x, new double[256], n),
        PortableMath::meanDecay,
        false);
  }

  @Test
  void triangular() {
    for (double mode : new double[] {-1, 0.3, 4}) {
      assertLanes(
          numbers(0, 1),
          (lanes, x, n) -> lanes.triangular(x, n, -1, mode, 4),
          u -> Distribution.Triangular.quantile(u, -1, mode, 4),
          false);
    }
  }

  private static double[] someNumbers(SplittableRandom random) {
    double[] x = random.doubles(256, -1e3, 1e3).toArray();
    IntStream.range(0, 20).forEach(i -> x[random.nextInt(256)] = i % 2 == 0 ? 0 : -0.0);
    return x;
  }

  /** Wide and scalar alike; and what each is for. */
  @Test
  void observations() {
    SplittableRandom random = new SplittableRandom(6);
    for (int n : COUNTS) {
      double[] x = someNumbers(random);
      double[] one = new double[2];
      double[] many = new double[2];
      double[] range = {5, 5};
      double[] sameRange = {5, 5};
      short[] codes = new short[300];
      short[] sameCodes = new short[300];
      scalar.observe(x, n, 7.5, one, range, codes, 40);
      wide.observe(x, n, 7.5, many, sameRange, sameCodes, 40);

      assertBits(one, many);
      assertBits(range, sameRange);
      assertArrayEquals(codes, sameCodes);
      double[] counted = Arrays.copyOf(x, n);
      assertEquals(Arrays.stream(counted).map(v -> v - 7.5).sum(), one[0], 1e-9);
      assertEquals(Arrays.stream(counted).map(v -> (v - 7.5) * (v - 7.5)).sum(), one[1], 1e-4);
      assertEquals(Math.min(5, Arrays.stream(counted).min().orElseThrow()), range[0]);
      assertEquals(Math.max(5, Arrays.stream(counted).max().orElseThrow()), range[1]);
    }
  }

  @Test
  void aZeroAtTheEndOfARangeHasNoSign() {
    double[] zeros = new double[9];
    Arrays.fill(zeros, -0.0);
    for (Lanes lanes : new Lanes[] {scalar, wide}) {
      double[] range = {1, -1};
      lanes.observe(zeros, 9, 0, new double[2], range, new short[9], 0);
      assertArrayEquals(new double[] {0.0, 0.0}, range);
    }
  }

  @Test
  void codesOfOddNumbers() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n : COUNTS) {
      double[] x = someNumbers(random);
      for (int i = 0; i < n; i++) {
        x[i] = i % 5 == 0 ? ODD[i % ODD.length] : x[i] * Math.pow(10, random.nextInt(-25, 25));
      }
      short[] expected = new short[300];
      for (int i = 0; i < n; i++) {
        expected[40 + i] = Histogram.code(x[i]);
      }
      for (Lanes lanes : new Lanes[] {scalar, wide}) {
        short[] codes = new short[300];
        lanes.observe(x, n, 0, new double[2], new double[2], codes, 40);
        assertArrayEquals(expected, codes);
      }
    }
  }

  @Test
  void theLeastRow() {
    SplittableRandom random = new SplittableRandom(8);
    for (int n : COUNTS) {
      double[][] rows = new double[6][256];
      for (double[] row : rows) {
        Arrays.setAll(row, i -> random.nextInt(5));
      }
      for (Lanes lanes : new Lanes[] {scalar, wide}) {
        double[] least = new double[256];
        int[] which = new int[256];
        lanes.least(rows, n, least, which);
        for (int i = 0; i < n; i++) {
          int lane = i;
          int expected =
              IntStream.range(0, 6)
                  .reduce(0, (best, r) -> rows[r][lane] < rows[best][lane] ? r : best);
          assertEquals(expected, which[i]);
          assertEquals(rows[expected][i], least[i]);
        }
      }
    }
  }

  @Test
  void lanesOnEitherSideOfAThreshold() {
    double[] x = someNumbers(new SplittableRandom(9));
    x[3] = 5;
    for (Lanes lanes : new Lanes[] {scalar, wide}) {
      for (int n : COUNTS) {
        double[] counted = Arrays.copyOf(x, n);
        assertEquals(Arrays.stream(counted).filter(v -> v > 5).count(), lanes.countAbove(x, n, 5));
        assertEquals(Arrays.stream(counted).filter(v -> v < 5).count(), lanes.countBelow(x, n, 5));
      }
    }
  }

  /** The tests run with the module, so that this is the implementation of the service. */
  @Test
  void theFastestLanesHereAreWideWhereTheProcessorIs() {
    assertTrue(
        VectorLanes.isWide() == Lanes.fastest(8) instanceof VectorLanes,
        Lanes.fastest(8).getClass().getName());
  }
}
