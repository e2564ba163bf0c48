package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import java.time.LocalDate;
import java.util.List;

/**
 * Heavy-lift flights of the programme in the twelve months up to the day of the outlook: the
 * greater of the nominal flight results, the flights of periods of up to four months, and the
 * flights of a single longer period of up to a year.
 */
public final class Cadence {
  private static final double SHORT_PERIOD_YEARS = 0.34;
  private static final double LONGEST_PERIOD_YEARS = 1.01;

  private final double flights;
  private final LocalDate asOf;
  private final List<Fact> facts;

  private Cadence(double flights, LocalDate asOf, List<Fact> facts) {
    this.flights = flights;
    this.asOf = asOf;
    this.facts = facts;
  }

  static Cadence of(List<Fact> all, LocalDate asOf) {
    List<Fact> recent =
        all.stream()
            .filter(f -> f.isOwn() && f.getAgeMonths() < 12 && f.getAgeMonths() >= 0)
            .toList();
    List<Fact> nominal =
        recent.stream()
            .filter(f -> f.getType() == FactType.FLIGHT_RESULT && (f.isMet() || f.isPartial()))
            .toList();
    List<Fact> counted =
        recent.stream()
            .filter(f -> f.getType() == FactType.LAUNCH_CADENCE && f.isMeasured())
            .toList();
    List<Fact> quarters =
        counted.stream().filter(f -> f.measure("periodYears", 1) <= SHORT_PERIOD_YEARS).toList();
    Cadence best = new Cadence(nominal.size(), asOf, nominal);
    double sum = quarters.stream().mapToDouble(Fact::getValue).sum();
    if (sum > best.flights) {
      best = new Cadence(sum, asOf, quarters);
    }
    for (Fact fact : counted) {
      double period = fact.measure("periodYears", 1);
      if (period > SHORT_PERIOD_YEARS
          && period <= LONGEST_PERIOD_YEARS
          && fact.getValue() > best.flights) {
        best = new Cadence(fact.getValue(), asOf, List.of(fact));
      }
    }
    return best;
  }

  /** Flights in the twelve months. */
  public double getFlights() {
    return flights;
  }

  /** The facts that were counted. */
  public List<Fact> getFacts() {
    return facts;
  }

  /** Whether the outlook is of a day on or after this ISO date. */
  public boolean since(String date) {
    return !asOf.isBefore(LocalDate.parse(date));
  }

  /** Whether the outlook is of a day before this ISO date. */
  public boolean earlierThan(String date) {
    return asOf.isBefore(LocalDate.parse(date));
  }
}
