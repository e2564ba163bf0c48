package dev.perigee.milestones;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One fact of the ledger.
 *
 * @param id unique name
 * @param type what kind of fact
 * @param occurredOn day it happened, or is planned to
 * @param reportedOn day it became known; reads as of an earlier day do not see it
 * @param actor who
 * @param subject the vehicle, system or thing
 * @param title the fact in a sentence
 * @param value the number, in {@code unit}
 * @param unit of the value
 * @param grade how it came out
 * @param evidence kind of source
 * @param evidenceQuality weight in [0, 1] with which it acts
 * @param sourceUrl where it is from
 * @param note anything a reader should know
 * @param measures further numbers by name
 * @param supersedes id of the fact that this one corrects
 * @param retracted whether the fact was withdrawn
 * @param hypothetical whether it is an assumption of a scenario and not of the ledger
 */
public record Milestone(
    String id,
    FactType type,
    LocalDate occurredOn,
    LocalDate reportedOn,
    String actor,
    String subject,
    String title,
    Optional<Double> value,
    Optional<String> unit,
    Optional<Grade> grade,
    Evidence evidence,
    double evidenceQuality,
    String sourceUrl,
    String note,
    Map<String, Double> measures,
    Optional<String> supersedes,
    boolean retracted,
    boolean hypothetical) {

  /** Operator whose programme is valued. */
  public static final String PROGRAMME = "SpaceX";

  public Milestone {
    if (!(evidenceQuality >= 0 && evidenceQuality <= 1)) {
      throw new IllegalArgumentException(
          "evidenceQuality must lie in [0, 1], got " + evidenceQuality);
    }
    SortedMap<String, Double> sorted = new TreeMap<>(measures);
    measures = Collections.unmodifiableSortedMap(sorted);
  }
}
