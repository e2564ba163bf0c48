package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The mixture from independent scramblings of Sobol points. An estimate is that of all points
 * together; its standard error is the standard deviation of the scramblings' own estimates over the
 * root of their number, for the points of one scrambling are not independent.
 */
final class Replicates {
  /**
   * Fewest scramblings of a run: enough for an error bar, few enough for each to be even. There are
   * less than twice as many, as many as the paths allow.
   */
  private static final int FEWEST = 12;

  /** Fewest points of a scrambling when a precision is asked for. */
  private static final int FIRST_LOOK = 128;

  private final List<SimulationResult> each = new ArrayList<>();
  private final MixtureSample all;
  private final SimulationResult pooled;

  private Replicates(SimulationRequest request, int number, int points, Team team, Runnable done) {
    all = new MixtureSample(request.outlook(), number * points, scrambling(request.seed(), 0));
    for (int r = 0; r < number; r++) {
      MixtureSample sample = all.at(scrambling(request.seed(), r), points);
      sample.grow(points, team, done);
      each.add(sample.result(request, Stop.PATHS, team));
      all.add(sample);
    }
    pooled = all.result(request, Stop.PATHS, team);
  }

  private static Function<Pack, Points> scrambling(long seed, int replicate) {
    return pack -> new SobolPoints(seed, pack, replicate);
  }

  /**
   * Runs a request of Sobol points: scramblings of a power of two of points, together no more than
   * the paths asked for. With a precision, points are doubled until it is met.
   */
  static Simulation.Sampled run(SimulationRequest request, Team team, Progress progress) {
    int most = mostPoints(request.paths());
    int number = request.paths() / most;
    int points = request.precision().isPresent() ? Math.min(most, FIRST_LOOK) : most;
    Tally tally = new Tally(number * blocksUpTo(points, most), progress);
    while (true) {
      Replicates replicates = new Replicates(request, number, points, team, tally);
      if (request.precision().isEmpty()) {
        return replicates.ended(Stop.PATHS);
      }
      double precision = request.precision().getAsDouble();
      if (Simulation.isMet(precision, replicates.mean())) {
        tally.finish();
        return replicates.ended(Stop.PRECISION);
      }
      if (points == most) {
        return replicates.ended(Stop.LIMIT);
      }
      points *= 2;
    }
  }

  /** Most points of a scrambling when there are so many paths. */
  static int mostPoints(int paths) {
    return Integer.highestOneBit(paths / FEWEST);
  }

  private static int blocksUpTo(int points, int most) {
    int blocks = 0;
    for (int p = points; p <= most; p *= 2) {
      blocks += MixtureSample.blocks(p);
    }
    return blocks;
  }

  private Estimate mean() {
    return of(result -> result.enterpriseValue().mean());
  }

  /** An estimate of all points, with the error that the scramblings show. */
  private Estimate of(Function<SimulationResult, Estimate> part) {
    double[] values = each.stream().map(part).mapToDouble(Estimate::value).toArray();
    return new Estimate(
        part.apply(pooled).value(),
        Math.sqrt(PackStatistics.variance(values, values.length) / values.length));
  }

  private Simulation.Sampled ended(Stop stop) {
    return new Simulation.Sampled(all, result(stop));
  }

  private SimulationResult result(Stop stop) {
    return new SimulationResult(
        pooled.horizon(),
        pooled.paths(),
        pooled.seed(),
        pooled.sampling(),
        stop,
        pooled.weights(),
        summary(SimulationResult::enterpriseValue),
        new Bands(
            of(result -> result.bands().bear()),
            of(result -> result.bands().base()),
            of(result -> result.bands().bull())),
        packValues(),
        series(),
        probabilities(),
        pooled.binding(),
        of(SimulationResult::neverProduces),
        of(SimulationResult::effectiveLifeYears),
        of(SimulationResult::belowPhysicsFloor));
  }

  private Summary summary(Function<SimulationResult, Summary> part) {
    Map<Integer, Estimate> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(percentage, of(result -> part.apply(result).percentiles().get(percentage)));
    }
    return new Summary(of(result -> part.apply(result).mean()), percentiles);
  }

  private Map<Pack, Estimate> packValues() {
    Map<Pack, Estimate> values = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      values.put(pack, of(result -> result.packValues().get(pack)));
    }
    return values;
  }

  private Map<Metric, List<Summary>> series() {
    Map<Metric, List<Summary>> series = new EnumMap<>(Metric.class);
    pooled
        .series()
        .forEach(
            (metric, quarters) -> {
              List<Summary> line = new ArrayList<>();
              for (int q = 0; q < quarters.size(); q++) {
                int quarter = q;
                line.add(summary(result -> result.series().get(metric).get(quarter)));
              }
              series.put(metric, line);
            });
    return series;
  }

  private Map<Event, List<Estimate>> probabilities() {
    Map<Event, List<Estimate>> probabilities = new EnumMap<>(Event.class);
    pooled
        .probabilities()
        .forEach(
            (event, quarters) -> {
              List<Estimate> line = new ArrayList<>();
              for (int q = 0; q < quarters.size(); q++) {
                int quarter = q;
                line.add(of(result -> result.probabilities().get(event).get(quarter)));
              }
              probabilities.put(event, line);
            });
    return probabilities;
  }
}
