package dev.perigee.scenarios;

import dev.perigee.engine.Engine;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
    flights.all().stream()
        .filter(Flight::isAcknowledged)
        .filter(flight -> !jobs.renew(flight.job()))
        .forEach(Flight::cancel);
    if (!engine.isStopping() && engine.room() > 0) {
      jobs.claim(engine.room()).forEach(this::resume);
    }
  }

  private void resume(RunJobEntity job) {
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
