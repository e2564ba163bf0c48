package dev.perigee.forecasts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which forecasts to list.
 *
 * @param asOf what was said or reported later is not seen
 * @param question only of the question of this key
 * @param from only those made on this day or later
 * @param to only those made on this day or earlier
 * @param resolved only those that are answered, or only those that are not
 * @param ruleSet only under the rule set of this digest
 * @param backtest only those of the back-test of this name; without it those that were made on
 *     their day
 */
record ForecastFilter(
    LocalDate asOf,
    Optional<String> question,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<Boolean> resolved,
    Optional<String> ruleSet,
    Optional<String> backtest) {
  /** Everything that was said up to a day, on its day or in a back-test. */
  static ForecastFilter said(
      LocalDate asOf, Optional<String> question, Optional<String> ruleSet, Optional<String> of) {
    return new ForecastFilter(
        asOf, question, Optional.empty(), Optional.empty(), Optional.empty(), ruleSet, of);
  }
}
