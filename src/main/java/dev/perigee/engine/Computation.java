package dev.perigee.engine;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Something an engine was asked to compute: it waits, is computed, and ends with a result or a
 * failure.
 *
 * <p>The result completes with a {@link CancellationException} when it was cancelled, with {@link
 * NoFiniteAnswer} or {@link dev.perigee.simulation.InvalidParameters} when the work has no answer,
 * and with a {@link ProblemException} when the deadline passed, the service stops or no worker can
 * be started.
 */
public final class Computation<R> {
  /** What a slot does for a computation. */
  interface Body<R> {
    Computed<R> compute(Call call) throws InterruptedException;
  }

  private final CompletableFuture<Computed<R>> result = new CompletableFuture<>();
  private final Body<R> body;
  private final Consumer<Double> progress;
  private final Duration deadline;
  private final ScheduledExecutorService clock;
  private final Consumer<Computation<R>> ended;
  private final WaitingLine line;
  private final WaitingLine.Task task;
  private Thread thread;
  private volatile Instant startedAt;
  private volatile Call.Ending ending = Call.Ending.NONE;

  /**
   * A computation that waits.
   *
   * @param progress is told the share that is done
   * @param deadline longest time in the slot
   * @param clock ends it at the deadline
   * @param ended is told before the result is there
   * @param line where it waits
   * @param number grows with each
   * @param awaited whether somebody waits for it
   */
  Computation(
      Body<R> body,
      Consumer<Double> progress,
      Duration deadline,
      ScheduledExecutorService clock,
      Consumer<Computation<R>> ended,
      WaitingLine line,
      long number,
      boolean awaited) {
    this.body = body;
    this.progress = progress;
    this.deadline = deadline;
    this.clock = clock;
    this.ended = ended;
    this.line = line;
    task = new WaitingLine.Task(this::run, number, awaited);
  }

  /** What a slot is to do. */
  WaitingLine.Task task() {
    return task;
  }

  /**
   * Nobody waits for it any more: while it waits itself, those for which somebody does go first,
   * and while it is computed, it counts among those that leave a slot free.
   */
  public void giveWay() {
    line.giveWay(task);
  }

  /** Somebody waits for it, although nobody did. */
  public void hurry() {
    line.hurry(task);
  }

  /** The result; what is chained to it runs in the slot. */
  public CompletableFuture<Computed<R>> result() {
    return result;
  }

  /** When a slot took it up; empty while it waits. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** Ends it at once when it waits, and soon when it is being computed. */
  public void cancel() {
    end(Call.Ending.CANCELLED);
  }

  /** Ends it for a reason; the first reason counts. */
  void end(Call.Ending reason) {
    synchronized (this) {
      if (result.isDone() || ending != Call.Ending.NONE) {
        return;
      }
      ending = reason;
      if (startedAt != null) {
        if (thread != null) {
          thread.interrupt();
        }
        return;
      }
    }
    ended.accept(this);
    result.completeExceptionally(failure());
  }

  /** Why it ended early, if it did. */
  Call.Ending ending() {
    return ending;
  }

  private void run() {
    synchronized (this) {
      if (ending != Call.Ending.NONE) {
        return;
      }
      startedAt = Instant.now();
      thread = Thread.currentThread();
    }
    ScheduledFuture<?> alarm =
        clock.schedule(() -> end(Call.Ending.EXPIRED), deadline.toMillis(), TimeUnit.MILLISECONDS);
    Computed<R> computed = null;
    Throwable failure = null;
    try {
      computed = body.compute(call());
    } catch (InterruptedException | CancellationException e) {
      failure = ending == Call.Ending.NONE ? e : failure();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      alarm.cancel(false);
      synchronized (this) {
        thread = null;
        Thread.interrupted(); // an interrupt that came too late is not for the next computation
      }
    }
    if (failure == null) {
      ending = Call.Ending.NONE; // it was quicker
    }
    ended.accept(this);
    if (failure == null) {
      result.complete(computed);
    } else {
      result.completeExceptionally(failure);
    }
  }

  private Call call() {
    return new Call() {
      @Override
      public Ending ending() {
        return ending;
      }

      @Override
      public void reached(double share) {
        progress.accept(share);
      }
    };
  }

  private RuntimeException failure() {
    return switch (ending) {
      case NONE, CANCELLED -> new CancellationException("the computation was cancelled");
      case EXPIRED ->
          new ProblemException(
              ProblemType.DEADLINE_EXCEEDED,
              "The computation was ended after %s, the longest that one may take"
                  .formatted(deadline),
              List.of());
      case STOPPED ->
          new ProblemException(ProblemType.UNAVAILABLE, "The service is shutting down", List.of());
    };
  }
}
