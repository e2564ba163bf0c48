package dev.perigee.simulation.program;

import dev.perigee.simulation.Progress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/**
 * Tells how far a run has come at regular times, also while the run itself reports nothing. Nothing
 * is told before the first of these times, nor after {@link #close}.
 */
final class Beat implements Progress, AutoCloseable {
  private static final long MILLIS = 200;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private volatile double share;

  /**
   * Starts to tell.
   *
   * @param listener is told the share that is done, from 0 to 1, never less than before
   */
  Beat(DoubleConsumer listener) {
    var unused =
        clock.scheduleAtFixedRate(
            () -> listener.accept(share), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void reached(double share) {
    this.share = share;
  }

  /**
   * Returns when the last call of the listener has. An interrupt, which cancels a run, does not
   * disturb a listener that writes; it is kept for the caller.
   */
  @Override
  public void close() {
    clock.shutdown();
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = clock.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
