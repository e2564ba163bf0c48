package dev.perigee.rules;

import dev.perigee.platform.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The activation of a rule set.
 *
 * @param generation 1 for the first of the database, and one more for each further one
 * @param digest of the rule set
 * @param previous digest of the one it took the place of, or null
 * @param by name of who activated it
 * @param at when
 * @param why in the words of whoever did it
 */
record Activation(
    long generation, RuleSetDigest digest, String previous, String by, Instant at, String why) {
  static Activation of(ActivationEntity row) {
    return new Activation(
        row.generation,
        RuleSetDigest.parse(row.digest),
        row.previous,
        row.author,
        row.activatedAt,
        row.message);
  }

  /** The row of an activation that follows another. */
  static ActivationEntity of(
      Optional<ActivationEntity> last, String digest, Caller caller, String why) {
    ActivationEntity row = new ActivationEntity();
    row.generation = last.map(each -> each.generation).orElse(0L) + 1;
    row.digest = digest;
    row.previous = last.map(each -> each.digest).orElse(null);
    row.author = caller.name();
    row.message = why;
    row.client = caller.address();
    row.activatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return row;
  }

  /** Its strong entity tag, without quotes. */
  String tag() {
    return String.valueOf(generation);
  }
}
