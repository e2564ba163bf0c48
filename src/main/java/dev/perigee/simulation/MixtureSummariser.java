package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Turns the statistics of the packs into those of the mixture. The packs are independent samples of
 * equal size, so a mean is the weighted mean of theirs and its variance the sum of the squared
 * weights times theirs.
 */
final class MixtureSummariser {
  private final Outlook outlook;
  private final PackStatistics[] packs;
  private final double[] weights;

  MixtureSummariser(Outlook outlook, PackStatistics[] packs) {
    this.outlook = outlook;
    this.packs = packs;
    weights = outlook.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  SimulationResult result(int paths, SimulationRequest request, Stop stop, Team team) {
    double[][] sorted = new double[packs.length][];
    Map<Pack, Estimate> packValues = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      PackStatistics statistics = packs[pack.ordinal()];
      sorted[pack.ordinal()] = Arrays.copyOf(statistics.values, statistics.paths());
      Arrays.sort(sorted[pack.ordinal()]);
      packValues.put(
          pack,
          new Estimate(
              statistics.meanValue(), Math.sqrt(statistics.valueVariance() / statistics.paths())));
    }
    MixtureQuantiles values = MixtureQuantiles.ofSorted(sorted, weights);
    Estimate mean = mixed(pack -> packs[pack].meanValue(), pack -> packs[pack].valueVariance());
    return new SimulationResult(
        outlook.horizon(),
        paths,
        request.seed(),
        request.sampling(),
        stop,
        outlook.weights(),
        summary(mean, values),
        bands(values),
        packValues,
        series(team),
        probabilities(),
        binding(),
        share(PackStatistics::neverProducing),
        effectiveLife(),
        share(PackStatistics::belowPhysicsFloor));
  }

  private interface ByPack {
    double of(int pack);
  }

  private Estimate mixed(ByPack mean, ByPack variance) {
    double value = 0;
    double error = 0;
    for (int k = 0; k < packs.length; k++) {
      value += weights[k] * mean.of(k);
      error += weights[k] * weights[k] * variance.of(k) / packs[k].paths();
    }
    return new Estimate(value, Math.sqrt(error));
  }

  private Estimate share(ToDoubleFunction<PackStatistics> share) {
    return mixed(
        k -> share.applyAsDouble(packs[k]),
        k -> share.applyAsDouble(packs[k]) * (1 - share.applyAsDouble(packs[k])));
  }

  private Estimate effectiveLife() {
    return mixed(
        k -> packs[k].effectiveLife().value(),
        k -> {
          double error = packs[k].effectiveLife().standardError();
          return error * error * packs[k].paths();
        });
  }

  private static Summary summary(Estimate mean, MixtureQuantiles quantiles) {
    Map<Integer, Estimate> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(percentage, quantiles.estimate(percentage / 100.0));
    }
    return new Summary(mean, percentiles);
  }

  private Map<Metric, List<Summary>> series(Team team) {
    List<Callable<List<Summary>>> lines = new ArrayList<>();
    for (int m = 0; m < PackStatistics.FANS.length; m++) {
      int metric = m;
      lines.add(() -> line(metric));
    }
    List<List<Summary>> summaries = team.all(lines);
    Map<Metric, List<Summary>> series = new EnumMap<>(Metric.class);
    for (int m = 0; m < PackStatistics.FANS.length; m++) {
      series.put(PackStatistics.FANS[m], summaries.get(m));
    }
    return series;
  }

  private List<Summary> line(int metric) {
    List<Summary> quarters = new ArrayList<>();
    BinnedQuantiles quantiles = new BinnedQuantiles(weights, packs[0].paths());
    for (int q = 0; q < outlook.horizon().quarters(); q++) {
      int quarter = q;
      Histogram[] histograms =
          Histogram.array(packs.length, k -> packs[k].quarters[quarter].histograms[metric]);
      quarters.add(
          summary(
              mixed(k -> packs[k].mean(metric, quarter), k -> packs[k].variance(metric, quarter)),
              quantiles.of(histograms)));
    }
    return quarters;
  }

  private Map<Event, List<Estimate>> probabilities() {
    Map<Event, List<Estimate>> probabilities = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      List<Estimate> quarters = new ArrayList<>();
      for (int q = 0; q < outlook.horizon().quarters(); q++) {
        int quarter = q;
        quarters.add(
            share(pack -> (double) pack.quarters[quarter].events[event.ordinal()] / pack.paths()));
      }
      probabilities.put(event, quarters);
    }
    return probabilities;
  }

  private List<Map<String, Double>> binding() {
    List<Map<String, Double>> quarters = new ArrayList<>();
    for (int q = 0; q < outlook.horizon().quarters(); q++) {
      Map<String, Double> shares = new LinkedHashMap<>();
      for (Constraint constraint : Constraint.values()) {
        shares.put(constraint.key(), bindingShare(q, constraint.ordinal()));
      }
      shares.put(SimulationResult.NOT_PRODUCING, bindingShare(q, QuarterStatistics.NOT_PRODUCING));
      quarters.add(shares);
    }
    return quarters;
  }

  private double bindingShare(int quarter, int constraint) {
    double share = 0;
    for (int k = 0; k < packs.length; k++) {
      share += weights[k] * packs[k].quarters[quarter].binding[constraint] / packs[k].paths();
    }
    return share;
  }

  /**
   * Band means with the standard errors of their influence functions: a path moves the mean of the
   * lowest quarter by {@code min(x - q, 0) / 0.25}, that of the highest likewise, and that of the
   * middle half by its value clipped to the quartiles over 0.5.
   */
  private Bands bands(MixtureQuantiles quantiles) {
    double share = Bands.OUTER_SHARE;
    double low = quantiles.quantile(share);
    double high = quantiles.quantile(1 - share);
    Estimate below = mixedValues(x -> Math.min(x - low, 0));
    Estimate above = mixedValues(x -> Math.max(x - high, 0));
    Estimate middle = mixedValues(x -> Math.clamp(x, low, high));
    double inner = 1 - 2 * share;
    return new Bands(
        new Estimate(low + below.value() / share, below.standardError() / share),
        new Estimate(
            (middle.value() - share * low - share * high) / inner, middle.standardError() / inner),
        new Estimate(high + above.value() / share, above.standardError() / share));
  }

  private interface OfValue {
    double apply(double value);
  }

  private Estimate mixedValues(OfValue function) {
    double[][] mapped = new double[packs.length][];
    for (int k = 0; k < packs.length; k++) {
      mapped[k] =
          Arrays.stream(packs[k].values, 0, packs[k].paths()).map(function::apply).toArray();
    }
    return mixed(
        k -> {
          double sum = 0;
          for (double value : mapped[k]) {
            sum += value;
          }
          return sum / packs[k].paths();
        },
        k -> PackStatistics.variance(mapped[k], mapped[k].length));
  }
}
