package dev.perigee.simulation;

import java.util.Arrays;

/** Parameter vectors of a block of paths, by parameter and lane. Scratch memory of one thread. */
final class PathBlock {
  /** Most paths in a block: few enough for the cache, enough for the loops to pay. */
  static final int LANES = 256;

  /** Values by ordinal of the parameter and lane. */
  final double[][] values = new double[Parameter.values().length][LANES];

  private final boolean[] certain = new boolean[values.length];
  private int count;

  /** Number of paths in the block. */
  int count() {
    return count;
  }

  /** Sets the number of paths, from 1 to {@link #LANES}. */
  void resize(int paths) {
    count = paths;
  }

  /** Values of a parameter by lane. */
  double[] of(Parameter parameter) {
    return values[parameter.ordinal()];
  }

  /** Gives every path the same value of a parameter. */
  void fill(Parameter parameter, double value) {
    Arrays.fill(of(parameter), 0, count, value);
    certain[parameter.ordinal()] = true;
  }

  /** The values of a parameter by lane, to be written. */
  double[] draw(Parameter parameter) {
    certain[parameter.ordinal()] = false;
    return of(parameter);
  }

  /** Whether every path is known to have the same value of a parameter. */
  boolean isCertain(Parameter parameter) {
    return certain[parameter.ordinal()];
  }

  /** Puts one parameter vector into a lane. */
  void put(int lane, double[] vector) {
    for (int p = 0; p < values.length; p++) {
      values[p][lane] = vector[p];
      certain[p] = false;
    }
  }
}
