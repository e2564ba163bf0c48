package dev.perigee.rules;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facts that are made to try a band: all alike but for the quantity and the day.
 *
 * @param type of the fact; empty for the cadence, which is made of flights counted
 * @param quantity that varies
 * @param actor who reports
 * @param grade of the fact, if any
 * @param measures further numbers
 */
record BandProbe(
    Optional<FactType> type,
    String quantity,
    String actor,
    Optional<Grade> grade,
    Map<String, Double> measures) {

  private static final String MEASURE = "measure\\(\"([A-Za-z0-9]+)\",[^)]*\\)";
  private static final String HAS = "has\\(\"([A-Za-z0-9]+)\"\\)";
  private static final String OTHER = "Another operator";
  private static final String PREMIUM = "premiumOf(priceUsdPerKwYear)";
  private static final double STEP = 1e-6;

  /** What a fact is made of that meets the conditions of a rule as far as they are understood. */
  static List<BandProbe> candidates(BandRule rule, String quantity) {
    Map<String, Double> measures = new HashMap<>();
    for (BandCondition condition : rule.besides(quantity)) {
      condition
          .single()
          .filter(comparison -> comparison.quantity().matches(MEASURE))
          .ifPresent(
              comparison ->
                  measures.merge(
                      comparison.quantity().replaceFirst(MEASURE, "$1"),
                      met(comparison),
                      (first, second) -> first));
      if (condition.text().matches(HAS)) {
        measures.putIfAbsent(condition.text().replaceFirst(HAS, "$1"), 1.0);
      }
    }
    List<BandProbe> candidates = new ArrayList<>();
    for (String actor : List.of(Milestone.PROGRAMME, OTHER)) {
      Stream.concat(
              Stream.of(Grade.MET, Grade.PARTIAL, Grade.FAILED).map(Optional::of),
              Stream.of(Optional.<Grade>empty()))
          .map(grade -> new BandProbe(rule.type(), quantity, actor, grade, Map.copyOf(measures)))
          .forEach(candidates::add);
    }
    return candidates;
  }

  /** A number that meets a comparison. */
  private static double met(BandCondition.Comparison comparison) {
    double number = comparison.number();
    return Stream.of(number, number - 1, number + 1, number * (1 - STEP))
        .filter(comparison::holds)
        .findFirst()
        .orElse(number);
  }

  /** Whether facts can be made in which this quantity varies. */
  static boolean knows(Optional<FactType> type, String quantity) {
    return type.isEmpty()
        ? quantity.equals("flights")
        : isOwnNumber(quantity) || quantity.matches(MEASURE);
  }

  /** Whether the quantity is the number of the fact itself, or comes of it. */
  static boolean isOwnNumber(String quantity) {
    return List.of("value", "flights", "ratioToExpected", PREMIUM).contains(quantity);
  }

  /** Least and greatest number the quantity may have. */
  static double[] range(Optional<FactType> type, String quantity) {
    FactType of = type.orElse(FactType.LAUNCH_CADENCE);
    if (quantity.matches(MEASURE)) {
      return of.measure(quantity.replaceFirst(MEASURE, "$1"))
          .map(measure -> new double[] {measure.minimum(), measure.maximum()})
          .orElse(new double[] {0, Double.MAX_VALUE});
    }
    return switch (quantity) {
      case "ratioToExpected" -> new double[] {0, Double.MAX_VALUE};
      case PREMIUM -> new double[] {-1, Double.MAX_VALUE};
      default -> new double[] {of.minimum(), of.maximum()};
    };
  }

  /** The fact with this quantity on this day. */
  Milestone fact(double number, LocalDate day, Expectations expectations) {
    FactType of = type.orElse(FactType.LAUNCH_CADENCE);
    Map<String, Double> numbers = new HashMap<>(measures);
    double value =
        switch (quantity) {
          case "value", "flights" -> number;
          case "ratioToExpected" -> number * expectations.of(of, day);
          case PREMIUM -> (1 + number) * expectations.terrestrialCost(day);
          default -> {
            numbers.put(quantity.replaceFirst(MEASURE, "$1"), number);
            yield Math.clamp(1, of.minimum(), of.maximum());
          }
        };
    return new Milestone(
        "probe",
        of,
        day,
        day,
        actor,
        "probe",
        "",
        Optional.of(value),
        quantity.equals(PREMIUM) ? Optional.of("USD/kW-yr") : of.units().stream().findFirst(),
        grade,
        Evidence.COMPANY_DATA,
        1,
        "",
        "",
        numbers,
        Optional.empty(),
        false,
        false);
  }
}
