package dev.perigee.scenarios;

import dev.perigee.engine.Engine;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the jobs of this service its own, ends those that were cancelled at another, and takes over
 * those that nobody has.
 */
@ApplicationScoped
public class JobKeeper {
  private static final Logger LOG = Logger.getLogger(JobKeeper.class);

  private final Engine engine;
  private final RunPlanner planner;
  private final RunFlights flights;
  private final RunStore store;
  private final JobStore jobs;
  private final JobsConfig config;

  public JobKeeper(
      Engine engine,
      RunPlanner planner,
      RunFlights flights,
      RunStore store,
      JobStore jobs,
      JobsConfig config) {
    this.engine = engine;
    this.planner = planner;
    this.flights = flights;
    this.store = store;
    this.jobs = jobs;
    this.config = config;
  }

  @Scheduled(
      every = "${perigee.runs.heartbeat:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keep() {
    if (!engine.isReady()) {
      return;
    }
    try {
      store.storeWaiting();
      keepOurs();
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("Jobs are kept again when the database is back", e);
    }
  }

  private void keepOurs() {
    flights.all().stream()
        .filter(Flight::isAcknowledged)
        .filter(flight -> !jobs.renew(flight.job()))
        .forEach(Flight::cancel);
    int spare = engine.spare();
    if (!engine.isStopping() && spare > 0) {
      jobs.claim(spare).forEach(this::resume);
    }
  }

  /** Goes on with a job; whatever is wrong with it does not keep the others from being resumed. */
  private void resume(RunJobEntity job) {
    try {
      takeUp(job);
    } catch (RuntimeException e) {
      String reference = UUID.randomUUID().toString();
      LOG.errorf(e, "Run %s cannot be taken up, reference %s", job.id, reference);
      try {
        jobs.fail(job.id, StoredProblem.internal(reference));
      } catch (RuntimeException alsoFailed) {
        LOG.errorf(alsoFailed, "Run %s is left until its lease is over", job.id);
      }
    }
  }

  private void takeUp(RunJobEntity job) {
    try {
      if (store.find(job.id).isPresent()) {
        jobs.done(job.id);
        return;
      }
      if (job.attempts > config.attempts()) {
        throw new ProblemException(
            ProblemType.INTERNAL_ERROR,
            "%d services ended while they computed it".formatted(config.attempts()),
            List.of());
      }
      RunPlan plan = planner.again(job.storedInputs());
      LOG.infof("Run %s is taken up again", job.id);
      flights.resume(plan, job);
    } catch (ProblemException e) {
      if (e.type() == ProblemType.SATURATED || e.type() == ProblemType.UNAVAILABLE) {
        jobs.release(job.id, Duration.ZERO);
      } else {
        jobs.fail(job.id, StoredProblem.of(e));
      }
    }
  }
}
