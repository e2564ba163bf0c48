package dev.perigee.scenarios;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A run that this service computes, and those who wait for it. It is given up when the last of them
 * leaves, unless it was acknowledged, which is to say that it is stored as a job.
 */
final class Flight {
  /** Hands a flight to an engine. */
  interface Starter {
    StartedRun start(Flight flight, boolean awaited, Consumer<Double> progress);
  }

  private final RunPlan plan;
  private final String id;
  private final Instant submittedAt;
  private final CompletableFuture<StoredRun> result = new CompletableFuture<>();
  private volatile boolean awaited;
  private volatile StartedRun started;
  private volatile double progress;
  private int waiting;
  private boolean acknowledged;
  private boolean cancelled;
  private boolean settling;

  /**
   * A run that is not begun yet.
   *
   * @param acknowledged whether it is stored as a job
   * @param awaited whether somebody waits for its end
   */
  Flight(RunPlan plan, String id, Instant submittedAt, boolean acknowledged, boolean awaited) {
    this.plan = plan;
    this.id = id;
    this.submittedAt = submittedAt;
    this.acknowledged = acknowledged;
    this.awaited = awaited;
  }

  RunPlan plan() {
    return plan;
  }

  String id() {
    return id;
  }

  /** The run once it is stored. */
  CompletableFuture<StoredRun> result() {
    return result;
  }

  /** Waits for it too; false when it is being given up. */
  synchronized boolean board() {
    if (cancelled) {
      return false;
    }
    waiting++;
    return true;
  }

  /** Waits no more. */
  void leave() {
    synchronized (this) {
      waiting--;
      if (waiting > 0 || acknowledged || settling) {
        return;
      }
      cancelled = true; // with the decision, so that nobody boards in between
    }
    cancel();
  }

  /**
   * Hands the plan to an engine.
   *
   * @throws dev.perigee.platform.ProblemException when it does not take it
   */
  void start(Starter starter) {
    boolean atOnce = awaited;
    StartedRun handed = starter.start(this, atOnce, share -> progress = share);
    synchronized (this) {
      started = handed;
      if (awaited && !atOnce) {
        handed.computation().hurry();
      }
      if (!cancelled) {
        return;
      }
    }
    handed.computation().cancel();
  }

  /** From here on somebody waits for its end. */
  synchronized void hurry() {
    awaited = true;
    if (started != null) {
      started.computation().hurry();
    }
  }

  /** From here on it goes on by itself: what somebody waits for is computed first. */
  void giveWay() {
    StartedRun run = started;
    if (run != null) {
      run.computation().giveWay();
    }
  }

  /** Ends it. */
  void cancel() {
    synchronized (this) {
      cancelled = true;
      if (started == null) {
        return;
      }
    }
    started.computation().cancel();
  }

  /**
   * Keeps it even if nobody waits.
   *
   * @param store stores it as a job
   * @return false when it has just ended, so that the result is there in a moment
   */
  synchronized boolean acknowledge(Consumer<Flight> store) {
    if (settling || cancelled) {
      return false;
    }
    if (!acknowledged) {
      store.accept(this);
      acknowledged = true;
    }
    return true;
  }

  /** From here on it is no longer acknowledged; tells whether it was. */
  synchronized boolean settle() {
    settling = true;
    return acknowledged;
  }

  synchronized boolean isAcknowledged() {
    return acknowledged;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** How far it has come. */
  RunJob job() {
    Optional<Instant> startedAt =
        Optional.ofNullable(started).flatMap(run -> run.computation().startedAt());
    return new RunJob(
        id,
        startedAt.isPresent() ? JobState.RUNNING : JobState.QUEUED,
        progress,
        submittedAt,
        startedAt.orElse(null),
        null,
        null);
  }
}
