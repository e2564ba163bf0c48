package dev.perigee.scenarios;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Engine;
import dev.perigee.engine.Work;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The runs that this service computes now: of equal ones a single one, for which all wait. */
@ApplicationScoped
public class RunFlights {
  private static final Logger LOG = Logger.getLogger(RunFlights.class);

  private final Engine engine;
  private final RunStore store;
  private final JobStore jobs;
  private final JobsConfig config;
  private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

  public RunFlights(Engine engine, RunStore store, JobStore jobs, JobsConfig config) {
    this.engine = engine;
    this.store = store;
    this.jobs = jobs;
    this.config = config;
  }

  /** The run of this name, when it is computed here. */
  Optional<Flight> find(String id) {
    return Optional.ofNullable(flights.get(id));
  }

  /** All that are computed here. */
  Collection<Flight> all() {
    return flights.values();
  }

  /**
   * Waits for a run, which is begun unless it is computed already.
   *
   * @throws ProblemException when it cannot be begun
   */
  Flight board(RunPlan plan, String id) {
    return join(id, new Flight(plan, id, Instant.now(), false));
  }

  /**
   * Goes on with a job that was taken over.
   *
   * @throws ProblemException when it cannot be begun
   */
  void resume(RunPlan plan, RunJobEntity job) {
    Flight flight = join(job.id, new Flight(plan, job.id, job.submittedAt, true));
    flight.acknowledge(joined -> {}); // it is stored; whoever waited for it keeps waiting
    flight.giveWay();
    flight.leave();
  }

  private Flight join(String id, Flight fresh) {
    AtomicBoolean created = new AtomicBoolean();
    Flight flight =
        flights.compute(
            id,
            (key, known) -> {
              if (known != null && known.board()) {
                return known;
              }
              created.set(true);
              fresh.board();
              return fresh;
            });
    if (created.get()) {
      begin(flight);
    }
    return flight;
  }

  private void begin(Flight flight) {
    try {
      flight.start(this::start);
    } catch (RuntimeException | Error e) {
      flight.settle();
      flights.remove(flight.id(), flight);
      flight.result().completeExceptionally(e);
      throw e;
    }
  }

  private StartedRun start(Flight flight, Consumer<Double> progress) {
    StartedRun started =
        flight
            .plan()
            .start(
                new RunPlan.Submission() {
                  @Override
                  public <R> Computation<R> submit(Work.OfWorkers<R> work) {
                    return engine.submit(work, progress);
                  }
                });
    return new StartedRun(
        started.computation(),
        started.run().whenComplete((run, failure) -> end(flight, run, failure)));
  }

  /** Stores how a run ended, then tells those who wait; in the thread that computed it. */
  private void end(Flight flight, StoredRun run, Throwable failure) {
    boolean acknowledged = flight.settle();
    StoredRun kept = null;
    Throwable why = failure instanceof CompletionException e ? e.getCause() : failure;
    try {
      if (why == null) {
        kept =
            store
                .keep(flight.plan(), run, acknowledged)
                .orElseThrow(() -> new CancellationException("the job was cancelled"));
      } else if (acknowledged) {
        note(flight, why);
      }
    } catch (RuntimeException | Error e) {
      why = e;
    } finally {
      flights.remove(flight.id(), flight);
      if (kept == null) {
        flight.result().completeExceptionally(why);
      } else {
        flight.result().complete(kept);
      }
    }
  }

  private void note(Flight flight, Throwable why) {
    switch (why) {
      case CancellationException e -> {} // whoever cancelled a job changed its row before
      case ProblemException e when e.type() == ProblemType.UNAVAILABLE ->
          jobs.release(flight.id(), engine.isStopping() ? Duration.ZERO : config.lease());
      case ProblemException e -> jobs.fail(flight.id(), StoredProblem.of(e));
      default -> {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(why, "Run %s failed, reference %s", flight.id(), reference);
        jobs.fail(flight.id(), StoredProblem.internal(reference));
      }
    }
  }
}
