package dev.perigee.engine;

import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.program.WorkerMessage;
import dev.perigee.simulation.program.WorkerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Keeps one worker process: starts it, starts it again when it dies, replaces it when it is old.
 * Used by one thread at a time; {@link #status} by any.
 */
final class WorkerSlot {
  private static final Logger LOG = Logger.getLogger(WorkerSlot.class);

  /**
   * Starts in a row that may fail before a computation is told that there are no workers: few,
   * since each may take {@code perigee.engine.hello} and all of them must fit in the deadline.
   */
  private static final int MOST_REFUSALS = 3;

  private enum State {
    IDLE("idle"),
    BUSY("busy"),
    STARTING("starting"),
    BACKING_OFF("backing-off");

    private final String key;

    State(String key) {
      this.key = key;
    }
  }

  private final List<String> command;
  private final EngineConfig config;
  private final EngineMetrics metrics;
  private final Pauses pauses;
  private volatile State state = State.STARTING;
  private volatile WorkerProcess worker;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong starts = new AtomicLong();
  private int refusals;
  private long heard;
  private long sent;

  WorkerSlot(List<String> command, EngineConfig config, EngineMetrics metrics) {
    this.command = command;
    this.config = config;
    this.metrics = metrics;
    pauses = new Pauses(config.pause(), config.longestPause());
  }

  /**
   * Computes on a worker, and again on a fresh one when it dies.
   *
   * @throws WorkersUnavailable when {@code perigee.engine.attempts} workers died under it, or no
   *     worker could be started
   */
  <R> R compute(Work.OfWorkers<R> work, Call call) throws InterruptedException, WorkersUnavailable {
    if (gaveUp() && pauses.left().isPositive()) {
      throw new WorkersUnavailable("no worker could be started", false);
    }
    int deaths = 0;
    while (true) {
      try {
        pause();
        ensureWorker();
        state = State.BUSY;
        R result = exchange(work, call);
        runs.incrementAndGet();
        heard();
        return result;
      } catch (WorkerRefused e) {
        if (gaveUp()) {
          throw new WorkersUnavailable(
              "%d starts of a worker failed in a row; the last: %s"
                  .formatted(refusals, e.getMessage()),
              false);
        }
      } catch (WorkerDied e) {
        String how = "worker %d died: %s".formatted(worker.pid(), e.getMessage());
        died(how);
        deaths++;
        if (deaths == config.attempts()) {
          throw new WorkersUnavailable(
              "%d workers in a row did not do it; the last: %s".formatted(deaths, how), true);
        }
        metrics.retried();
      } finally {
        state = worker != null && worker.isAlive() ? State.IDLE : State.BACKING_OFF;
      }
    }
  }

  /** Whether so many starts failed in a row that a computation is not to wait for another. */
  private boolean gaveUp() {
    return refusals >= MOST_REFUSALS;
  }

  private void pause() throws InterruptedException {
    Duration left = pauses.left();
    if (!isAlive() && left.isPositive()) {
      state = State.BACKING_OFF;
      TimeUnit.NANOSECONDS.sleep(left.toNanos());
    }
  }

  /** Looks after a worker that has nothing to do: replaces a dead, deaf or old one. */
  void tend() throws InterruptedException {
    try {
      if (isAlive() && System.nanoTime() - heard >= config.check().toNanos()) {
        ping();
      }
      if (isAlive() || !pauses.left().isPositive()) {
        ensureWorker();
      }
    } catch (WorkerRefused | WorkerDied e) {
      LOG.warnf("No worker for now: %s", e.getMessage());
    } finally {
      state = isAlive() ? State.IDLE : State.BACKING_OFF;
    }
  }

  private void ping() throws InterruptedException, WorkerDied {
    String text = "ping-" + ++sent;
    try {
      worker.send(new WorkerRequest.Ping(text));
      Optional<WorkerMessage> answer = worker.poll(config.grace());
      if (answer.filter(new WorkerMessage.Pong(text)::equals).isEmpty()) {
        worker.kill();
        throw new WorkerDied("it did not answer a ping within " + config.grace());
      }
      heard();
    } catch (WorkerDied e) {
      died("worker %d died while idle: %s".formatted(worker.pid(), e.getMessage()));
      throw e;
    }
  }

  /**
   * Starts a worker when there is none that can be used.
   *
   * @throws WorkerRefused when it does not start
   */
  void ensureWorker() throws WorkerRefused, InterruptedException {
    if (worker != null && !worker.isAlive()) {
      died("worker %d died while idle".formatted(worker.pid()));
    }
    if (worker != null && isDue()) {
      worker.retire(config.grace());
      worker = null;
      metrics.recycled();
    }
    if (worker != null) {
      return;
    }
    state = State.STARTING;
    try {
      worker = WorkerProcess.start(command, config.hello());
    } catch (WorkerRefused e) {
      refusals++;
      metrics.died();
      pauses.failed();
      throw e;
    }
    refusals = 0;
    pauses.worked();
    heard();
    runs.set(0);
    starts.incrementAndGet();
    metrics.started();
  }

  private boolean isDue() {
    return runs.get() >= config.recycleAfterRuns()
        || worker.startedAt().plus(config.recycleAfter()).isBefore(Instant.now());
  }

  private void died(String how) {
    LOG.warn(how);
    metrics.died();
    worker = null;
  }

  private void heard() {
    heard = System.nanoTime();
  }

  private <R> R exchange(Work.OfWorkers<R> work, Call call)
      throws WorkerDied, InterruptedException {
    String id = "r" + ++sent;
    worker.send(work.request(id, config.threadsOfOne()));
    try {
      while (true) {
        WorkerMessage message = worker.take();
        if (!isAbout(id, message)) {
          worker.kill();
          throw new WorkerDied("it answered something else than it was asked");
        }
        if (message instanceof WorkerMessage.Advanced advanced) {
          call.reached(advanced.share());
          continue;
        }
        if (message instanceof WorkerMessage.Failed failed) {
          throw refusal(failed);
        }
        Optional<R> result = work.result(message);
        if (result.isPresent()) {
          return result.get();
        }
        worker.kill();
        throw new WorkerDied("it answered something else than it was asked");
      }
    } catch (InterruptedException e) {
      giveUp(id, call.ending());
      throw e;
    }
  }

  /** Whether a message is about a request; of one that could not be read a worker has no id. */
  private static boolean isAbout(String id, WorkerMessage message) {
    return switch (message) {
      case WorkerMessage.Advanced advanced -> advanced.id().equals(id);
      case WorkerMessage.Finished finished -> finished.id().equals(id);
      case WorkerMessage.Traced traced -> traced.id().equals(id);
      case WorkerMessage.Failed failed -> failed.id().map(id::equals).orElse(true);
      case WorkerMessage.Hello hello -> false;
      case WorkerMessage.Pong pong -> false;
    };
  }

  private RuntimeException refusal(WorkerMessage.Failed failed) throws WorkerDied {
    return switch (failed.failure()) {
      case UNDEFINED -> new NoFiniteAnswer(failed.message());
      case INVALID -> new InvalidParameters(failed.violations());
      case CANCELLED -> {
        worker.kill();
        throw new WorkerDied("it cancelled what nobody cancelled");
      }
      case PROTOCOL, INTERNAL -> {
        worker.kill();
        yield new IllegalStateException("a worker failed: " + failed.message());
      }
    };
  }

  /** Ends what the worker computes: by a word where there is time for it, else by killing it. */
  private void giveUp(String id, Call.Ending ending) {
    if (ending != Call.Ending.CANCELLED || !cancels(id)) {
      worker.kill();
      worker = null;
    }
  }

  private boolean cancels(String id) {
    long limit = System.nanoTime() + config.grace().toNanos();
    try {
      worker.send(new WorkerRequest.Cancel(id));
      while (true) {
        Optional<WorkerMessage> message =
            worker.poll(Duration.ofNanos(Math.max(0, limit - System.nanoTime())));
        if (message.isEmpty()) {
          return false;
        }
        if (!(message.get() instanceof WorkerMessage.Advanced)) {
          return true;
        }
      }
    } catch (WorkerDied e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether there is a process that runs. */
  boolean isAlive() {
    WorkerProcess now = worker;
    return now != null && now.isAlive();
  }

  EngineStatus.Worker status() {
    WorkerProcess now = worker;
    boolean alive = now != null && now.isAlive();
    return new EngineStatus.Worker(
        alive ? now.pid() : null,
        state.key,
        alive ? now.startedAt() : null,
        runs.get(),
        Math.max(0, starts.get() - 1));
  }

  void close() throws InterruptedException {
    if (worker != null) {
      worker.retire(config.grace());
      worker = null;
    }
  }
}
