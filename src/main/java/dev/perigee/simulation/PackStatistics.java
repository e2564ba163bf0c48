package dev.perigee.simulation;

import dev.perigee.simulation.BlockStatistics.BlockSums;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept of one pack's paths: the value of each, and of the quarters counts and sums alone.
 * Sums are of deviations from the pack's first path; blocks are added in their order, whichever
 * thread finished first.
 */
final class PackStatistics {
  static final Metric[] FANS = Metric.fans();
  static final Event[] EVENTS = Event.values();

  final double[] values;
  final QuarterStatistics[] quarters;

  /** Values of the first path by fan and quarter. */
  final double[][] origin;

  final double effectiveLifeOrigin;
  private final BlockSums total;
  private final Map<Integer, BlockSums> early = new HashMap<>();
  private int nextBlock;
  private int paths;

  /**
   * @param most paths there may be
   * @param origin values of the pack's first path by fan and quarter
   * @param effectiveLifeOrigin of that path, in years
   */
  PackStatistics(int most, double[][] origin, double effectiveLifeOrigin) {
    values = new double[most];
    this.origin = origin;
    this.effectiveLifeOrigin = effectiveLifeOrigin;
    quarters = new QuarterStatistics[origin[0].length];
    for (int q = 0; q < quarters.length; q++) {
      quarters[q] = new QuarterStatistics();
    }
    total = new BlockSums(quarters.length);
  }

  /** Takes the sums of a block, to be added when all blocks before it are. */
  synchronized void take(int block, BlockSums sums) {
    early.put(block, sums);
    for (BlockSums next = early.remove(nextBlock); next != null; next = early.remove(nextBlock)) {
      total.add(next);
      nextBlock++;
    }
  }

  /** Sets how many paths were run; all their blocks have been taken. */
  void complete(int run) {
    paths = run;
  }

  /** Number of paths. */
  int paths() {
    return paths;
  }

  /** Mean of a fan metric in a quarter. */
  double mean(int metric, int quarter) {
    return origin[metric][quarter] + total.deviation[metric][quarter] / paths;
  }

  /** Variance of a fan metric in a quarter over the paths. */
  double variance(int metric, int quarter) {
    return variance(total.squared[metric][quarter], total.deviation[metric][quarter], paths);
  }

  /** Mean of the value in USD. */
  double meanValue() {
    double sum = 0;
    for (int i = 0; i < paths; i++) {
      sum += values[i] - values[0];
    }
    return values[0] + sum / paths;
  }

  /** Variance of the value over the paths. */
  double valueVariance() {
    return variance(values, paths);
  }

  /** Variance of the first {@code n} numbers, from deviations from the first. */
  static double variance(double[] numbers, int n) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double deviation = numbers[i] - numbers[0];
      sum += deviation;
      squares += deviation * deviation;
    }
    return variance(squares, sum, n);
  }

  private static double variance(double squares, double sum, int count) {
    return Math.max(0, squares - sum * sum / count) / (count - 1);
  }

  /** Mean of the effective life with its standard error, in years. */
  Estimate effectiveLife() {
    return new Estimate(
        effectiveLifeOrigin + total.life[0] / paths,
        Math.sqrt(variance(total.life[1], total.life[0], paths) / paths));
  }

  /** Share of paths without production in the horizon. */
  double neverProducing() {
    return (double) total.neverProducing / paths;
  }

  /** Share of draws whose specific mass is below what physics asks (equation 5). */
  double belowPhysicsFloor() {
    return (double) total.belowPhysicsFloor / paths;
  }
}
