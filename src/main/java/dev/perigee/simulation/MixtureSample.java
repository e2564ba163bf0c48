package dev.perigee.simulation;

import java.util.Map;
import java.util.function.Function;

/**
 * A sample of the mixture that can grow: as many paths of each pack, the packs being strata. A
 * sample that grew to some size equals one that was made of that size.
 */
final class MixtureSample {
  private final Outlook outlook;
  private final Function<Pack, Points> source;
  private final PackStatistics[] packs = new PackStatistics[Pack.values().length];
  private int paths;

  /**
   * An empty sample.
   *
   * @param most paths of each pack it may grow to
   * @param source makes the points of a pack, anew each time
   */
  MixtureSample(Outlook outlook, int most, Function<Pack, Points> source) {
    this.outlook = outlook;
    this.source = source;
    for (Pack pack : Pack.values()) {
      packs[pack.ordinal()] = start(pack, most);
    }
  }

  /** An empty sample that takes deviations from the same paths as another. */
  private MixtureSample(MixtureSample other, int most, Function<Pack, Points> source) {
    outlook = other.outlook;
    this.source = source;
    for (Pack pack : Pack.values()) {
      packs[pack.ordinal()] = other.statistics(pack).emptyLike(most);
    }
  }

  /** An empty sample at other points that can be added to this one. */
  MixtureSample at(Function<Pack, Points> others, int most) {
    return new MixtureSample(this, most, others);
  }

  /** Adds the paths of a sample made by {@link #at}. */
  void add(MixtureSample other) {
    paths += other.paths;
    for (Pack pack : Pack.values()) {
      statistics(pack).add(other.statistics(pack));
    }
  }

  private PackStatistics start(Pack pack, int most) {
    PathBlock block = new PathBlock();
    PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
    new PathSampler(outlook.packs().get(pack), Lanes.fastest(PathBlock.LANES))
        .draw(points(pack), 0, 1, block);
    double[][] fans = new double[PackStatistics.FANS.length][outlook.horizon().quarters()];
    kernel.run(
        block,
        (q, seen) -> {
          for (int m = 0; m < fans.length; m++) {
            fans[m][q] = seen.of(PackStatistics.FANS[m])[0];
          }
        });
    Simulation.requireFinite("the value", kernel.enterpriseValue(0));
    return new PackStatistics(most, fans, kernel.effectiveLife[0]);
  }

  /** Points of a pack, for one thread. */
  Points points(Pack pack) {
    return source.apply(pack);
  }

  PackStatistics statistics(Pack pack) {
    return packs[pack.ordinal()];
  }

  /** Number of blocks of each pack that {@code paths} paths make. */
  static int blocks(int paths) {
    return (paths + PathBlock.LANES - 1) / PathBlock.LANES;
  }

  /**
   * Adds paths until there are {@code more} of each pack; all but the last growth end with a whole
   * block.
   *
   * @param done is called after each block
   */
  void grow(int more, Team team, Runnable done) {
    team.run(this, paths / PathBlock.LANES, blocks(more), more, done);
    paths = more;
    for (PackStatistics pack : packs) {
      pack.complete(paths);
    }
  }

  /** Mean value of the mixture in USD with the standard error of independent paths. */
  Estimate meanValue() {
    double mean = 0;
    double variance = 0;
    for (Map.Entry<Pack, Double> weighted : outlook.weights().entrySet()) {
      PackStatistics pack = statistics(weighted.getKey());
      double weight = weighted.getValue();
      mean += weight * pack.meanValue();
      variance += weight * weight * pack.valueVariance() / paths;
    }
    return new Estimate(mean, Math.sqrt(variance));
  }

  /**
   * How a quantity is distributed over its paths.
   *
   * @param result its statistics
   */
  PathDistribution distribution(SimulationResult result, Quantity quantity) {
    Simulation.requireNotInterrupted();
    return PathDistributions.of(packs, result, quantity);
  }

  /** Its statistics, put together by the threads of a team. */
  SimulationResult result(SimulationRequest request, Stop stop, Team team) {
    Simulation.requireNotInterrupted();
    return new MixtureSummariser(outlook, packs).result(paths, request, stop, team);
  }
}
