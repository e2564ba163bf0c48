package dev.perigee.scenarios;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Makes runs and keeps them. A run is named by the digest of all its inputs, so that equal inputs
 * find the stored run; of equal runs asked for at the same time one is computed and the others wait
 * for it. What takes long becomes a job, which survives this service.
 */
@ApplicationScoped
public class Runs {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final RunPlanner planner;
  private final RunStore store;
  private final JobStore jobs;
  private final RunFlights flights;
  private final JobsConfig config;
  private final Idempotency idempotency;
  private final ManagedExecutor executor;
  private final AuditTrail audit;

  public Runs(
      RunPlanner planner,
      RunStore store,
      JobStore jobs,
      RunFlights flights,
      JobsConfig config,
      Idempotency idempotency,
      ManagedExecutor executor,
      AuditTrail audit) {
    this.idempotency = idempotency;
    this.planner = planner;
    this.store = store;
    this.jobs = jobs;
    this.flights = flights;
    this.config = config;
    this.executor = executor;
    this.audit = audit;
  }

  /** A run that somebody waits for. */
  interface Asked {
    /**
     * The run, or when it takes longer than this, how far it is; by then it is stored as a job.
     * Fails with a {@link ProblemException}.
     */
    CompletableFuture<RunState> within(Duration patience);

    /** Name of the run. */
    String id();

    /** Stamps a key with its name, and keeps it; the name with which the key is stamped. */
    String stamp(Idempotency.Key key);

    /** Waits no more; when nobody does, the run is given up, unless it is a job. */
    void leave();
  }

  /**
   * Asks for a run, stored, being computed, or begun now.
   *
   * @param admission throws when the client may not have it computed
   * @throws ProblemException when it cannot be begun
   */
  Asked ask(RunPlan plan, Consumer<RunPlan> admission) {
    String id = plan.inputs().id();
    Optional<StoredRun> stored = ifReachable(() -> store.find(id));
    if (stored.isPresent()) {
      return new AskedElsewhere(id, new RunState.Done(stored.get()));
    }
    if (flights.find(id).isEmpty()) {
      Optional<RunJobEntity> job =
          ifReachable(() -> jobs.find(id)).filter(row -> row.jobState().isPending());
      if (job.isPresent()) {
        return new AskedElsewhere(id, new RunState.Pending(job.get().job()));
      }
      admission.accept(plan);
    }
    return new AskedHere(flights.board(plan, id));
  }

  /**
   * Asks for a run in a request that may be sent again: the key is stamped with the name of the run
   * in the transaction that stores it as a job, and from then on asks for that run, whatever the
   * request would make later.
   *
   * @param plan makes the plan, unless the key is stamped
   * @param admission throws when the client may not have it computed
   * @throws ProblemException when it cannot be begun, or the key was used for another request
   */
  Asked ask(Idempotency.Key key, Supplier<RunPlan> plan, Consumer<RunPlan> admission) {
    Optional<String> stamped = idempotency.resource(key);
    if (stamped.isPresent()) {
      return again(stamped.get());
    }
    Asked asked = ask(plan.get(), admission);
    try {
      String id = asked.stamp(key);
      if (id.equals(asked.id())) {
        return asked;
      }
      asked.leave();
      return again(id);
    } catch (RuntimeException e) {
      asked.leave();
      throw e;
    }
  }

  private Asked again(String id) {
    return new AskedElsewhere(
        id, state(id).orElseThrow(() -> ProblemException.notFound("run " + id)));
  }

  /** What the database says; nothing when it cannot be reached, so that the run is computed. */
  private static <T> Optional<T> ifReachable(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      if (DatabaseOutage.isCauseOf(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Computes the run of the ledger as of today under the active rules, so that the first who asks
   * need not wait.
   */
  void prepare() {
    if (config.prepare()) {
      ask(planner.plan(RunRequest.PLAIN), admitted -> {});
    }
  }

  /**
   * What is known of the run of this name. One that is computed here becomes a job by being looked
   * at: whoever was told that it goes on may rely on it.
   */
  Optional<RunState> state(String id) {
    Optional<Flight> flight = flights.find(id);
    if (flight.isPresent()) {
      if (flight.get().acknowledge(this::acknowledge)) {
        return Optional.of(new RunState.Pending(flight.get().job()));
      }
      flight.get().result().exceptionally(failure -> null).join();
    }
    return kept(id);
  }

  /** What the database says of the run of this name. */
  private Optional<RunState> kept(String id) {
    Optional<RunState> stored = store.find(id).map(RunState.Done::new);
    return stored.isPresent() ? stored : jobs.find(id).flatMap(this::state);
  }

  /**
   * The stored run of this name.
   *
   * @throws ProblemException when there is none, or not yet, or not any more
   */
  StoredRun stored(String id) {
    RunState state = state(id).orElseThrow(() -> ProblemException.notFound("run " + id));
    return switch (state) {
      case RunState.Done done -> done.run();
      case RunState.Pending pending ->
          throw ProblemException.conflict("Run %s is not done yet".formatted(id));
      case RunState.Failed failed -> throw failed.problem().exception();
      case RunState.Cancelled cancelled -> throw cancelled(id);
    };
  }

  /**
   * The plan of a stored run, with the facts as they were known then, to compute it again.
   *
   * @throws ProblemException when there is no such run, or not yet, or not any more, or this build
   *     on this ledger cannot reproduce it
   */
  public RunPlan plan(String id) {
    stored(id);
    return planner.again(
        store.inputs(id).orElseThrow(() -> ProblemException.notFound("run " + id)));
  }

  /**
   * What a stored run of the mixture answers.
   *
   * @throws ProblemException when there is no such run, or not yet, or not any more
   */
  public StochasticRun stochastic(String id) {
    return CanonicalJson.read(stored(id).answer(), StochasticRun.class);
  }

  private Optional<RunState> state(RunJobEntity job) {
    return switch (job.jobState()) {
      case QUEUED, RUNNING -> Optional.of(new RunState.Pending(job.job()));
      case DONE -> store.find(job.id).map(RunState.Done::new);
      case FAILED -> Optional.of(new RunState.Failed(job.job(), job.storedProblem().orElseThrow()));
      case CANCELLED -> Optional.of(new RunState.Cancelled(job.job()));
    };
  }

  /** What is known of the run of this name, from time to time until it has ended. */
  Multi<RunState> watch(String id) {
    AtomicBoolean ended = new AtomicBoolean();
    return Multi.createFrom()
        .ticks()
        .every(LOOK)
        .onOverflow()
        .drop()
        .emitOn(executor)
        .onItem()
        .transformToIterable(tick -> state(id).stream().toList())
        .select()
        .first(state -> !ended.getAndSet(!state.isPending()));
  }

  /**
   * Cancels a run that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  void cancel(String id, Caller caller) {
    RunState state = state(id).orElseThrow(() -> ProblemException.notFound("run " + id));
    if (state.isPending() && !cancelJob(id, caller)) {
      state = kept(id).orElse(state); // it ended after it was looked at
    }
    switch (state) {
      case RunState.Pending pending -> flights.find(id).ifPresent(Flight::cancel);
      case RunState.Cancelled cancelled -> {}
      case RunState.Done done ->
          throw ProblemException.conflict("Run %s is done, and a run never changes".formatted(id));
      case RunState.Failed failed ->
          throw ProblemException.conflict("Run %s has failed already".formatted(id));
    }
  }

  /**
   * Cancels a job and notes it.
   *
   * @return false when it has ended, so that there was nothing to cancel
   */
  private boolean cancelJob(String id, Caller caller) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              boolean cancelled = jobs.cancel(id);
              if (cancelled) {
                audit.done(new AuditTrail.Act(AuditKind.CANCELLATION, caller, id, null));
              }
              return cancelled;
            });
  }

  private void acknowledge(Flight flight) {
    jobs.acknowledge(flight.plan(), flight.job());
  }

  /** What those are told whose run was cancelled. */
  static ProblemException cancelled(String id) {
    return new ProblemException(
        ProblemType.RUN_CANCELLED,
        "Run %s was cancelled; ask for it anew".formatted(id),
        List.of());
  }

  /** A run that this service computes. */
  private final class AskedHere implements Asked {
    private final Flight flight;

    AskedHere(Flight flight) {
      this.flight = flight;
    }

    @Override
    public String id() {
      return flight.id();
    }

    @Override
    public String stamp(Idempotency.Key key) {
      AtomicReference<String> stamped = new AtomicReference<>();
      flight.acknowledge(
          joined ->
              QuarkusTransaction.requiringNew()
                  .run(
                      () -> {
                        stamped.set(idempotency.stamp(key, joined.id()));
                        if (stamped.get().equals(joined.id())) {
                          acknowledge(joined);
                        }
                      }));
      return stamped.get() == null ? idempotency.stamp(key, flight.id()) : stamped.get();
    }

    @Override
    public void leave() {
      flight.leave();
    }

    @Override
    public CompletableFuture<RunState> within(Duration patience) {
      CompletableFuture<StoredRun> inTime =
          flight.result().copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
      return inTime
          .<RunState>thenApply(RunState.Done::new)
          .exceptionallyComposeAsync(failure -> late(cause(failure)), executor);
    }

    private CompletableFuture<RunState> late(Throwable failure) {
      if (failure instanceof TimeoutException && isAcknowledged()) {
        flight.giveWay();
        return CompletableFuture.completedFuture(new RunState.Pending(flight.job()));
      }
      return done();
    }

    /** Whether it became a job; without a database it cannot, and is waited for. */
    private boolean isAcknowledged() {
      try {
        return flight.acknowledge(Runs.this::acknowledge);
      } catch (RuntimeException e) {
        if (DatabaseOutage.isCauseOf(e)) {
          return false;
        }
        throw e;
      }
    }

    private CompletableFuture<RunState> done() {
      return flight
          .result()
          .<RunState>thenApply(RunState.Done::new)
          .exceptionally(
              failure -> {
                throw switch (cause(failure)) {
                  case CancellationException e -> cancelled(flight.id());
                  case RuntimeException e -> e;
                  case Throwable e -> new CompletionException(e);
                };
              });
    }

    private static Throwable cause(Throwable failure) {
      return failure instanceof CompletionException e ? e.getCause() : failure;
    }
  }

  /** A run that is stored, or that another service computes. */
  private final class AskedElsewhere implements Asked {
    private final String id;
    private final RunState now;

    AskedElsewhere(String id, RunState now) {
      this.id = id;
      this.now = now;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String stamp(Idempotency.Key key) {
      return idempotency.stamp(key, id);
    }

    @Override
    public void leave() {}

    @Override
    public CompletableFuture<RunState> within(Duration patience) {
      if (!now.isPending() || patience.isZero()) {
        return CompletableFuture.completedFuture(now);
      }
      return watch(id)
          .select()
          .last()
          .toUni()
          .ifNoItem()
          .after(patience)
          .recoverWithUni(
              Uni.createFrom().item(() -> state(id).orElse(now)).runSubscriptionOn(executor))
          .subscribeAsCompletionStage();
    }
  }
}
