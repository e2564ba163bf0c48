package dev.perigee.simulation.program;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Times a part again and again.
 *
 * @param warmUpSeconds how long it runs before
 * @param repetitions how often it is timed
 */
record Stopwatch(int warmUpSeconds, int repetitions) {
  /**
   * The time of a part.
   *
   * @param work returns a number that depends on all of it, the same every time
   * @throws IllegalStateException when it does not: then something else than the work was timed
   */
  Timing time(String part, long pathQuarters, DoubleSupplier work) {
    double expected = work.getAsDouble();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
    while (System.nanoTime() < until) {
      require(part, expected, work.getAsDouble());
    }
    double[] nanos = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      long start = System.nanoTime();
      double number = work.getAsDouble();
      nanos[i] = System.nanoTime() - start;
      require(part, expected, number);
    }
    return Timing.of(part, pathQuarters, nanos);
  }

  private static void require(String part, double expected, double actual) {
    if (Double.compare(expected, actual) != 0) {
      throw new IllegalStateException("%s gave %s, and then %s".formatted(part, expected, actual));
    }
  }
}
