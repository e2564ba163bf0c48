package dev.perigee.forecasts;

import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.KeptRun;
import dev.perigee.scenarios.KnownFacts;
import dev.perigee.scenarios.PlainRuns;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The forecasts of the service. Those of a day are what the first run of the day says of the ledger
 * as it is under the active rule set: they are stored with the run or not at all, once a day and
 * rule set, and never changed.
 */
@ApplicationScoped
public class Forecasts {
  private static final Logger LOG = Logger.getLogger(Forecasts.class);

  private final Questions questions;
  private final ForecastStore store;
  private final KnownFacts knownFacts;
  private final RuleSets ruleSets;
  private final PlainRuns runs;
  private final Backtests backtests;
  private final KnowledgeDate knowledge;
  private final ForecastsConfig config;
  private volatile boolean listening;

  public Forecasts(
      Questions questions,
      ForecastStore store,
      KnownFacts knownFacts,
      RuleSets ruleSets,
      PlainRuns runs,
      Backtests backtests,
      KnowledgeDate knowledge,
      ForecastsConfig config) {
    this.questions = questions;
    this.store = store;
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.runs = runs;
    this.backtests = backtests;
    this.knowledge = knowledge;
    this.config = config;
  }

  /** Makes the forecasts of the day, within the transaction that stores the run. */
  void onKept(@Observes KeptRun run) {
    keep(run);
  }

  /** Only what is said on its day, under the rule set that counts that day, is a forecast. */
  private void keep(KeptRun run) {
    if (run.asOf().equals(knowledge.today())
        && run.ruleSet().equals(ruleSets.active().digest().toString())
        && !store.isMade(run.asOf(), run.ruleSet())) {
      store.keep(run, Forecaster.of(questions.all(), run), Optional.empty());
    }
  }

  void onListening(@ObservesAsync HttpServerStart server) {
    listening = true;
  }

  /** Makes the forecasts of the day when nobody else did. */
  @Scheduled(
      every = "${perigee.forecasts.look:PT1M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void daily() {
    if (config.daily() && listening) {
      makeToday();
    }
  }

  /** Makes the forecasts of the day unless they were made. */
  void makeToday() {
    try {
      String ruleSet = ruleSets.active().digest().toString();
      LocalDate today = knowledge.today();
      if (!store.isMade(today, ruleSet)) {
        keep(runs.run(today, ruleSet));
      }
    } catch (ProblemException e) {
      LOG.warnf("The forecasts of the day are not made yet: %s", e.getMessage());
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.warn("The forecasts of the day are not made yet, as the database cannot be reached");
    }
  }

  /** A stored forecast, the question as it was asked, and what came of it. */
  record Answered(ForecastEntity forecast, Question question, Resolution resolution) {}

  /**
   * Forecasts that pass a filter, those made last first.
   *
   * @param after the forecast after which to go on
   * @param limit at most so many
   * @throws ProblemException when they are of a back-test that there is not
   */
  List<Answered> list(ForecastFilter filter, Optional<ForecastStore.Position> after, int limit) {
    filter.backtest().ifPresent(backtests::state);
    Map<String, Question> asked = store.questions();
    LedgerView ledger = ledger(filter.asOf());
    Optional<List<ForecastStore.Asked>> among =
        filter
            .resolved()
            .map(
                wanted ->
                    store.asked(filter).stream()
                        .filter(
                            each ->
                                ledger.resolve(asked.get(each.question()), each.target())
                                        instanceof Resolution.Resolved
                                    == wanted)
                        .toList());
    return store.list(filter, among, after, limit).stream()
        .map(
            row -> {
              Question question = asked.get(row.question);
              return new Answered(row, question, ledger.resolve(question, row.asked()));
            })
        .toList();
  }

  /** The ledger as it is known on a day. */
  LedgerView ledger(LocalDate asOf) {
    return new LedgerView(knownFacts.on(asOf).facts(), asOf);
  }

  /** Keys of the questions that are asked now, or were. */
  List<String> keys() {
    return Stream.concat(
            questions.all().stream().map(Question::key),
            store.questions().values().stream().map(Question::key).sorted())
        .distinct()
        .toList();
  }

  /** The questions that are asked now. */
  List<Question> questions() {
    return questions.all();
  }
}
