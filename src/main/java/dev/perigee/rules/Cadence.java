package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import java.time.LocalDate;
import java.util.List;

/**
 * Heavy-lift flights of the programme in twelve months: the greater of the nominal flight results,
 * the flights of periods of up to four months, and the flights of a single longer period of up to a
 * year. The months end on the day of knowledge, or on the day of the last launch that a scenario
 * assumes when that lies ahead.
 */
public final class Cadence {
  private static final double SHORT_PERIOD_YEARS = 0.34;
  private static final double LONGEST_PERIOD_YEARS = 1.01;

  private final double flights;
  private final LocalDate until;
  private final boolean complete;
  private final List<Fact> facts;

  private Cadence(double flights, LocalDate until, boolean complete, List<Fact> facts) {
    this.flights = flights;
    this.until = until;
    this.complete = complete;
    this.facts = facts;
  }

  static Cadence of(List<Fact> all, LocalDate asOf) {
    LocalDate until =
        all.stream()
            .filter(f -> f.isOwn() && f.isHypothetical() && isLaunch(f))
            .map(Fact::getOccurredOn)
            .reduce(asOf, (a, b) -> a.isAfter(b) ? a : b);
    boolean known = until.equals(asOf);
    List<Fact> recent =
        all.stream()
            .filter(
                f ->
                    f.isOwn()
                        && !f.getOccurredOn().isAfter(until)
                        && f.getOccurredOn().isAfter(until.minusYears(1)))
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
    Cadence best = new Cadence(nominal.size(), until, known, nominal);
    double sum = quarters.stream().mapToDouble(Fact::getValue).sum();
    if (sum > best.flights) {
      best = new Cadence(sum, until, known, quarters);
    }
    for (Fact fact : counted) {
      double period = fact.measure("periodYears", 1);
      if (period > SHORT_PERIOD_YEARS
          && period <= LONGEST_PERIOD_YEARS
          && fact.getValue() > best.flights) {
        best = new Cadence(fact.getValue(), until, true, List.of(fact));
      }
    }
    return best;
  }

  private static boolean isLaunch(Fact fact) {
    return fact.getType() == FactType.LAUNCH_CADENCE || fact.getType() == FactType.FLIGHT_RESULT;
  }

  /** Flights in the twelve months. */
  public double getFlights() {
    return flights;
  }

  /**
   * Whether a low count means few flights: false when the months end on an assumed launch that lies
   * ahead, because the other flights until then are not assumed.
   */
  public boolean isComplete() {
    return complete;
  }

  /** The facts that were counted. */
  public List<Fact> getFacts() {
    return facts;
  }

  /** Whether the twelve months end on or after this ISO date. */
  public boolean since(String date) {
    return !until.isBefore(LocalDate.parse(date));
  }

  /** Whether the twelve months end before this ISO date. */
  public boolean earlierThan(String date) {
    return until.isBefore(LocalDate.parse(date));
  }
}
