package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolPointsTest {
  private static final int START = Parameter.DEPLOYMENT_START.ordinal();

  private static double[] coordinate(int replicate, int coordinate, int first, int n) {
    double[] u = new double[n];
    new SobolPoints(20260215, Pack.HOUSE, replicate).fill(coordinate, first, n, u);
    return u;
  }

  /** First numbers of the sequence in its own order, from the published generator. */
  @Test
  void theDirectionsAreThoseOfJoeAndKuo() {
    double[][] points = {
      {0, 0, 0},
      {.5, .5, .5},
      {.25, .75, .75},
      {.75, .25, .25},
      {.125, .625, .375},
      {.625, .125, .875},
      {.375, .375, .625},
      {.875, .875, .125}
    };
    for (int index = 0; index < points.length; index++) {
      for (int dimension = 0; dimension < 3; dimension++) {
        int x = 0;
        for (int bit = 0; bit < 3; bit++) {
          x ^= ((index >> bit) & 1) * SobolDirections.of(dimension)[bit];
        }
        assertEquals(points[index][dimension], Integer.toUnsignedLong(x) * 0x1p-32);
      }
    }
  }

  @Test
  void thereIsADimensionForEveryCoordinate() {
    assertTrue(SobolDirections.DIMENSIONS >= Parameter.values().length + 1 + Gate.values().length);
  }

  /** Every coordinate of 2^k points from a multiple of 2^k has one in each of 2^k equal parts. */
  @Test
  void everyCoordinateIsStratified() {
    int n = 256;
    IntStream.concat(
            IntStream.range(0, Parameter.values().length),
            IntStream.rangeClosed(Points.COMMON_FACTOR, Points.FIRST_GATE + 3))
        .forEach(
            coordinate -> {
              for (int first : new int[] {0, 256, 1024}) {
                boolean[] seen = new boolean[n];
                for (double u : coordinate(3, coordinate, first, n)) {
                  assertTrue(u > 0 && u < 1);
                  int part = (int) (u * n);
                  assertTrue(!seen[part], "coordinate " + coordinate + " from " + first);
                  seen[part] = true;
                }
              }
            });
  }

  /** The first two dimensions are a (0, m, 2)-net: every elementary rectangle has one point. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6, 8})
  void theFirstTwoDimensionsAreANet(int splitsOfTheFirst) {
    int rows = 1 << splitsOfTheFirst;
    int columns = 256 / rows;
    double[] x = coordinate(5, Points.COMMON_FACTOR, 0, 256);
    double[] y = coordinate(5, START, 0, 256);
    int[] count = new int[256];
    for (int i = 0; i < 256; i++) {
      int row = (int) (x[i] * rows);
      int column = (int) (y[i] * columns);
      count[row * columns + column]++;
    }
    for (int cell : count) {
      assertEquals(1, cell);
    }
  }

  @Test
  void aPointDoesNotDependOnWhereTheFillBegan() {
    double[] all = coordinate(1, 7, 0, 200);
    double[] later = coordinate(1, 7, 77, 100);
    for (int i = 0; i < 100; i++) {
      assertEquals(all[77 + i], later[i]);
    }
  }

  @Test
  void scramblingsDiffer() {
    assertNotEquals(coordinate(0, 7, 0, 1)[0], coordinate(1, 7, 0, 1)[0]);
    assertNotEquals(coordinate(0, 7, 0, 1)[0], coordinate(0, 8, 0, 1)[0]);
  }

  /**
   * A point is uniform over scramblings: chi-square over 64 cells has mean 63 and variance 126;
   * four standard deviations.
   */
  @Test
  void aPointIsUniformOverScramblings() {
    int[] counts = new int[64];
    int scramblings = 64_000;
    for (int replicate = 0; replicate < scramblings; replicate++) {
      counts[(int) (coordinate(replicate, 11, 5, 1)[0] * 64)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
    }
    assertEquals(63, chiSquare, 4 * Math.sqrt(126));
  }
}
