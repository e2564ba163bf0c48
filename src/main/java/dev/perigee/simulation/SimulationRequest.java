package dev.perigee.simulation;

import java.util.OptionalDouble;

/**
 * What is simulated, and how far.
 *
 * @param outlook what is believed
 * @param paths of each pack, from {@link #FEWEST_PATHS} to {@link #MOST_PATHS}; with a precision,
 *     the limit
 * @param seed any number; equal seeds share their draws across outlooks
 * @param sampling how points are chosen
 * @param precision relative standard error of the mean enterprise value at which the run may end
 *     before {@code paths}, between {@link #FINEST_PRECISION} and 1; empty for none
 */
public record SimulationRequest(
    Outlook outlook, int paths, long seed, Sampling sampling, OptionalDouble precision) {

  /** Fewest and most paths of a pack. */
  public static final int FEWEST_PATHS = 1_000;

  public static final int MOST_PATHS = 1_000_000;

  /** Smallest relative standard error that may be asked for. */
  public static final double FINEST_PRECISION = 1e-4;

  public SimulationRequest {
    if (paths < FEWEST_PATHS || paths > MOST_PATHS) {
      throw new IllegalArgumentException(
          "paths must lie in [%d, %d], got %d".formatted(FEWEST_PATHS, MOST_PATHS, paths));
    }
    if (precision.isPresent()
        && !(precision.getAsDouble() >= FINEST_PRECISION && precision.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "precision must lie in [%s, 1], got %s"
              .formatted(FINEST_PRECISION, precision.getAsDouble()));
    }
  }

  /** Pseudo-random paths of a given number. */
  public static SimulationRequest of(Outlook outlook, int paths, long seed) {
    return new SimulationRequest(outlook, paths, seed, Sampling.PSEUDO, OptionalDouble.empty());
  }
}
