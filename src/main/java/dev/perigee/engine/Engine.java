package dev.perigee.engine;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.program.Protocol;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one door to computing: a bounded queue before the slots. Each slot computes one thing at a
 * time, in this process or by a worker process.
 */
@Singleton
public class Engine {
  private static final Logger LOG = Logger.getLogger(Engine.class);
  private static final int BEFORE_THE_REST = 100;

  /** For what waits for an ended computation, such as to give its job back. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final EngineConfig config;
  private final EngineMetrics metrics;
  private final WaitingLine line;
  private final ThreadPoolExecutor slots;
  private final AtomicLong numbers = new AtomicLong();
  private final ScheduledThreadPoolExecutor clock;
  private final Set<Computation<?>> live = ConcurrentHashMap.newKeySet();
  private volatile Optional<WorkerPool> workers = Optional.empty();
  private volatile String because;
  private volatile boolean ready;

  public Engine(EngineConfig config, MeterRegistry registry) {
    this.config = config;
    require("perigee.engine.slots", config.slots());
    require("perigee.engine.queue", config.queue());
    require("perigee.engine.attempts", config.attempts());
    metrics = new EngineMetrics(registry);
    line = new WaitingLine(config.queue());
    slots =
        new ThreadPoolExecutor(
            config.slots(),
            config.slots(),
            0,
            TimeUnit.SECONDS,
            line,
            Thread.ofPlatform().name("engine-slot-", 1).factory());
    clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-clock").factory());
    clock.setRemoveOnCancelPolicy(true);
  }

  private static void require(String key, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(key, number));
    }
  }

  void onStart(@Observes @Priority(BEFORE_THE_REST) StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  /**
   * Chooses what computes.
   *
   * @throws IllegalStateException when native workers are asked for and cannot be had
   */
  void start() {
    metrics.gauge("queue.length", "Computations that wait for a slot", line, WaitingLine::size);
    metrics.gauge(
        "running", "Computations being computed", slots, ThreadPoolExecutor::getActiveCount);
    metrics.gauge(
        "workers.alive", "Worker processes", this, e -> e.workers.map(WorkerPool::alive).orElse(0));
    if (config.mode() != EngineMode.JVM) {
      try {
        workers = Optional.of(WorkerPool.open(config, metrics));
      } catch (WorkerRefused e) {
        if (config.mode() == EngineMode.NATIVE) {
          throw new IllegalStateException("perigee.engine=native, but " + e.getMessage(), e);
        }
        because = e.getMessage();
      }
    }
    LOG.infof("Engine         %s%s", kind().key(), because == null ? "" : ", because " + because);
    ready = true;
  }

  /** What computes unless something else is asked for. */
  public EngineKind kind() {
    return workers.isPresent() ? EngineKind.NATIVE : EngineKind.JVM;
  }

  /** Whether this engine can be asked for. */
  public boolean has(EngineKind kind) {
    return kind == EngineKind.JVM || workers.isPresent();
  }

  /**
   * How many computations it would take that nobody waits for: as many as it has slots, and none
   * while as many wait, so that they do not stand before those that are asked for.
   */
  public int spare() {
    int waiting = line.size();
    return waiting < config.slots() ? Math.min(line.remainingCapacity(), config.slots()) : 0;
  }

  /** Whether it has chosen what computes. */
  public boolean isReady() {
    return ready;
  }

  /** Whether the service stops, so that nothing more is taken. */
  public boolean isStopping() {
    return slots.isShutdown();
  }

  /**
   * Has something computed.
   *
   * @param progress is told the share that is done, from 0 to 1
   * @throws ProblemException when the queue is full or the service stops
   */
  public <R> Computation<R> submit(Work<R> work, Consumer<Double> progress) {
    return submit(progress, call -> byTheUsual(work, call));
  }

  /**
   * Has something computed by one of the engines.
   *
   * @throws ProblemException when the queue is full, the service stops, or there are no such
   *     workers
   */
  public <R> Computation<R> submit(
      Work.OfWorkers<R> work, Consumer<Double> progress, EngineKind kind) {
    return submit(
        progress,
        call -> {
          try {
            return kind == EngineKind.JVM ? inThisProcess(work, call) : byWorkers(work, call);
          } catch (WorkersUnavailable e) {
            throw problem(e);
          }
        });
  }

  private <R> Computation<R> submit(Consumer<Double> progress, Computation.Body<R> body) {
    Computation<R> computation =
        new Computation<>(
            body,
            progress,
            config.deadline(),
            clock,
            this::ended,
            this::giveWay,
            numbers.getAndIncrement());
    live.add(computation);
    try {
      slots.execute(computation.task());
    } catch (RejectedExecutionException e) {
      live.remove(computation);
      if (slots.isShutdown()) {
        throw unavailable("The service is shutting down");
      }
      metrics.rejected();
      throw new ProblemException(
          ProblemType.SATURATED,
          "%d runs are being computed and %d are waiting; try again"
              .formatted(config.slots(), config.queue()),
          List.of());
    }
    return computation;
  }

  private void giveWay(Computation<?> computation) {
    synchronized (computation) {
      WaitingLine.Task task = computation.task();
      WaitingLine.Task patient = new WaitingLine.Task(task.work(), task.number(), false);
      if (task.urgent() && line.replace(task, patient)) {
        computation.task(patient);
      }
    }
  }

  private void ended(Computation<?> computation) {
    live.remove(computation);
    slots.remove(computation.task());
    switch (computation.ending()) {
      case CANCELLED -> metrics.cancelled();
      case EXPIRED -> metrics.expired();
      case NONE, STOPPED -> {}
    }
  }

  private <R> Computed<R> byTheUsual(Work<R> work, Call call) throws InterruptedException {
    try {
      return workers.isPresent() && work instanceof Work.OfWorkers<R> shared
          ? byWorkers(shared, call)
          : inThisProcess(work, call);
    } catch (WorkersUnavailable e) {
      if (config.mode() == EngineMode.NATIVE || e.startable()) {
        throw problem(e);
      }
      LOG.warnf("Computed in this process: %s", e.getMessage());
      metrics.fellBack();
      return inThisProcess(work, call);
    }
  }

  private <R> Computed<R> inThisProcess(Work<R> work, Call call) {
    long start = System.nanoTime();
    R result = work.here(config.threadsOfOne(), call);
    metrics.computed(EngineKind.JVM, Duration.ofNanos(System.nanoTime() - start));
    return new Computed<>(result, EngineKind.JVM);
  }

  private <R> Computed<R> byWorkers(Work.OfWorkers<R> work, Call call)
      throws InterruptedException, WorkersUnavailable {
    long start = System.nanoTime();
    R result =
        workers.orElseThrow(() -> unavailable("There are no native workers")).compute(work, call);
    metrics.computed(EngineKind.NATIVE, Duration.ofNanos(System.nanoTime() - start));
    return new Computed<>(result, EngineKind.NATIVE);
  }

  /** Workers that start and die are not for want of time: asked again, the same would happen. */
  private static ProblemException problem(WorkersUnavailable e) {
    return e.startable()
        ? new ProblemException(ProblemType.INTERNAL_ERROR, e.getMessage(), List.of())
        : unavailable(e.getMessage());
  }

  private static ProblemException unavailable(String why) {
    return new ProblemException(ProblemType.UNAVAILABLE, why, List.of());
  }

  /** What it does now. */
  public EngineStatus status() {
    return new EngineStatus(
        config.mode().name().toLowerCase(Locale.ROOT),
        kind().key(),
        because,
        ModelConstants.CORE_VERSION,
        Protocol.VERSION,
        new EngineStatus.Queue(line.size(), config.queue()),
        config.slots(),
        slots.getActiveCount(),
        config.threadsOfOne(),
        workers.map(WorkerPool::status).orElse(List.of()),
        metrics.counters());
  }

  /**
   * Takes nothing more, lets what is being computed or waits go on for {@code
   * perigee.engine.drain}, ends the rest, and ends the workers.
   */
  void stop() throws InterruptedException {
    slots.shutdown();
    if (!slots.awaitTermination(config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warnf("%d computations are ended", live.size());
      live.forEach(computation -> computation.end(Call.Ending.STOPPED));
      slots.awaitTermination(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (workers.isPresent()) {
      workers.get().close();
    }
    clock.shutdownNow();
  }
}
