package dev.perigee.forecasts;

import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers questions from the ledger: a function of the question, its target and the ledger. */
final class Resolver {
  private static final String PERIOD_YEARS = "periodYears";

  /** Share by which the periods of facts may miss the period of a question. */
  private static final double COVER = 0.05;

  private static final double MONTHS_OF_YEAR = 12;
  private static final Comparator<Milestone> EARLIEST =
      Comparator.comparing(Milestone::occurredOn).thenComparing(Milestone::id);
  private static final Comparator<Milestone> LATEST =
      Comparator.comparing(Milestone::occurredOn)
          .thenComparing(Milestone::evidenceQuality)
          .thenComparing(Milestone::id);

  private Resolver() {}

  static Resolution resolve(Question question, Target target, LedgerView ledger) {
    List<Milestone> counting = ledger.counting(question);
    return switch (question.resolution().take()) {
      case TOTAL -> total(question, target, ledger, counting);
      case LATEST -> latest(question, target, ledger, counting);
      case FIRST -> first(question, target, ledger, counting);
      case ANY -> any(question, target, ledger, counting);
    };
  }

  private static Resolution total(
      Question question, Target target, LedgerView ledger, List<Milestone> counting) {
    List<Milestone> within =
        only(
            counting,
            fact ->
                fact.value().isPresent()
                    && !fact.occurredOn().isAfter(target.by())
                    && !begin(fact).isBefore(target.from().minusDays(tolerance(target))));
    double months = within.stream().mapToDouble(Resolver::months).sum();
    double whole = months(target);
    if (target.by().isAfter(ledger.asOf())) {
      return new Resolution.Open("it is not over");
    }
    if (Math.abs(months - whole) > COVER * whole) {
      return within.isEmpty()
          ? absent(question, target, ledger)
          : new Resolution.Open("facts cover %.1f months and not %.0f".formatted(months, whole));
    }
    double sum = within.stream().mapToDouble(fact -> fact.value().orElseThrow()).sum();
    return resolved(
        question, target.key(), Optional.of(sum), within.getLast(), within, "their total");
  }

  /** First day of the period that a fact is of. */
  private static LocalDate begin(Milestone fact) {
    return fact.occurredOn().plusDays(1).minusMonths(Math.round(months(fact)));
  }

  private static double months(Milestone fact) {
    return fact.measures().getOrDefault(PERIOD_YEARS, 1.0) * MONTHS_OF_YEAR;
  }

  private static double months(Target target) {
    return target.from().until(target.by().plusDays(1)).toTotalMonths();
  }

  /** Facts are dated to the day, and their periods to a share of a year. */
  private static long tolerance(Target target) {
    return Math.round(COVER * (target.by().toEpochDay() - target.from().toEpochDay()));
  }

  private static Resolution latest(
      Question question, Target target, LedgerView ledger, List<Milestone> counting) {
    LocalDate due = target.by().plusDays(question.resolution().graceDays());
    if (due.isAfter(ledger.asOf())) {
      return new Resolution.Open("reports may come until " + due);
    }
    boolean state = question.about() == QuestionTime.YEAR_END;
    List<Milestone> upTo =
        only(
            counting,
            fact ->
                fact.value().isPresent()
                    && !fact.occurredOn().isAfter(target.by())
                    && (state || !fact.occurredOn().isBefore(target.from())));
    Optional<Milestone> latest = upTo.stream().max(LATEST);
    if (latest.isEmpty() || ledger.reach().isBefore(due)) {
      return absent(question, target, ledger);
    }
    return resolved(
        question,
        target.key(),
        latest.get().value(),
        latest.get(),
        List.of(latest.get()),
        "the latest up to " + target.by(),
        due);
  }

  private static Resolution first(
      Question question, Target target, LedgerView ledger, List<Milestone> counting) {
    Optional<Milestone> first =
        only(
                counting,
                fact ->
                    !fact.occurredOn().isBefore(target.from())
                        && !fact.occurredOn().isAfter(target.by()))
            .stream()
            .min(EARLIEST);
    return first
        .map(
            fact ->
                resolved(
                    question, fact.id(), fact.value(), fact, List.of(fact), "the first after it"))
        .orElseGet(() -> absent(question, target, ledger));
  }

  private static Resolution any(
      Question question, Target target, LedgerView ledger, List<Milestone> counting) {
    Optional<Milestone> any =
        only(counting, fact -> !fact.occurredOn().isAfter(target.by())).stream().min(EARLIEST);
    return any.<Resolution>map(
            fact ->
                new Resolution.Resolved(
                    1, fact.reportedOn(), target.key(), List.of(fact.id()), "it happened"))
        .orElseGet(() -> absent(question, target, ledger));
  }

  /** What silence says: nothing, until the ledger was kept for the grace days after. */
  private static Resolution absent(Question question, Target target, LedgerView ledger) {
    LocalDate due = target.by().plusDays(question.resolution().graceDays());
    if (target.by().isAfter(ledger.asOf())) {
      return new Resolution.Open("nothing yet");
    }
    if (ledger.reach().isBefore(due)) {
      return new Resolution.Open(
          "the ledger does not reach %s, from where on its silence means something".formatted(due));
    }
    return switch (question.resolution().absent()) {
      case OPEN -> new Resolution.Open("no fact");
      case VOID -> new Resolution.Fallen(due, "no fact by " + due);
      case ZERO -> new Resolution.Resolved(0, due, target.key(), List.of(), "no fact by " + due);
    };
  }

  private static Resolution resolved(
      Question question,
      String outcome,
      Optional<Double> value,
      Milestone last,
      List<Milestone> facts,
      String why) {
    return resolved(question, outcome, value, last, facts, why, LocalDate.MIN);
  }

  private static Resolution resolved(
      Question question,
      String outcome,
      Optional<Double> value,
      Milestone last,
      List<Milestone> facts,
      String why,
      LocalDate notBefore) {
    double answer =
        question.yes() == null
            ? value.orElseThrow()
            : question.yes().holds(value, last.grade()) ? 1 : 0;
    LocalDate reported =
        facts.stream().map(Milestone::reportedOn).max(LocalDate::compareTo).orElseThrow();
    return new Resolution.Resolved(
        answer,
        reported.isBefore(notBefore) ? notBefore : reported,
        outcome,
        facts.stream().map(Milestone::id).toList(),
        why);
  }

  private static List<Milestone> only(List<Milestone> facts, Predicate<Milestone> which) {
    return facts.stream().filter(which).sorted(EARLIEST).toList();
  }
}
