package dev.perigee.milestones;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which facts of the ledger to list.
 *
 * @param asOf facts reported later are not seen
 * @param type only of this type
 * @param subject only of this subject, whatever the case
 * @param actor only of this actor, whatever the case
 * @param from only from this day on
 * @param to only up to this day
 * @param history whether superseded and withdrawn facts are listed too
 */
public record MilestoneFilter(
    LocalDate asOf,
    Optional<FactType> type,
    Optional<String> subject,
    Optional<String> actor,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    boolean history) {

  /** Everything in force as of a day. */
  public static MilestoneFilter inForce(LocalDate asOf) {
    return new MilestoneFilter(
        asOf,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
