package dev.perigee.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Runs an outlook. Paths are worked in blocks, each by one thread; what a block adds is either an
 * integer count or a sum that is added in the order of the blocks, so that the number of threads
 * changes no bit of the result.
 */
public final class Simulation {
  /** With a precision, paths grow by this share between two looks at the error. */
  private static final double GROWTH = 1.25;

  private static final int FIRST_LOOK = 16 * PathBlock.LANES;

  static final String CANCELLED = "the run was cancelled";

  private Simulation() {}

  /**
   * Simulates the mixture.
   *
   * @param threads at least 1; does not change the result
   * @param progress is told how far the run has come
   * @throws CancellationException when the calling thread is interrupted
   * @throws UndefinedResult when the equations have no finite answer on some path
   */
  public static SimulationResult run(SimulationRequest request, int threads, Progress progress) {
    return sampled(request, threads, progress).result();
  }

  /**
   * Statistics of the mixture, and how a quantity is distributed over the paths they are of.
   *
   * @param result what {@link Simulation#run} gives, to the bit
   */
  public record Distributed(SimulationResult result, PathDistribution distribution) {}

  /**
   * Simulates the mixture, and tells how a quantity is distributed over its paths.
   *
   * @param threads at least 1; does not change the result
   * @param progress is told how far the run has come
   * @throws CancellationException when the calling thread is interrupted
   * @throws UndefinedResult when the equations have no finite answer on some path
   */
  public static Distributed distribution(
      SimulationRequest request, Quantity quantity, int threads, Progress progress) {
    if (quantity instanceof Quantity.InQuarter in
        && in.quarter() >= request.outlook().horizon().quarters()) {
      throw new IllegalArgumentException(
          "expected a quarter below %d, got %d"
              .formatted(request.outlook().horizon().quarters(), in.quarter()));
    }
    Sampled sampled = sampled(request, threads, progress);
    return new Distributed(
        sampled.result(), sampled.sample().distribution(sampled.result(), quantity));
  }

  /**
   * A run that has ended.
   *
   * @param sample all of its paths
   */
  record Sampled(MixtureSample sample, SimulationResult result) {}

  private static Sampled sampled(SimulationRequest request, int threads, Progress progress) {
    int blocks =
        switch (request.sampling()) {
          case PSEUDO -> MixtureSample.blocks(request.paths());
          case SOBOL -> MixtureSample.blocks(Replicates.mostPoints(request.paths()));
        };
    try (Team team = new Team(request.outlook(), threads, blocks)) {
      return switch (request.sampling()) {
        case PSEUDO -> pseudoRandom(request, team, progress);
        case SOBOL -> Replicates.run(request, team, progress);
      };
    }
  }

  private static Sampled pseudoRandom(SimulationRequest request, Team team, Progress progress) {
    MixtureSample sample =
        new MixtureSample(
            request.outlook(),
            request.paths(),
            pack -> new PseudoRandomPoints(request.seed(), pack));
    Tally tally = new Tally(MixtureSample.blocks(request.paths()), progress);
    if (request.precision().isEmpty()) {
      sample.grow(request.paths(), team, tally);
      return ended(sample, request, Stop.PATHS, team);
    }
    int paths = Math.min(request.paths(), FIRST_LOOK);
    sample.grow(paths, team, tally);
    while (!isMet(request.precision().getAsDouble(), sample.meanValue())) {
      if (paths == request.paths()) {
        return ended(sample, request, Stop.LIMIT, team);
      }
      int blocks = (int) Math.ceil(GROWTH * MixtureSample.blocks(paths));
      paths = Math.min(request.paths(), blocks * PathBlock.LANES);
      sample.grow(paths, team, tally);
    }
    tally.finish();
    return ended(sample, request, Stop.PRECISION, team);
  }

  private static Sampled ended(
      MixtureSample sample, SimulationRequest request, Stop stop, Team team) {
    return new Sampled(sample, sample.result(request, stop, team));
  }

  /**
   * Whether the relative standard error of a mean is small enough. Nothing is known of a mean of 0:
   * no path may have passed its gates yet.
   */
  static boolean isMet(double precision, Estimate mean) {
    return mean.value() != 0 && mean.standardError() <= precision * Math.abs(mean.value());
  }

  /** Ends a run whose thread was interrupted; it stays interrupted. */
  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(CANCELLED);
    }
  }

  /**
   * The single path of these values: no gates, no draws.
   *
   * @param values put over the central values of the catalogue
   * @throws InvalidParameters with every violation
   * @throws UndefinedResult when the equations have no finite answer
   */
  public static Trajectory trajectory(Map<Parameter, Double> values, Horizon horizon) {
    double[] vector = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      vector[parameter.ordinal()] = values.getOrDefault(parameter, parameter.central());
    }
    List<InvalidParameters.Violation> violations = InvalidParameters.inValues(vector);
    if (!violations.isEmpty()) {
      throw new InvalidParameters(violations);
    }
    PathBlock block = new PathBlock();
    block.resize(1);
    block.put(0, vector);
    Map<Metric, double[]> series = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      series.put(metric, new double[horizon.quarters()]);
    }
    Constraint[] binding = new Constraint[horizon.quarters()];
    PathKernel kernel = new PathKernel(horizon, PathConditions.NONE);
    kernel.run(
        block,
        (q, seen) -> {
          series.forEach((metric, line) -> line[q] = seen.of(metric)[0]);
          binding[q] = Constraint.values()[seen.binding(0)];
        });
    requireFinite("the value", kernel.enterpriseValue(0));
    series.forEach((metric, line) -> requireFinite(metric.field(), Arrays.stream(line).sum()));
    return new Trajectory(
        horizon,
        series,
        List.of(binding),
        kernel.presentValue()[0],
        kernel.terminalValue()[0],
        kernel.effectiveLife[0]);
  }

  /**
   * Probability in each pack that capacity reaches an amount by a date, with one success and one
   * failure added so that it is never 0 or 1. A date before the horizon counts as its first
   * quarter, one beyond it as its last.
   *
   * @param capacityKw at least this much
   * @param time decimal year
   * @param paths of each pack, at least 1
   */
  public static Map<Pack, Double> capacityReached(
      Outlook outlook, double capacityKw, double time, int paths, long seed) {
    int quarter =
        Math.clamp(outlook.horizon().quarterAt(time), 0, outlook.horizon().quarters() - 1);
    Lanes math = Lanes.fastest(PathBlock.LANES);
    PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions(), math);
    PathBlock block = new PathBlock();
    Map<Pack, Double> probabilities = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      PathSampler sampler = new PathSampler(outlook.packs().get(pack), math);
      Points points = new PseudoRandomPoints(seed, pack);
      int[] reached = {0};
      for (int first = 0; first < paths; first += PathBlock.LANES) {
        sampler.draw(points, first, Math.min(PathBlock.LANES, paths - first), block);
        kernel.run(
            block,
            (q, seen) -> {
              if (q == quarter) {
                reached[0] +=
                    seen.count()
                        - math.countBelow(seen.of(Metric.CAPACITY), seen.count(), capacityKw);
              }
            });
      }
      probabilities.put(pack, (reached[0] + 1.0) / (paths + 2.0));
    }
    return probabilities;
  }

  static void requireFinite(String what, double number) {
    if (!Double.isFinite(number)) {
      throw new UndefinedResult(what);
    }
  }
}
