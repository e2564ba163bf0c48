package dev.perigee.service;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for what is to come about; fails when it does not. */
public final class Waiting {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /** Waits until something holds. */
  public static void until(Callable<Boolean> holds) {
    Instant limit = Instant.now().plus(LIMIT);
    try {
      while (!holds.call()) {
        if (Instant.now().isAfter(limit)) {
          throw new AssertionError("it did not come about within " + LIMIT);
        }
        Thread.sleep(PAUSE);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
