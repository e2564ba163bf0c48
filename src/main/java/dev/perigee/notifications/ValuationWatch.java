package dev.perigee.notifications;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.DatabaseLock;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.KeptRun;
import dev.perigee.scenarios.PlainRuns;
import dev.perigee.scenarios.Statistics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Watches the run of the day: the ledger as of today under the active rules. Once nothing has
 * happened for a while it is computed, after what people wait for, on one of the services that
 * share a database. A value that is far enough from the one announced last is an event; so a slow
 * drift is announced, too, once it has come far enough.
 */
@ApplicationScoped
public class ValuationWatch {
  private static final Logger LOG = Logger.getLogger(ValuationWatch.class);
  private static final double BILLION = 1e9;

  private final EventLog log;
  private final Duty duty;
  private final PlainRuns runs;
  private final RuleSets ruleSets;
  private final KnowledgeDate knowledge;
  private final Session database;
  private final NotificationsConfig config;
  private volatile boolean listening;

  public ValuationWatch(
      EventLog log,
      Duty duty,
      PlainRuns runs,
      RuleSets ruleSets,
      KnowledgeDate knowledge,
      Session database,
      NotificationsConfig config) {
    this.log = log;
    this.duty = duty;
    this.runs = runs;
    this.ruleSets = ruleSets;
    this.knowledge = knowledge;
    this.database = database;
    this.config = config;
  }

  void onListening(@ObservesAsync HttpServerStart server) {
    listening = true;
  }

  @Scheduled(
      every = "${perigee.notifications.look:PT15S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void watch() {
    if (!config.valuations() || !listening) {
      return;
    }
    try {
      if (duty.isOurs(Duty.VALUATION) && log.isQuietFor(config.quiet())) {
        look();
      }
    } catch (ProblemException e) {
      LOG.warnf("It is not known yet whether the valuation has moved: %s", e.getMessage());
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("The valuation is watched again when the database is back", e);
    }
  }

  /**
   * Compares the run of the day, computed unless it is stored, with the one announced last.
   *
   * @return whether it moved far enough to be announced
   * @throws ProblemException when it cannot be computed
   */
  boolean look() {
    KeptRun run = runs.runAfterOthers(knowledge.today(), ruleSets.active().digest().toString());
    Statistics value = run.answer().valuation().enterpriseValueUsd();
    return compare(
        new MovedValuation.AnnouncedValue(
            run.id(), run.asOf(), run.ruleSet(), value.mean(), value.standardError()),
        run.facts().stream().map(Milestone::id).collect(Collectors.toSet()));
  }

  /** Announces a value that is far enough from the one announced last; the first of all is kept. */
  private boolean compare(MovedValuation.AnnouncedValue now, Set<String> facts) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              DatabaseLock.EVENTS.take(database);
              Optional<AnnouncedValuationEntity> last = AnnouncedValuationEntity.last();
              if (last.isEmpty()) {
                AnnouncedValuationEntity.of(now, facts).persist();
                return false;
              }
              MovedValuation moved =
                  MovedValuation.between(
                      last.get().value(), Set.copyOf(last.get().facts), now, facts);
              if (!moved.exceeds(config.valuationThreshold())) {
                return false;
              }
              AnnouncedValuationEntity.of(now, facts).persist();
              log.append(EventKind.VALUATION_MOVED, title(moved), EventDetail.of(moved));
              return true;
            });
  }

  private static String title(MovedValuation moved) {
    return String.format(
        Locale.ROOT,
        "The enterprise value moved by %+.1f to %.1f billion USD",
        moved.changeUsd() / BILLION,
        moved.after().meanUsd() / BILLION);
  }
}
