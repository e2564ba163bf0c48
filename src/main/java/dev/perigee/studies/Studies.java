package dev.perigee.studies;

import dev.perigee.engine.Engine;
import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.JobsConfig;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Answers studies and keeps the answers. A study is named by the digest of its inputs, so that
 * equal ones are computed once.
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
  private final JobsConfig jobs;
  private final AuditTrail audit;
  private final List<ResumableStudies> resumable;
  private final ManagedExecutor executor;
  private final ConcurrentMap<String, StudyRun> live = new ConcurrentHashMap<>();
  private final StudyLanes lanes;
  private volatile boolean stopping;

  /**
   * @param resumable those that go on when the service that computed them ended
   */
  public Studies(
      Engine engine,
      StudyStore store,
      StudiesConfig config,
      JobsConfig jobs,
      ManagedExecutor executor,
      AuditTrail audit,
      @All List<ResumableStudies> resumable) {
    this.jobs = jobs;
    this.audit = audit;
    this.resumable = resumable;
    this.engine = engine;
    this.store = store;
    this.config = config;
    this.executor = executor;
    lanes = new StudyLanes(config);
  }

  private static StoredProblem unavailable(String why) {
    return new StoredProblem(ProblemType.UNAVAILABLE, why, List.of());
  }

  /**
   * A study: stored, being computed, or begun now.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when the client may not have it computed, or too many wait
   */
  public StudyState ask(Study study, Commission commission) {
    String id = study.id();
    if (store
        .find(study.kind(), id)
        .filter(known -> known.state() == JobState.DONE || known.state().isPending())
        .isEmpty()) {
      commission.charge().accept(study.cost());
    }
    if (isBegun(study, id, commission.caller())) {
      begin(study, id);
    }
    return find(study.kind(), id).orElseThrow();
  }

  /** Whether it is ours from now on, which is noted then. */
  private boolean isBegun(Study study, String id, Caller caller) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              boolean begun = store.begin(study);
              if (begun) {
                audit.done(new AuditTrail.Act(study.kind().audit(), caller, id, null));
              }
              return begun;
            });
  }

  private void begin(Study study, String id) {
    StudyRun run = new StudyRun(study, engine);
    live.put(id, run);
    try {
      lanes.execute(study, () -> compute(id, run));
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
        end(id, run, STOPPED);
      } // whoever else cancelled it changed its row before
    } catch (ProblemException e) {
      end(id, run, StoredProblem.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(id, run, STOPPED);
    } catch (RuntimeException | Error e) {
      String reference = UUID.randomUUID().toString();
      LOG.errorf(e, "Study %s failed, reference %s", id, reference);
      end(id, run, StoredProblem.internal(reference));
    } finally {
      live.remove(id, run);
    }
  }

  /**
   * Stores how it failed, or leaves it to another service when this one stops and it can be
   * resumed. What cannot be stored is over with its lease.
   */
  private void end(String id, StudyRun run, StoredProblem problem) {
    boolean goesOn = stopping && resumed().contains(run.kind());
    try {
      whenReachable(
          () -> {
            if (goesOn) {
              store.release(id);
            } else {
              store.fail(id, problem);
            }
          });
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

  /**
   * What is known of a study once it has ended, or when so long has passed. Waits in this thread.
   *
   * @param asked what is known of it now
   */
  public StudyState within(Duration patience, StudyState asked) {
    if (!asked.state().isPending()) {
      return asked;
    }
    StudyState seen =
        watch(asked.kind(), asked.id())
            .collect()
            .last()
            .ifNoItem()
            .after(patience)
            .recoverWithItem(asked)
            .await()
            .indefinitely();
    return seen.state().isPending() ? state(asked.kind(), asked.id()) : seen;
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
  public void cancel(StudyKind kind, String id, Caller caller) {
    state(kind, id);
    if (isCancelled(id, caller)) {
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

  /** Whether it was cancelled now, which is noted then. */
  private boolean isCancelled(String id, Caller caller) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              boolean cancelled = store.cancel(id);
              if (cancelled) {
                audit.done(new AuditTrail.Act(AuditKind.CANCELLATION, caller, id, null));
              }
              return cancelled;
            });
  }

  private List<StudyKind> resumed() {
    return resumable.stream().map(ResumableStudies::kind).toList();
  }

  /** Goes on with what another service left, as far as there is room for it. */
  private void takeUp(ResumableStudies studies) {
    for (StudyStore.Abandoned left : store.abandoned(studies.kind())) {
      if (lanes.haveRoom() && store.takeUp(left.id())) {
        try {
          if (left.attempts() + 1 >= jobs.attempts()) {
            throw new ProblemException(
                ProblemType.INTERNAL_ERROR,
                "%d services ended while they computed it".formatted(jobs.attempts()),
                List.of());
          }
          begin(studies.again(left.inputs()), left.id());
        } catch (ProblemException e) {
          store.fail(left.id(), StoredProblem.of(e));
        }
      }
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
      store.failAbandoned(ABANDONED, resumed());
      if (engine.isReady() && !stopping) {
        resumable.forEach(this::takeUp);
      }
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
    lanes.shutDown();
    live.values().forEach(run -> run.simulations().cancel());
    lanes.awaitEnd();
  }
}
