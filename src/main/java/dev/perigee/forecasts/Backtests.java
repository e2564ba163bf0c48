package dev.perigee.forecasts;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.KnownFacts;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.studies.Commission;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes back-tests of requests, and tells how far they have come. */
@ApplicationScoped
public class Backtests {
  /** Months of one back-test: ten years. */
  private static final int MOST_MONTHS = 120;

  private final BacktestStudies replays;
  private final Studies studies;
  private final RuleSets ruleSets;
  private final KnownFacts knownFacts;
  private final KnowledgeDate knowledge;

  public Backtests(
      BacktestStudies replays,
      Studies studies,
      RuleSets ruleSets,
      KnownFacts knownFacts,
      KnowledgeDate knowledge) {
    this.replays = replays;
    this.studies = studies;
    this.ruleSets = ruleSets;
    this.knownFacts = knownFacts;
    this.knowledge = knowledge;
  }

  /**
   * The back-test of a request, done, being computed, or begun now.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException with every violation; when the client may not have it computed, or too
   *     many studies wait
   */
  BacktestJob ask(BacktestRequest request, Commission commission) {
    return BacktestJob.of(studies.ask(replays.of(inputs(request)), commission));
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
        replays.questions(),
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
    return BacktestJob.of(studies.state(StudyKind.BACKTEST, id));
  }

  /**
   * Cancels a back-test that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  void cancel(String id, Caller caller) {
    studies.cancel(StudyKind.BACKTEST, id, caller);
  }
}
