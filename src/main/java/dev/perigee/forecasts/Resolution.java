package dev.perigee.forecasts;

import java.time.LocalDate;
import java.util.List;

/** What came of a question, as far as the ledger knows. */
sealed interface Resolution {
  /**
   * Nobody knows yet.
   *
   * @param why what is missing
   */
  record Open(String why) implements Resolution {}

  /**
   * The question fell.
   *
   * @param on day since which it is known
   * @param why what made it fall
   */
  record Fallen(LocalDate on, String why) implements Resolution {}

  /**
   * It is answered.
   *
   * @param value the number; 1 for yes and 0 for no
   * @param on day since which it is known
   * @param outcome name of what decided it
   * @param facts names of the facts that answer; none when it is their absence that does
   * @param why how they do
   */
  record Resolved(double value, LocalDate on, String outcome, List<String> facts, String why)
      implements Resolution {}
}
