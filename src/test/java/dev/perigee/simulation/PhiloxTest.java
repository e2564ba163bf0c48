package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
  private static final int NUMBERS = 1 << 20;

  /** Known answers of philox2x64-10 in Random123 (kat_vectors). */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, ca00a0459843d731, 66c24222c9a845b5",
    "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 65b021d60cd8310f, 4d02f3222f86df20",
    "a4093822299f31d0, 243f6a8885a308d3, 13198a2e03707344, 0a5e742c2997341c, b0f883d38000de5d"
  })
  void theWordsAreTheKnownAnswers(
      String key, String counter0, String counter1, String first, String second) {
    double[] ofFirst = new double[1];
    double[] ofSecond = new double[1];
    Philox.uniforms(hex(key), hex(counter0), hex(counter1), 1, ofFirst, ofSecond);

    assertEquals(((hex(first) >>> 11) + 0.5) * 0x1p-53, ofFirst[0]);
    assertEquals(((hex(second) >>> 11) + 0.5) * 0x1p-53, ofSecond[0]);
  }

  /** The coordinate of a path that runs draw. */
  static double uniform(long seed, long path, int dimension) {
    double[] u = new double[1];
    new PseudoRandomPoints(seed, Pack.values()[(int) (path >>> 56)])
        .fill(dimension, path & ((1L << 56) - 1), 1, u);
    return u[0];
  }

  @Test
  void aCoordinateDoesNotDependOnWhatWasAskedBefore() {
    PseudoRandomPoints points = new PseudoRandomPoints(17, Pack.HOUSE);
    double[] u = new double[PathBlock.LANES];
    for (int dimension : new int[] {4, 5, 9, 8, 9, 5, 128, 129, 130}) {
      for (int first : new int[] {0, 100}) {
        points.fill(dimension, first, 100, u);
        for (int i = 0; i < 100; i++) {
          assertEquals(uniform(17, (1L << 56) + first + i, dimension), u[i]);
        }
      }
    }
  }

  private static long hex(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }

  /**
   * Chi-square over 1,024 cells has mean 1,023 and variance 2,046; four standard deviations either
   * way.
   */
  @ParameterizedTest
  @CsvSource({"0, 0", "20260215, 0", "-1, 128", "20260215, 131"})
  void pathsOfADimensionAreUniform(long seed, int dimension) {
    int[] counts = new int[1024];
    for (int path = 0; path < NUMBERS; path++) {
      counts[(int) (uniform(seed, path, dimension) * 1024)]++;
    }

    assertEquals(1023, chiSquare(counts), 4 * Math.sqrt(2046));
  }

  /** Successive dimensions of a path, and of the neighbouring pack, fall on a square evenly. */
  @ParameterizedTest
  @CsvSource({"0, 1", "72057594037927936, 0", "1, 0"})
  void neighboursAreIndependent(long furtherPath, int furtherDimension) {
    int[] counts = new int[1024];
    for (int path = 0; path < NUMBERS; path++) {
      int row = (int) (uniform(7, path, 3) * 32);
      int column = (int) (uniform(7, path + furtherPath, 3 + furtherDimension) * 32);
      counts[32 * row + column]++;
    }

    assertEquals(1023, chiSquare(counts), 4 * Math.sqrt(2046));
  }

  private static double chiSquare(int[] counts) {
    double expected = (double) NUMBERS / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  @Test
  void uniformNumbersHaveTheMomentsOfTheirs() {
    double sum = 0;
    double squares = 0;
    for (int path = 0; path < NUMBERS; path++) {
      double u = uniform(11, path, 5);
      sum += u;
      squares += u * u;
    }

    assertEquals(1 / 2.0, sum / NUMBERS, 4 * Math.sqrt(1 / 12.0 / NUMBERS));
    assertEquals(1 / 3.0, squares / NUMBERS, 4 * Math.sqrt(4 / 45.0 / NUMBERS));
  }

  @Test
  void uniformNumbersLieStrictlyBetweenZeroAndOne() {
    for (int path = 0; path < NUMBERS; path++) {
      double u = uniform(13, path, 0);
      assertTrue(u > 0 && u < 1, "path " + path);
    }
  }
}
