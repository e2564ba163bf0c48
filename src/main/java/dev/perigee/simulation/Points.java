package dev.perigee.simulation;

/**
 * Points of the unit cube, one a path, coordinate by coordinate. A coordinate is a function of the
 * seed, the pack, the path and the dimension alone. An instance holds scratch memory and belongs to
 * one thread.
 */
interface Points {
  /** Dimension of the common technology factor; parameters have their ordinals, below it. */
  int COMMON_FACTOR = 128;

  /** Dimension of the first gate. */
  int FIRST_GATE = 129;

  /**
   * Writes a coordinate of consecutive paths.
   *
   * @param dimension a parameter's ordinal, {@link #COMMON_FACTOR} or a gate's
   * @param first path
   * @param n number of paths
   * @param u receives numbers strictly between 0 and 1
   */
  void fill(int dimension, long first, int n, double[] u);
}
