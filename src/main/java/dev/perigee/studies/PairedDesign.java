package dev.perigee.studies;

import dev.perigee.simulation.SimulationRequest;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How outlooks are compared: each is simulated in the same independent batches, so that the scatter
 * of the differences of batches is the error of a difference.
 *
 * @param paths of each pack, in all batches; at least {@link #FEWEST_PATHS}
 * @param seed from which those of the batches come
 */
public record PairedDesign(int paths, long seed) {
  /** Fewest paths: an error from fewer than 8 batches would be worth little. */
  public static final int FEWEST_PATHS = 8 * SimulationRequest.FEWEST_PATHS;

  /** Most paths. */
  public static final int MOST_PATHS = 200_000;

  private static final int MOST_BATCHES = 16;

  public PairedDesign {
    if (paths < FEWEST_PATHS || paths > MOST_PATHS) {
      throw new IllegalArgumentException(
          "paths must lie in [%d, %d], got %d".formatted(FEWEST_PATHS, MOST_PATHS, paths));
    }
  }

  /** Number of batches: 16, or fewer where they would be smaller than the smallest simulation. */
  public int batches() {
    return Math.min(MOST_BATCHES, paths / SimulationRequest.FEWEST_PATHS);
  }

  /** Paths of each pack in a batch. */
  public int pathsOfBatch() {
    return paths / batches();
  }

  /**
   * Paths of each pack that are run, a few less than asked for when the batches do not divide them.
   */
  public int pathsRun() {
    return batches() * pathsOfBatch();
  }

  /** Seeds of the batches; batches are independent, and all outlooks share them. */
  List<Long> seeds() {
    return new SplittableRandom(seed).longs(batches()).boxed().toList();
  }
}
