package dev.perigee.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between the starts of workers of a slot: none after the first death, then longer with
 * each, up to a limit, each by chance up to a half shorter so that slots do not keep step.
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

  /** A worker died, or did not start. */
  synchronized void failed() {
    int doublings = Math.min(failures++, MOST_DOUBLINGS) - 1;
    double pause = doublings < 0 ? 0 : Math.min(longest, first * Math.pow(2, doublings));
    until = System.nanoTime() + (long) (pause * (1 - ThreadLocalRandom.current().nextDouble() / 2));
  }

  /** A worker did what it is for. */
  synchronized void worked() {
    failures = 0;
    until = System.nanoTime();
  }

  /** What is left of the pause; not positive when it is over. */
  synchronized Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }
}
