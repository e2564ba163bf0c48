package dev.perigee.forecasts;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts for tests. */
final class GivenFacts {
  private GivenFacts() {}

  static Milestone fact(String id, FactType type, String occurredOn, Double value, Grade grade) {
    return fact(id, type, occurredOn, occurredOn, "SpaceX", value, grade, Map.of(), 0.7);
  }

  static Milestone fact(
      String id,
      FactType type,
      String occurredOn,
      String reportedOn,
      String actor,
      Double value,
      Grade grade,
      Map<String, Double> measures,
      double quality) {
    return new Milestone(
        id,
        type,
        LocalDate.parse(occurredOn),
        LocalDate.parse(reportedOn),
        actor,
        "Starship",
        id,
        Optional.ofNullable(value),
        type.units().stream().findFirst(),
        Optional.ofNullable(grade),
        Evidence.COMPANY_DATA,
        quality,
        "https://example.com",
        "",
        measures,
        Optional.empty(),
        false,
        false);
  }

  static Milestone flights(String lastDay, double flights, double years) {
    return fact(
        "flights-to-" + lastDay + "-" + years,
        FactType.LAUNCH_CADENCE,
        lastDay,
        lastDay,
        "SpaceX",
        flights,
        Grade.MET,
        Map.of("periodYears", years),
        0.7);
  }

  static Milestone flight(String day, Grade grade) {
    return fact("flight-" + day, FactType.FLIGHT_RESULT, day, 0.0, grade);
  }

  /** Something that shows that the ledger was kept up to a day. */
  static Milestone kept(String day) {
    return fact("kept-" + day, FactType.FINANCING, day, 1.0, Grade.MET);
  }

  static LedgerView ledger(String asOf, Milestone... facts) {
    LocalDate day = LocalDate.parse(asOf);
    return new LedgerView(
        List.of(facts).stream().filter(fact -> !fact.reportedOn().isAfter(day)).toList(), day);
  }

  /** A question that is asked, by its key. */
  static Question question(String key) {
    return new Questions()
        .all().stream().filter(question -> question.key().equals(key)).findFirst().orElseThrow();
  }
}
