package dev.perigee.studies;

import dev.perigee.engine.Engine;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Answers studies and keeps the answers. A study is named by the digest of its inputs, so that
 * equal ones are computed once; this service computes one at a time.
 */
@ApplicationScoped
public class Studies {
  private static final Logger LOG = Logger.getLogger(Studies.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BEFORE_THE_ENGINE = 1;
  private static final StoredProblem ABANDONED =
      unavailable("The service that computed it ended; ask for it anew");
  private static final StoredProblem STOPPED =
      unavailable("The service stopped while it computed it; ask for it anew");

  private final Engine engine;
  private final StudyStore store;
  private final StudiesConfig config;
  private final ManagedExecutor executor;
  private final ConcurrentMap<String, StudyRun> live = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor thread;
  private volatile boolean stopping;

  public Studies(Engine engine, StudyStore store, StudiesConfig config, ManagedExecutor executor) {
    this.engine = engine;
    this.store = store;
    this.config = config;
    this.executor = executor;
    if (config.queue() < 1) {
      throw new IllegalArgumentException(
          "perigee.studies.queue must be at least 1, got " + config.queue());
    }
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            Thread.ofPlatform().daemon().name("studies").factory());
  }

  private static StoredProblem unavailable(String why) {
    return new StoredProblem(ProblemType.UNAVAILABLE, why, List.of());
  }

  /**
   * A study: stored, being computed, or begun now.
   *
   * @param admission throws when the client may not have computed what costs so much
   * @throws ProblemException when too many wait
   */
  public StudyState ask(Study study, LongConsumer admission) {
    String id = study.id();
    if (store
        .find(study.kind(), id)
        .filter(known -> known.state() == JobState.DONE || known.state().isPending())
        .isEmpty()) {
      admission.accept(study.cost());
    }
    if (store.begin(study)) {
      begin(study, id);
    }
    return find(study.kind(), id).orElseThrow();
  }

  private void begin(Study study, String id) {
    StudyRun run = new StudyRun(study, engine);
    live.put(id, run);
    try {
      thread.execute(() -> compute(id, run));
    } catch (RejectedExecutionException e) {
      live.remove(id, run);
      ProblemException full =
          stopping
              ? STOPPED.exception()
              : new ProblemException(
                  ProblemType.SATURATED,
                  "%d studies are waiting; try again".formatted(config.queue()),
                  List.of());
      store.fail(id, StoredProblem.of(full));
      throw full;
    }
  }

  private void compute(String id, StudyRun run) {
    try {
      String answer = run.compute();
      whenReachable(() -> store.done(id, answer, run.startedAt()));
    } catch (CancellationException e) {
      if (stopping) {
        fail(id, STOPPED);
      } // whoever else cancelled it changed its row before
    } catch (ProblemException e) {
      fail(id, StoredProblem.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(id, STOPPED);
    } catch (RuntimeException | Error e) {
      String reference = UUID.randomUUID().toString();
      LOG.errorf(e, "Study %s failed, reference %s", id, reference);
      fail(id, StoredProblem.internal(reference));
    } finally {
      live.remove(id, run);
    }
  }

  /** Stores how it failed; what cannot be stored fails when its lease is over. */
  private void fail(String id, StoredProblem problem) {
    try {
      whenReachable(() -> store.fail(id, problem));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "Study %s is left until its lease is over", id);
    }
  }

  /** Writes to the database, and waits for it while it cannot be reached. */
  private void whenReachable(Runnable write) throws InterruptedException {
    while (true) {
      try {
        write.run();
        return;
      } catch (RuntimeException e) {
        if (stopping || !DatabaseOutage.isCauseOf(e)) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** What is known of the study of this name. */
  public Optional<StudyState> find(StudyKind kind, String id) {
    StudyRun run = live.get(id);
    return store
        .find(kind, id)
        .map(stored -> run != null && stored.state().isPending() ? stored.with(run) : stored);
  }

  /**
   * What is known of the study of this name, unless nothing but the end of a service was wrong with
   * it, so that it may as well be begun anew.
   */
  public Optional<StudyState> lasting(StudyKind kind, String id) {
    return find(kind, id)
        .filter(
            state ->
                state
                    .problem()
                    .filter(problem -> problem.type() == ProblemType.UNAVAILABLE)
                    .isEmpty());
  }

  /**
   * What is known of the study of this name.
   *
   * @throws ProblemException when there is none
   */
  public StudyState state(StudyKind kind, String id) {
    return find(kind, id).orElseThrow(() -> ProblemException.notFound(kind.named(id)));
  }

  /** What is known of the study of this name, from time to time until it has ended. */
  public Multi<StudyState> watch(StudyKind kind, String id) {
    AtomicBoolean ended = new AtomicBoolean();
    return Multi.createFrom()
        .ticks()
        .every(LOOK)
        .onOverflow()
        .drop()
        .emitOn(executor)
        .onItem()
        .transformToIterable(tick -> find(kind, id).stream().toList())
        .select()
        .first(state -> !ended.getAndSet(!state.state().isPending()));
  }

  /**
   * Cancels a study that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  public void cancel(StudyKind kind, String id) {
    state(kind, id);
    if (store.cancel(id)) {
      StudyRun run = live.get(id);
      if (run != null) {
        run.simulations().cancel();
      }
      return;
    }
    JobState ended = state(kind, id).state();
    if (ended != JobState.CANCELLED) {
      throw ProblemException.conflict(
          "The %s is %s already".formatted(kind.named(id), ended.key()));
    }
  }

  /** Keeps what is computed here, and finds what nobody computes any more. */
  @Scheduled(
      every = "${perigee.runs.heartbeat:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keep() {
    try {
      live.forEach(
          (id, run) -> {
            if (!store.renew(id, run.state(), run.simulations().progress(), run.startedAt())) {
              run.simulations().cancel();
            }
          });
      store.failAbandoned(ABANDONED);
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("Studies are kept again when the database is back", e);
    }
  }

  void onStop(@Observes @Priority(BEFORE_THE_ENGINE) ShutdownEvent event)
      throws InterruptedException {
    stopping = true;
    thread.shutdown();
    live.values().forEach(run -> run.simulations().cancel());
    thread.awaitTermination(5, TimeUnit.SECONDS);
  }
}
