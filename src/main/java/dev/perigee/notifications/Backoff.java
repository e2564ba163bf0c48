package dev.perigee.notifications;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each four times as long as the one before, up to the longest, and each
 * shortened or prolonged by chance by up to a fifth, so that receivers that were down together are
 * not called together.
 */
record Backoff(Duration first, Duration longest) {
  private static final double FACTOR = 4;
  private static final double JITTER = 0.2;

  /**
   * The pause after an attempt that failed.
   *
   * @param attempts how many there were, from 1
   */
  Duration after(int attempts, RandomGenerator random) {
    double grown = first.toMillis() * Math.pow(FACTOR, attempts - 1.0);
    double bounded = Math.min(grown, (double) longest.toMillis());
    return Duration.ofMillis(Math.round(bounded * random.nextDouble(1 - JITTER, 1 + JITTER)));
  }
}
