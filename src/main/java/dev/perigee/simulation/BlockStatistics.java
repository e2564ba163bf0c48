package dev.perigee.simulation;

import java.util.Arrays;

/**
 * Watches the quarters of blocks and adds what it saw to their pack. Sums are given to the pack
 * block by block, for it to add in order. Counts, whose order does not matter, are kept for a few
 * blocks, for a histogram is in the cache only while it is counted. Scratch memory of one thread.
 */
final class BlockStatistics implements PathKernel.Observer {
  private static final int FANS = PackStatistics.FANS.length;

  private final Lanes math;
  private final QuarterCounts[] quarters;
  private final double[] moments = new double[2];
  private PackStatistics pack;
  private BlockSums sums;
  private final int mostKept;
  private int kept;

  /**
   * @param blocksKept blocks whose counts are kept at most
   */
  BlockStatistics(int quarters, int blocksKept, Lanes math) {
    this.math = math;
    mostKept = blocksKept * PathBlock.LANES;
    this.quarters = new QuarterCounts[quarters];
    for (int q = 0; q < quarters; q++) {
      this.quarters[q] = new QuarterCounts(mostKept);
    }
  }

  /** Starts to watch a block of a pack. */
  void watch(PackStatistics watched) {
    if (watched != pack || kept + PathBlock.LANES > mostKept) {
      flush();
    }
    pack = watched;
    sums = new BlockSums(quarters.length);
  }

  /** Gives the pack the counts that are kept. */
  void flush() {
    if (kept > 0) {
      for (int q = 0; q < quarters.length; q++) {
        pack.quarters[q].add(quarters[q], kept);
        quarters[q].clear();
      }
      kept = 0;
    }
  }

  @Override
  public void quarter(int q, PathKernel kernel) {
    int n = kernel.count();
    QuarterCounts counts = quarters[q];
    for (int m = 0; m < FANS; m++) {
      Metric metric = PackStatistics.FANS[m];
      double origin = pack.origin[m][q];
      int nonZero = kernel.nonZero(metric, q);
      short[] codes = counts.codes[m];
      math.observe(kernel.of(metric), nonZero, origin, moments, counts.range[m], codes, kept);
      Simulation.requireFinite(metric.field(), moments[0]);
      if (nonZero < n) {
        counts.seeZero(m);
        Arrays.fill(codes, kept + nonZero, kept + n, Histogram.ZERO);
      }
      sums.deviation[m][q] = moments[0] - (n - nonZero) * origin;
      sums.squared[m][q] = moments[1] + (n - nonZero) * (origin * origin);
    }
    counts.see(kernel, q, math);
  }

  /**
   * Adds the ends of the paths and gives the pack the block.
   *
   * @param block its number
   * @param first path
   */
  void close(PathKernel kernel, PathBlock paths, int block, int first) {
    double[] specificMass = paths.of(Parameter.SATELLITE_SPECIFIC_MASS_INITIAL);
    int n = kernel.count();
    for (int i = 0; i < n; i++) {
      double value = kernel.enterpriseValue(i);
      Simulation.requireFinite("the value", value);
      pack.values[first + kernel.lane(i)] = value;
    }
    math.observe(
        kernel.effectiveLife, n, pack.effectiveLifeOrigin, moments, new double[2], new short[n], 0);
    sums.life[0] = moments[0];
    sums.life[1] = moments[1];
    sums.neverProducing = n - kernel.producing(quarters.length - 1);
    sums.belowPhysicsFloor = math.countBelow(specificMass, n, ThermalPhysics.SPECIFIC_MASS_FLOOR);
    pack.take(block, sums);
    kept += n;
  }

  /** What is kept of a quarter. */
  static final class QuarterCounts {
    final short[][] codes;

    /** Least and greatest value by fan. */
    final double[][] range = new double[FANS][2];

    final int[] events = new int[PackStatistics.EVENTS.length];
    final int[] binding = new int[QuarterStatistics.NOT_PRODUCING + 1];

    QuarterCounts(int capacity) {
      codes = new short[FANS][capacity];
      clear();
    }

    final void clear() {
      for (double[] each : range) {
        each[0] = Double.POSITIVE_INFINITY;
        each[1] = Double.NEGATIVE_INFINITY;
      }
      Arrays.fill(events, 0);
      Arrays.fill(binding, 0);
    }

    void seeZero(int metric) {
      range[metric][0] = Math.min(range[metric][0], 0);
      range[metric][1] = Math.max(range[metric][1], 0);
    }

    void see(PathKernel kernel, int q, Lanes math) {
      int producing = kernel.producing(q);
      for (Event event : PackStatistics.EVENTS) {
        events[event.ordinal()] += event.count(kernel.of(event.metric()), kernel.count(), math);
      }
      for (int i = 0; i < producing; i++) {
        binding[kernel.binding(i)]++;
      }
      binding[QuarterStatistics.NOT_PRODUCING] += kernel.count() - producing;
    }
  }

  /** Sums over the paths of one block. */
  static final class BlockSums {
    /** Sum of deviations by fan and quarter. */
    final double[][] deviation;

    /** Sum of their squares. */
    final double[][] squared;

    /** Sum of deviations of the effective life and of their squares. */
    final double[] life;

    int neverProducing;
    int belowPhysicsFloor;

    BlockSums(int quarters) {
      deviation = new double[FANS][quarters];
      squared = new double[FANS][quarters];
      life = new double[2];
    }

    /** Adds those of another block. */
    void add(BlockSums other) {
      for (int m = 0; m < FANS; m++) {
        for (int q = 0; q < deviation[m].length; q++) {
          deviation[m][q] += other.deviation[m][q];
          squared[m][q] += other.squared[m][q];
        }
      }
      life[0] += other.life[0];
      life[1] += other.life[1];
      neverProducing += other.neverProducing;
      belowPhysicsFloor += other.belowPhysicsFloor;
    }
  }
}
