package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingSumTest {
  private static final int CAPACITY = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 19, 30, 31, 59, 60, 61, 120, Integer.MAX_VALUE})
  void itIsTheSumOfTheLastNumbers(int width) {
    SplittableRandom random = new SplittableRandom(width);
    SlidingSum sum = new SlidingSum(CAPACITY);
    sum.reset(width);
    double[] pushed = new double[CAPACITY];
    for (int i = 0; i < CAPACITY; i++) {
      pushed[i] = random.nextDouble();
      double expected = 0;
      for (int j = Math.max(0, i - width + 1); j <= i; j++) {
        expected += pushed[j];
      }
      assertEquals(expected, sum.push(pushed[i]), 1e-13, "after " + (i + 1));
    }
  }

  @Test
  void aWindowOfOneIsTheNumberItself() {
    SlidingSum sum = new SlidingSum(CAPACITY);
    sum.reset(1);
    for (double x : new double[] {1e300, 1e-300, 0, -7}) {
      assertEquals(x, sum.push(x));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 19})
  void nothingIsLeftOnceEverythingHasLeft(int width) {
    SplittableRandom random = new SplittableRandom(width);
    SlidingSum sum = new SlidingSum(CAPACITY);
    sum.reset(width);
    for (int i = 0; i < 20; i++) {
      sum.push(random.nextDouble() * 1e12);
    }
    for (int i = 1; i < width; i++) {
      sum.push(0);
    }

    assertEquals(0, sum.push(0));
  }

  @Test
  void aSmallNumberKeepsItsDigitsAfterALargeOne() {
    SlidingSum sum = new SlidingSum(CAPACITY);
    sum.reset(3);
    sum.push(1e20);
    sum.push(0);
    sum.push(0);

    assertEquals(1e-20, sum.push(1e-20));
  }

  @Test
  void aResetForgets() {
    SlidingSum sum = new SlidingSum(CAPACITY);
    sum.reset(4);
    for (int i = 0; i < 10; i++) {
      sum.push(1);
    }
    sum.reset(2);

    assertEquals(5, sum.push(5));
    assertEquals(11, sum.push(6));
    assertEquals(13, sum.push(7));
  }
}
