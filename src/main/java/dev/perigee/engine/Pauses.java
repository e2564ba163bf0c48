package dev.perigee.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between starts of workers that fail: none after the first, then longer with each, up to a
 * limit, each by chance up to a half shorter so that slots do not keep step. A worker that started
 * and died later is replaced at once: what it was computing is to go on.
 */
final class Pauses {
  private static final int MOST_DOUBLINGS = 30;

  private final double first;
  private final double longest;
  private int failures;
  private long until = System.nanoTime();

  Pauses(Duration first, Duration longest) {
    this.first = first.toNanos();
    this.longest = longest.toNanos();
  }

  /** A worker did not start. */
  synchronized void failed() {
    int doublings = Math.min(failures++, MOST_DOUBLINGS) - 1;
    double pause = doublings < 0 ? 0 : Math.min(longest, first * Math.pow(2, doublings));
    until = System.nanoTime() + (long) (pause * (1 - ThreadLocalRandom.current().nextDouble() / 2));
  }

  /** A worker started. */
  synchronized void worked() {
    failures = 0;
    until = System.nanoTime();
  }

  /** What is left of the pause; not positive when it is over. */
  synchronized Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }
}
