package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.simulation.UnitCost;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/**
 * A milestone as rules see it: plain values, ages as of the day of the outlook, and what the model
 * expected.
 */
public final class Fact {
  private static final double KW_PER_GPU_DEFAULT = 1.275;
  private static final Comparator<Fact> RANK =
      Comparator.comparingDouble(Fact::getEvidenceQuality)
          .thenComparing(Fact::getOccurredOn, Comparator.reverseOrder())
          .thenComparing(Fact::getId, Comparator.reverseOrder());

  private final Milestone milestone;
  private final LocalDate asOf;
  private final Expectations expectations;

  Fact(Milestone milestone, LocalDate asOf, Expectations expectations) {
    this.milestone = milestone;
    this.asOf = asOf;
    this.expectations = expectations;
  }

  public String getId() {
    return milestone.id();
  }

  public FactType getType() {
    return milestone.type();
  }

  public String getActor() {
    return milestone.actor();
  }

  public String getSubject() {
    return milestone.subject();
  }

  public LocalDate getOccurredOn() {
    return milestone.occurredOn();
  }

  public double getEvidenceQuality() {
    return milestone.evidenceQuality();
  }

  /** Whether the fact has a number. */
  public boolean isMeasured() {
    return milestone.value().isPresent();
  }

  /** The number; rules ask {@link #isMeasured} first. */
  public double getValue() {
    return milestone.value().orElse(Double.NaN);
  }

  /** Whether the milestone met or exceeded its criterion. */
  public boolean isMet() {
    return grade(Grade.MET) || grade(Grade.EXCEEDED);
  }

  public boolean isPartial() {
    return grade(Grade.PARTIAL);
  }

  public boolean isFailed() {
    return grade(Grade.FAILED);
  }

  /** Whether the fact is an assumption of a scenario. */
  public boolean isHypothetical() {
    return milestone.hypothetical();
  }

  private boolean grade(Grade grade) {
    return milestone.grade().filter(grade::equals).isPresent();
  }

  /** Whether the fact is of the programme that is valued. */
  public boolean isOwn() {
    return milestone
        .actor()
        .toLowerCase(Locale.ROOT)
        .contains(Milestone.PROGRAMME.toLowerCase(Locale.ROOT));
  }

  /** A further number of the fact, or {@code otherwise} when the fact does not give it. */
  public double measure(String name, double otherwise) {
    return milestone.measures().getOrDefault(name, otherwise);
  }

  /** Whether the fact gives this further number. */
  public boolean has(String measure) {
    return milestone.measures().containsKey(measure);
  }

  /** Whole months from the fact to the day of the outlook. */
  public long getAgeMonths() {
    return ChronoUnit.MONTHS.between(milestone.occurredOn(), asOf);
  }

  /**
   * Whether the fact happened in the months up to the day of the outlook, that day included and the
   * first left out.
   */
  public boolean withinMonths(long months) {
    LocalDate day = milestone.occurredOn();
    return day.isAfter(asOf.minusMonths(months)) && !day.isAfter(asOf);
  }

  /** Calendar year in which the fact happened. */
  public int getYear() {
    return milestone.occurredOn().getYear();
  }

  /** Whole months from the other fact to this one; negative when this one is earlier. */
  public long monthsAfter(Fact other) {
    return ChronoUnit.MONTHS.between(other.getOccurredOn(), milestone.occurredOn());
  }

  /** Whether the subject contains this text, whatever its case. */
  public boolean mentions(String text) {
    return milestone.subject().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the fact happened on or after this ISO date. */
  public boolean since(String date) {
    return !milestone.occurredOn().isBefore(LocalDate.parse(date));
  }

  /** Whether the fact happened before this ISO date. */
  public boolean earlierThan(String date) {
    return milestone.occurredOn().isBefore(LocalDate.parse(date));
  }

  /** Whether this and the other fact lie no more than so many months apart. */
  public boolean within(long months, Fact other) {
    LocalDate earlier =
        milestone.occurredOn().isBefore(other.getOccurredOn())
            ? milestone.occurredOn()
            : other.getOccurredOn();
    LocalDate later =
        earlier.equals(milestone.occurredOn()) ? other.getOccurredOn() : milestone.occurredOn();
    return !later.isAfter(earlier.plusMonths(months));
  }

  /**
   * Whether this fact is better evidence than the other: higher quality, then earlier. Total over
   * distinct facts.
   */
  public boolean outranks(Fact other) {
    return RANK.compare(this, other) > 0;
  }

  /** Whether this fact has a greater value than the other, and in a tie outranks it. */
  public boolean exceeds(Fact other) {
    int compared = Double.compare(getValue(), other.getValue());
    return compared > 0 || (compared == 0 && outranks(other));
  }

  /** The value over what the central case of the model expects for the day of the fact. */
  public double getRatioToExpected() {
    return getValue() / expectations.of(milestone.type(), milestone.occurredOn());
  }

  /**
   * A price in USD/kW-yr; prices of accelerator hours are converted by the power of one, 1.275 kW
   * (H100) unless given.
   */
  public double getPriceUsdPerKwYear() {
    boolean hourly = milestone.unit().filter("USD/GPU-h"::equals).isPresent();
    return hourly
        ? UnitCost.fromGpuHour(getValue(), measure("kwPerGpu", KW_PER_GPU_DEFAULT))
        : getValue();
  }

  /**
   * What a price in USD/kW-yr is above the cost of a kW-year on the ground on the day of the fact,
   * as a share of it.
   */
  public double premiumOf(double usdPerKwYear) {
    return usdPerKwYear / expectations.terrestrialCost(milestone.occurredOn()) - 1;
  }

  /**
   * Whether the fact is a demonstration of technology, which is evidence for every operator (rule
   * R28).
   */
  public boolean isDemonstration() {
    return Set.of(
            FactType.DEMO_THERMAL,
            FactType.DEMO_RADIATION,
            FactType.DEMO_COMPUTE_UPTIME,
            FactType.SPECIFIC_MASS,
            FactType.SERVICING_DEMO,
            FactType.OPTICAL_LINK)
        .contains(milestone.type());
  }

  @Override
  public String toString() {
    return milestone.id();
  }
}
