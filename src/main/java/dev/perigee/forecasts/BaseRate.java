package dev.perigee.forecasts;

import java.util.List;
import java.util.Optional;

/**
 * What one would say who knows only how often it came before: climatology. It rests on what the
 * ledger knew on the day of the forecast.
 *
 * @param cases earlier cases that were answered by then
 * @param said empty for a number without cases
 */
record BaseRate(int cases, Optional<Said> said) {
  private static final double PRIOR = 0.5;

  /**
   * The base rate of a question.
   *
   * @param ledger as it was known on the day of the forecast
   */
  static BaseRate of(Question question, LedgerView ledger) {
    List<Double> values = values(question, ledger);
    if (!question.isYesNo()) {
      return new BaseRate(
          values.size(),
          values.isEmpty()
              ? Optional.empty()
              : Optional.of(new Said.Distribution(PredictiveDistribution.ofSample(values))));
    }
    double yes = values.stream().mapToDouble(Double::doubleValue).sum();
    return new BaseRate(
        values.size(),
        Optional.of(
            new Said.Probability((yes + PRIOR) / (values.size() + 2 * PRIOR), Optional.empty())));
  }

  private static List<Double> values(Question question, LedgerView ledger) {
    if (question.since() == null) {
      return List.of();
    }
    if (question.about() == QuestionTime.NEXT) {
      return ledger.counting(question).stream()
          .filter(fact -> !fact.occurredOn().isBefore(question.since()))
          .map(fact -> question.yes().holds(fact.value(), fact.grade()) ? 1.0 : 0.0)
          .toList();
    }
    return Target.past(question, ledger.asOf()).stream()
        .map(target -> ledger.resolve(question, target))
        .filter(Resolution.Resolved.class::isInstance)
        .map(resolution -> ((Resolution.Resolved) resolution).value())
        .toList();
  }
}
