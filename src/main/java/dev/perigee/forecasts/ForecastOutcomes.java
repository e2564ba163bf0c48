package dev.perigee.forecasts;

import dev.perigee.milestones.Milestones;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.KnowledgeDate;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes what came of the questions where dashboards read it. The ledger answers a question by
 * rules that SQL does not know, so answers are written whenever a new fact, a new forecast or a new
 * day may have changed one: within a minute.
 */
@ApplicationScoped
public class ForecastOutcomes {
  private static final Logger LOG = Logger.getLogger(ForecastOutcomes.class);

  private final Forecasts forecasts;
  private final ForecastStore store;
  private final Milestones ledger;
  private final KnowledgeDate knowledge;
  private volatile Optional<Seen> last = Optional.empty();

  public ForecastOutcomes(
      Forecasts forecasts, ForecastStore store, Milestones ledger, KnowledgeDate knowledge) {
    this.forecasts = forecasts;
    this.store = store;
    this.ledger = ledger;
    this.knowledge = knowledge;
  }

  /** What answers depend on. */
  private record Seen(LocalDate day, long position, long forecasts) {}

  @Scheduled(
      every = "${perigee.forecasts.look:PT1M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      write();
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn("What came of the forecasts is not written, as the database cannot be reached");
    }
  }

  /** Writes the answers unless nothing happened since the last time. */
  public void write() {
    Optional<Seen> seen =
        Optional.of(new Seen(knowledge.today(), ledger.position(), store.lastForecast()));
    if (seen.equals(last)) {
      return;
    }
    LedgerView known = forecasts.ledger(seen.get().day());
    Map<String, Question> questions = store.questions();
    store.keepOutcomes(
        store.askedEver().stream()
            .map(
                each ->
                    new Answer(each, known.resolve(questions.get(each.question()), each.target())))
            .toList());
    last = seen;
  }

  /** What came of a question. */
  record Answer(ForecastStore.Asked asked, Resolution resolution) {}
}
