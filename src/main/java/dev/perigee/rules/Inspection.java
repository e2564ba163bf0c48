package dev.perigee.rules;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.rules.vetting.DryRun;
import dev.perigee.rules.vetting.DryRuns;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The door through which every rule set comes: nothing is stored that did not pass it. */
@ApplicationScoped
public class Inspection {
  private final Function<Bundle, RuleSetReport> way;
  private final int concurrent;
  private final Duration patience;
  private final Semaphore turns;

  /**
   * Bundles are tried in JVMs of their own: reading one may take long, too. In development the
   * files are the developer's, who waits for them: they are tried in this one, which is warm.
   */
  @Inject
  Inspection(RulesConfig config) {
    this(
        LaunchMode.current() == LaunchMode.DEVELOPMENT
            ? DryRun::inspect
            : new DryRuns(config.dryRun())::inspect,
        config.inspections(),
        config.patience());
  }

  /** Inspections of another way. */
  Inspection(Function<Bundle, RuleSetReport> way, int concurrent, Duration patience) {
    this.way = way;
    this.concurrent = Math.max(1, concurrent);
    this.patience = patience;
    turns = new Semaphore(this.concurrent, true);
  }

  /**
   * Vets, compiles and tries a bundle; waits for a turn.
   *
   * @throws InvalidRuleSet with every finding, failed cases among them
   * @throws IllegalStateException when it could not be tried
   * @throws ProblemException when too many bundles are being inspected
   */
  public RuleSetReport inspect(Bundle bundle) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            ProblemType.SATURATED,
            "%d other rule sets are being inspected; try again".formatted(concurrent),
            List.of());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "The service is shutting down", List.of());
    }
    try {
      return way.apply(bundle);
    } finally {
      turns.release();
    }
  }
}
