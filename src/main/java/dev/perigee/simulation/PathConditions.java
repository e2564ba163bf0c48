package dev.perigee.simulation;

import java.util.List;

/**
 * Hard facts and licence terms that bind every path at given quarters; an empty list of each is the
 * plain model.
 *
 * @param freezes spans in which no further satellite is authorised (rule R25)
 * @param deadlines deployment milestones of a licence (rule R14)
 * @param observations capacity known to be launched (rule R20)
 */
public record PathConditions(
    List<AuthorisationFreeze> freezes,
    List<DeploymentDeadline> deadlines,
    List<ObservedCapacity> observations) {

  /** No conditions. */
  public static final PathConditions NONE = new PathConditions(List.of(), List.of(), List.of());

  public PathConditions {
    freezes = List.copyOf(freezes);
    deadlines = List.copyOf(deadlines);
    observations = List.copyOf(observations);
  }

  /**
   * No launches are authorised from {@code from} until {@code until}.
   *
   * @param from decimal year, inclusive
   * @param until decimal year, exclusive
   */
  public record AuthorisationFreeze(double from, double until) {}

  /**
   * A licence that shrinks to what has been launched when fewer satellites than required were
   * launched by its date, as the milestones of the FCC do: half of the grant in six years, all of
   * it in nine.
   *
   * @param by decimal year
   * @param satellites required, at least 0
   */
  public record DeploymentDeadline(double by, double satellites) {}

  /**
   * Compute capacity that was on orbit at a date: satellite learning starts from at least this
   * much.
   *
   * @param at decimal year
   * @param capacityKw at least 0
   */
  public record ObservedCapacity(double at, double capacityKw) {}
}
