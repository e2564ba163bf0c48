package dev.perigee.simulation;

/**
 * What is kept of one pack's paths: the value of each, and of the quarters counts and sums alone.
 * Sums are of deviations from the pack's first path and are kept by chunk, to be added in the order
 * of the chunks.
 */
final class PackStatistics {
  static final Metric[] FANS = Metric.fans();
  static final Event[] EVENTS = Event.values();

  /** Index in {@link #bindingCounts} of paths that do not produce in a quarter. */
  static final int NOT_PRODUCING = Constraint.values().length;

  final int paths;
  final int quarters;
  final double[] values;
  final Histogram[][] histograms;
  final int[][] eventCounts;
  final int[][] bindingCounts;
  final double[][] origin;
  final double effectiveLifeOrigin;
  final ChunkSums[] chunks;

  PackStatistics(int paths, int quarters, int chunkCount, PathKernel firstPath) {
    this.paths = paths;
    this.quarters = quarters;
    values = new double[paths];
    histograms = new Histogram[FANS.length][];
    origin = new double[FANS.length][];
    for (int m = 0; m < FANS.length; m++) {
      histograms[m] = Histogram.array(quarters, q -> new Histogram());
      origin[m] = firstPath.series[FANS[m].ordinal()].clone();
    }
    effectiveLifeOrigin = firstPath.effectiveLife;
    eventCounts = new int[EVENTS.length][quarters];
    bindingCounts = new int[quarters][NOT_PRODUCING + 1];
    chunks = new ChunkSums[chunkCount];
  }

  /** Sums over the paths of one chunk. */
  static final class ChunkSums {
    final double[][] deviation;
    final double[][] squared;
    double lifeDeviation;
    double lifeSquared;
    int neverProducing;
    int belowPhysicsFloor;

    ChunkSums(int quarters) {
      deviation = new double[FANS.length][quarters];
      squared = new double[FANS.length][quarters];
    }
  }

  /** Mean of a fan metric in a quarter. */
  double mean(int metric, int quarter) {
    return origin[metric][quarter] + total(metric, quarter, false) / paths;
  }

  /** Variance of a fan metric in a quarter over the paths. */
  double variance(int metric, int quarter) {
    return variance(total(metric, quarter, true), total(metric, quarter, false), paths);
  }

  private double total(int metric, int quarter, boolean squares) {
    double sum = 0;
    for (ChunkSums chunk : chunks) {
      sum += (squares ? chunk.squared : chunk.deviation)[metric][quarter];
    }
    return sum;
  }

  /** Mean of the value in USD. */
  double meanValue() {
    double sum = 0;
    for (double value : values) {
      sum += value - values[0];
    }
    return values[0] + sum / paths;
  }

  /** Variance of {@code numbers}, from deviations from the first. */
  static double variance(double[] numbers) {
    double sum = 0;
    double squares = 0;
    for (double number : numbers) {
      double deviation = number - numbers[0];
      sum += deviation;
      squares += deviation * deviation;
    }
    return variance(squares, sum, numbers.length);
  }

  private static double variance(double squares, double sum, int count) {
    return Math.max(0, squares - sum * sum / count) / (count - 1);
  }

  /** Mean of the effective life with its standard error, in years. */
  Estimate effectiveLife() {
    double sum = 0;
    double squares = 0;
    for (ChunkSums chunk : chunks) {
      sum += chunk.lifeDeviation;
      squares += chunk.lifeSquared;
    }
    return new Estimate(
        effectiveLifeOrigin + sum / paths, Math.sqrt(variance(squares, sum, paths) / paths));
  }

  /** Share of paths without production in the horizon. */
  double neverProducing() {
    int count = 0;
    for (ChunkSums chunk : chunks) {
      count += chunk.neverProducing;
    }
    return (double) count / paths;
  }

  /** Share of draws whose specific mass is below what physics asks (equation 5). */
  double belowPhysicsFloor() {
    int count = 0;
    for (ChunkSums chunk : chunks) {
      count += chunk.belowPhysicsFloor;
    }
    return (double) count / paths;
  }
}
