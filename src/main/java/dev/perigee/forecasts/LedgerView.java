package dev.perigee.forecasts;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The ledger as it is known on a day, and its answers.
 *
 * @param facts in force on that day
 * @param asOf the day
 */
record LedgerView(List<Milestone> facts, LocalDate asOf) {
  private static final String PROBABILITY = "probability";

  LedgerView {
    facts = List.copyOf(facts);
  }

  /** What came of a question. */
  Resolution resolve(Question question, Target target) {
    return Resolver.resolve(question, target, this);
  }

  /** Facts that count for a question. */
  List<Milestone> counting(Question question) {
    return facts.stream().filter(question.resolution()::counts).toList();
  }

  /**
   * The last day of which the ledger holds a report, plans and claims aside: a ledger that nobody
   * keeps says nothing by its silence.
   */
  LocalDate reach() {
    return facts.stream()
        .filter(fact -> fact.type() != FactType.RISK_DISCLOSURE)
        .map(Milestone::reportedOn)
        .max(LocalDate::compareTo)
        .orElse(LocalDate.MIN);
  }

  /** The latest fact that gives a market's probability of this subject, the best if two do. */
  Optional<Milestone> market(String subject) {
    return facts.stream()
        .filter(
            fact ->
                fact.type() == FactType.CONTEXT
                    && fact.unit().filter(PROBABILITY::equals).isPresent()
                    && fact.subject().equalsIgnoreCase(subject)
                    && fact.value().filter(p -> p >= 0 && p <= 1).isPresent())
        .max(
            Comparator.comparing(Milestone::occurredOn)
                .thenComparing(Milestone::evidenceQuality)
                .thenComparing(Milestone::id));
  }
}
