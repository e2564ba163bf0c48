package dev.perigee.simulation;

import static dev.perigee.simulation.Parameter.RELIABILITY_COMMISSIONING_DELAY;
import static dev.perigee.simulation.Parameter.RELIABILITY_ECONOMIC_LIFE;
import static dev.perigee.simulation.Parameter.VALUATION_DISCOUNT_RATE;
import static dev.perigee.simulation.Parameter.VALUATION_TERMINAL_GROWTH;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parameters for which the equations have no answer; lists every violation. */
public final class InvalidParameters extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidParameters(List<Violation> violations) {
    super(
        violations.stream()
            .map(
                v ->
                    "%s: expected %s, got %s"
                        .formatted(v.parameter().key(), v.expected(), v.actual()))
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** Every violation, in the order of the catalogue. */
  public List<Violation> violations() {
    return violations;
  }

  /**
   * One value that does not fit.
   *
   * @param parameter whose value it is
   * @param expected what was expected, in words
   * @param actual the offending value
   */
  public record Violation(Parameter parameter, String expected, double actual) {}

  /** Violations of a vector of values. */
  static List<Violation> inValues(double[] values) {
    List<Violation> found = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      double value = values[parameter.ordinal()];
      if (!(value >= parameter.minimum() && value <= parameter.maximum())) {
        found.add(new Violation(parameter, range(parameter), value));
      }
    }
    compare(
        found,
        VALUATION_DISCOUNT_RATE.in(values),
        VALUATION_TERMINAL_GROWTH.in(values),
        RELIABILITY_ECONOMIC_LIFE.in(values),
        RELIABILITY_COMMISSIONING_DELAY.in(values));
    return found;
  }

  /** Violations that some draw of a pack would have. */
  static List<Violation> inOutlook(PackOutlook view) {
    List<Violation> found = new ArrayList<>();
    compare(
        found,
        lower(view, VALUATION_DISCOUNT_RATE),
        view.marginal(VALUATION_TERMINAL_GROWTH).upper(VALUATION_TERMINAL_GROWTH),
        lower(view, RELIABILITY_ECONOMIC_LIFE),
        view.marginal(RELIABILITY_COMMISSIONING_DELAY).upper(RELIABILITY_COMMISSIONING_DELAY));
    return found;
  }

  private static double lower(PackOutlook view, Parameter parameter) {
    return view.marginal(parameter).lower(parameter);
  }

  private static void compare(
      List<Violation> found, double rate, double growth, double life, double delay) {
    if (rate <= growth) {
      found.add(
          new Violation(
              VALUATION_DISCOUNT_RATE,
              "a rate above %s (%s), or the terminal value has no limit"
                  .formatted(VALUATION_TERMINAL_GROWTH.key(), growth),
              rate));
    }
    if (life <= delay) {
      found.add(
          new Violation(
              RELIABILITY_ECONOMIC_LIFE,
              "a life above %s (%s)".formatted(RELIABILITY_COMMISSIONING_DELAY.key(), delay),
              life));
    }
  }

  /** The admissible range of a parameter, in words. */
  public static String range(Parameter parameter) {
    return "a number from %s to %s %s"
        .formatted(parameter.minimum(), parameter.maximum(), parameter.unit());
  }
}
