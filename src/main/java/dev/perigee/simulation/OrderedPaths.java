package dev.perigee.simulation;

import java.util.Arrays;

/**
 * The paths of a block in the order of their first quarter of production, so that those that
 * produce in a quarter are the first ones. A place is a position in this order. Scratch memory of
 * one thread.
 */
final class OrderedPaths {
  private final int[] lane = new int[PathBlock.LANES];
  private final int[] first = new int[PathBlock.LANES];
  private final int[] unordered = new int[PathBlock.LANES];
  private final double[] time = new double[Horizon.MOST_QUARTERS];
  private final int[] producing = new int[Horizon.MOST_QUARTERS + 2];
  private final int quarters;
  private PathBlock block;

  /** Orders by quarters beyond the horizon too: sums are taken alike under a longer one. */
  OrderedPaths(Horizon horizon) {
    quarters = horizon.quarters();
    for (int q = 0; q < time.length; q++) {
      time[q] = horizon.time(q);
    }
  }

  /** Orders a block; paths of one quarter stay in the order of their lanes. */
  void of(PathBlock paths) {
    block = paths;
    double[] start = paths.of(Parameter.DEPLOYMENT_START);
    Arrays.fill(producing, 0);
    for (int i = 0; i < paths.count(); i++) {
      unordered[i] = firstQuarter(start[i]);
      producing[unordered[i] + 1]++;
    }
    for (int q = 1; q < producing.length; q++) {
      producing[q] += producing[q - 1];
    }
    for (int i = 0; i < paths.count(); i++) {
      int place = producing[unordered[i]]++;
      lane[place] = i;
      first[place] = Math.min(unordered[i], quarters);
    }
  }

  /** The first quarter not before {@code start}, by the comparison of the equations. */
  private int firstQuarter(double start) {
    double from = start - ModelConstants.TIME_TOLERANCE_YEARS;
    double quarter = Math.ceil((from - time[0]) / ModelConstants.QUARTER_YEARS);
    int q = (int) Math.max(0, Math.min(quarter, time.length));
    while (q > 0 && time[q - 1] >= from) {
      q--;
    }
    while (q < time.length && time[q] < from) {
      q++;
    }
    return q;
  }

  /** Number of paths. */
  int count() {
    return block.count();
  }

  /** The lane of the block at a place. */
  int lane(int place) {
    return lane[place];
  }

  /** First quarter of production at a place; the number of quarters where there is none. */
  int first(int place) {
    return first[place];
  }

  /** Number of places that produce in quarter {@code q} or have before. */
  int producing(int q) {
    return producing[q];
  }

  /** Copies the values of a parameter into the order of the places. */
  void load(Parameter parameter, double[] into) {
    double[] from = block.of(parameter);
    if (block.isCertain(parameter)) {
      Arrays.fill(into, 0, block.count(), from[0]);
      return;
    }
    for (int i = 0; i < block.count(); i++) {
      into[i] = from[lane[i]];
    }
  }

  /** Copies them multiplied by {@code factor}. */
  void load(Parameter parameter, double factor, double[] into) {
    load(parameter, into);
    for (int i = 0; i < block.count(); i++) {
      into[i] *= factor;
    }
  }

  /** Copies one plus {@code factor} times the value, to the power {@code exponent}. */
  void loadGrowth(Parameter parameter, double factor, double exponent, Lanes math, double[] into) {
    load(parameter, into);
    int n = block.isCertain(parameter) ? 1 : block.count();
    for (int i = 0; i < n; i++) {
      into[i] = 1 + factor * into[i];
    }
    math.log2(into, n);
    for (int i = 0; i < n; i++) {
      into[i] *= exponent;
    }
    math.exp2(into, n);
    if (n < block.count()) {
      Arrays.fill(into, n, block.count(), into[0]);
    }
  }
}
