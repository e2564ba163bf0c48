package dev.perigee.rules;

import java.util.List;

/**
 * An effect with what brought it about.
 *
 * @param rule name of the rule, or {@link #BY_HAND}
 * @param source where the rule's numbers come from
 * @param facts ids of the facts used, sorted; empty by hand
 * @param strength w in [0, 1]
 * @param because why, with the values of the facts
 * @param once whether of several emissions of this rule with the same effect only the strongest
 *     counts
 * @param effect what to do
 */
public record Emission(
    String rule,
    String source,
    List<String> facts,
    double strength,
    String because,
    boolean once,
    Effect effect) {

  /** Rule name of effects given by hand. */
  public static final String BY_HAND = "by hand";

  public Emission {
    facts = facts.stream().sorted().toList();
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must lie in [0, 1], got " + strength);
    }
  }

  /** An effect given by hand, with full strength. */
  public static Emission byHand(Effect effect) {
    return new Emission(BY_HAND, "the request", List.of(), 1, "given by hand", false, effect);
  }

  /** The same with another strength. */
  public Emission withStrength(double other) {
    return new Emission(rule, source, facts, other, because, once, effect);
  }
}
