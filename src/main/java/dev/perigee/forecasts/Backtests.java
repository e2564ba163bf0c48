package dev.perigee.forecasts;

import dev.perigee.engine.Engine;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.KeptRun;
import dev.perigee.scenarios.KnownFacts;
import dev.perigee.scenarios.PlainRuns;
import dev.perigee.scenarios.StoredProblem;
import dev.perigee.simulation.ModelConstants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Replays the ledger: the run of the first day of each month, with what was reported by then, and
 * its forecasts. The runs are those that anyone gets who asks for that day; a replay that ends in
 * between goes on after the months that are stored.
 */
@ApplicationScoped
public class Backtests {
  private static final Logger LOG = Logger.getLogger(Backtests.class);

  /** Months of one back-test: ten years. */
  private static final int MOST_MONTHS = 120;

  private final Questions questions;
  private final ForecastStore forecasts;
  private final BacktestStore store;
  private final PlainRuns runs;
  private final Engine engine;
  private final RuleSets ruleSets;
  private final KnownFacts knownFacts;
  private final KnowledgeDate knowledge;
  private final ForecastsConfig config;

  public Backtests(
      Questions questions,
      ForecastStore forecasts,
      BacktestStore store,
      PlainRuns runs,
      Engine engine,
      RuleSets ruleSets,
      KnownFacts knownFacts,
      KnowledgeDate knowledge,
      ForecastsConfig config) {
    this.questions = questions;
    this.forecasts = forecasts;
    this.store = store;
    this.runs = runs;
    this.engine = engine;
    this.ruleSets = ruleSets;
    this.knownFacts = knownFacts;
    this.knowledge = knowledge;
    this.config = config;
  }

  /**
   * The back-test of a request, done, being computed, or begun now.
   *
   * @throws ProblemException with every violation
   */
  BacktestJob ask(BacktestRequest request) {
    BacktestInputs inputs = inputs(request);
    store.submit(inputs);
    return state(inputs.id());
  }

  private BacktestInputs inputs(BacktestRequest request) {
    List<Violation> violations = new ArrayList<>();
    Optional<RuleSet> ruleSet =
        request.ruleSet() == null
            ? Optional.of(ruleSets.active())
            : RuleSetDigest.read(request.ruleSet()).flatMap(ruleSets::find);
    if (ruleSet.isEmpty()) {
      violations.add(
          Violation.at("/ruleSet", "the digest of a stored rule set", request.ruleSet()));
    }
    days(request.from(), "/from", violations);
    days(request.to(), "/to", violations);
    ProblemException.throwIfAny(violations);
    LocalDate to = request.to() == null ? knowledge.today() : request.to();
    List<Milestone> facts = knownFacts.on(to).facts();
    LocalDate from = request.from() == null ? firstFlight(facts, to) : request.from();
    List<LocalDate> days = firstsOfMonths(from, to);
    if (days.isEmpty() || days.size() > MOST_MONTHS) {
      throw ProblemException.invalid(
          List.of(
              Violation.at(
                  "/from",
                  "a day from which to %s 1 to %d months begin".formatted(to, MOST_MONTHS),
                  from)));
    }
    return new BacktestInputs(
        ruleSet.orElseThrow().digest().toString(),
        days,
        CanonicalJson.digest(facts),
        CanonicalJson.digest(questions.all()),
        ModelConstants.CORE_VERSION);
  }

  private void days(LocalDate day, String pointer, List<Violation> violations) {
    if (day != null) {
      knowledge.violations(day).forEach(v -> violations.add(v.within(pointer)));
    }
  }

  /** The day of the programme's first flight; before it the ledger says nothing that matters. */
  private static LocalDate firstFlight(List<Milestone> facts, LocalDate otherwise) {
    return facts.stream()
        .filter(fact -> fact.type() == FactType.FLIGHT_RESULT)
        .map(Milestone::reportedOn)
        .min(LocalDate::compareTo)
        .orElse(otherwise);
  }

  private static List<LocalDate> firstsOfMonths(LocalDate from, LocalDate to) {
    List<LocalDate> days = new ArrayList<>();
    LocalDate day = from.getDayOfMonth() == 1 ? from : from.plusMonths(1).withDayOfMonth(1);
    while (!day.isAfter(to) && days.size() <= MOST_MONTHS) {
      days.add(day);
      day = day.plusMonths(1);
    }
    return days;
  }

  /**
   * How far a back-test has come.
   *
   * @throws ProblemException when there is none of this name
   */
  BacktestJob state(String id) {
    return store
        .find(id)
        .map(BacktestEntity::job)
        .orElseThrow(() -> ProblemException.notFound("back-test " + id));
  }

  /**
   * Cancels a back-test that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  void cancel(String id) {
    state(id);
    if (!store.cancel(id)) {
      JobState ended = state(id).state();
      if (ended != JobState.CANCELLED) {
        throw ProblemException.conflict("Back-test %s is %s already".formatted(id, ended.key()));
      }
    }
  }

  /** Computes what nobody computes, one after the other. */
  @Scheduled(
      every = "${perigee.forecasts.heartbeat:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void work() {
    try {
      while (engine.isReady() && !engine.isStopping()) {
        Optional<BacktestEntity> claimed = store.claim();
        if (claimed.isEmpty()) {
          return;
        }
        compute(claimed.get());
      }
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("Back-tests go on when the database is back", e);
    }
  }

  private void compute(BacktestEntity job) {
    try {
      if (job.attempts > config.attempts()) {
        throw new ProblemException(
            ProblemType.INTERNAL_ERROR,
            "%d services ended while they computed it".formatted(config.attempts()),
            List.of());
      }
      if (replay(job.id, job.read())) {
        store.done(job.id);
      }
    } catch (ProblemException e) {
      if (engine.isStopping()) {
        store.release(job.id);
      } else {
        store.fail(job.id, StoredProblem.of(e));
      }
    } catch (RuntimeException e) {
      if (DatabaseOutage.isCauseOf(e)) {
        throw e; // whoever has the lease next goes on
      }
      String reference = UUID.randomUUID().toString();
      LOG.errorf(e, "Back-test %s failed, reference %s", job.id, reference);
      store.fail(job.id, StoredProblem.internal(reference));
    }
  }

  /** Whether it came to its end and was not cancelled or taken over. */
  private boolean replay(String id, BacktestInputs inputs) {
    int done = 0;
    for (LocalDate day : inputs.days()) {
      KeptRun run = runs.run(day, inputs.ruleSet());
      List<Forecast> said = Forecaster.of(questions.all(), run);
      double progress = (double) ++done / inputs.days().size();
      boolean ours =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    boolean renewed = store.renew(id, progress);
                    if (renewed) {
                      forecasts.keep(run, said, Optional.of(id));
                    }
                    return renewed;
                  });
      if (!ours) {
        return false;
      }
    }
    return true;
  }
}
