package dev.perigee.reports;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets few do something at a time; the others wait for their turn, in the order they came. */
final class Turns {
  private final int most;
  private final Duration patience;
  private final Semaphore free;

  /**
   * @param most at a time
   * @param patience how long one waits
   */
  Turns(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
    free = new Semaphore(most, true);
  }

  /**
   * Does something when its turn has come.
   *
   * @throws ProblemException saturated, when it does not come in time
   */
  <T> T take(Supplier<T> work) {
    if (!comes()) {
      throw new ProblemException(
          ProblemType.SATURATED,
          "%d reports are being written, and none ended within %s; try again"
              .formatted(most, patience),
          List.of());
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }

  private boolean comes() {
    try {
      return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
