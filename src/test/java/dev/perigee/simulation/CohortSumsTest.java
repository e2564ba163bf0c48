package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortSumsTest {
  private static final int CAPACITY = 60;
  private static final int FLEET = 1;

  private final CohortSums sums = new CohortSums(3, CAPACITY);
  private int cohorts;

  private double push(double x) {
    sums.set(FLEET, cohorts, x, 2 * x, 3 * x, 4 * x);
    sums.advance(FLEET, cohorts++);
    return sums.kw[FLEET];
  }

  private void reset(int width) {
    sums.reset(FLEET, width);
    cohorts = 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 19, 30, 31, 59, 60, 61, 120, Integer.MAX_VALUE})
  void eachNumberIsSummedOverTheLastCohorts(int width) {
    SplittableRandom random = new SplittableRandom(width);
    reset(width);
    double[] pushed = new double[CAPACITY];
    for (int i = 0; i < CAPACITY; i++) {
      pushed[i] = random.nextDouble();
      double expected = 0;
      for (int j = Math.max(0, i - width + 1); j <= i; j++) {
        expected += pushed[j];
      }
      String after = "after " + (i + 1);
      assertEquals(expected, push(pushed[i]), 1e-13, after);
      assertEquals(2 * expected, sums.worth[FLEET], 2e-13, after);
      assertEquals(3 * expected, sums.compute[FLEET], 3e-13, after);
      assertEquals(4 * expected, sums.spent[FLEET], 4e-13, after);
    }
  }

  @Test
  void aWindowOfOneIsTheCohortItself() {
    reset(1);
    for (double x : new double[] {1e300, 1e-300, 0, -7}) {
      assertEquals(x, push(x));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 19})
  void nothingIsLeftOnceEveryCohortHasLeft(int width) {
    SplittableRandom random = new SplittableRandom(width);
    reset(width);
    for (int i = 0; i < 20; i++) {
      push(random.nextDouble() * 1e12);
    }
    for (int i = 1; i < width; i++) {
      push(0);
    }

    assertEquals(0, push(0));
  }

  @Test
  void aSmallCohortKeepsItsDigitsAfterALargeOne() {
    reset(3);
    push(1e20);
    push(0);
    push(0);

    assertEquals(1e-20, push(1e-20));
  }

  @Test
  void aResetForgets() {
    reset(4);
    for (int i = 0; i < 10; i++) {
      push(1);
    }
    reset(2);
    assertEquals(0, sums.kw[FLEET]);

    assertEquals(5, push(5));
    assertEquals(11, push(6));
    assertEquals(13, push(7));
  }

  @Test
  void fleetsDoNotTouch() {
    sums.reset(0, 2);
    sums.reset(2, 2);
    reset(2);
    for (int i = 0; i < CAPACITY; i++) {
      push(1);
    }

    assertEquals(0, sums.kw[0]);
    assertEquals(0, sums.kw[2]);
  }

  @Test
  void whatWasSpentOnACohortIsKnown() {
    reset(2);
    push(5);
    push(6);

    assertEquals(20, sums.spentOn(FLEET, 0));
    assertEquals(24, sums.spentOn(FLEET, 1));
  }
}
