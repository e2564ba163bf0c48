package dev.perigee.rules;

/**
 * Another rule set became the active one; the first of a database comes without it. Whoever
 * observes it as an event is within the transaction that does so.
 *
 * @param digest of the rule set
 * @param previous digest of the one it took the place of
 * @param generation of the activation
 * @param by name of who activated it
 * @param why in the words of whoever did it
 * @param rollback whether it had been active before
 */
public record RuleSetActivated(
    String digest, String previous, long generation, String by, String why, boolean rollback) {
  /**
   * @param row of the activation, which follows another
   * @param rollback whether the rule set had been active before
   */
  static RuleSetActivated of(ActivationEntity row, boolean rollback) {
    return new RuleSetActivated(
        row.digest, row.previous, row.generation, row.author, row.message, rollback);
  }
}
