package dev.perigee.simulation;

import dev.perigee.simulation.Histogram.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the distribution of a quantity off the statistics of the packs. */
final class PathDistributions {
  private final PackStatistics[] packs;
  private final double[] weights;
  private final SimulationResult result;
  private final Quantity quantity;
  private final Histogram[] histograms;
  private final Bins bins;
  private final int[][] cumulative;

  private PathDistributions(PackStatistics[] packs, SimulationResult result, Quantity quantity) {
    this.packs = packs;
    this.result = result;
    this.quantity = quantity;
    weights = result.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
    histograms = Histogram.array(packs.length, this::histogram);
    bins = Bins.of(histograms);
    cumulative = Arrays.stream(histograms).map(bins::cumulativeCounts).toArray(int[][]::new);
  }

  /**
   * The distribution of a quantity.
   *
   * @param packs the statistics that {@code result} was made of
   */
  static PathDistribution of(PackStatistics[] packs, SimulationResult result, Quantity quantity) {
    PathDistributions reader = new PathDistributions(packs, result, quantity);
    Map<Pack, PathDistribution.Shape> shapes = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      shapes.put(pack, reader.shape(pack));
    }
    return new PathDistribution(reader.bins(), shapes, reader.mixture());
  }

  private Histogram histogram(int pack) {
    return switch (quantity) {
      case Quantity.InQuarter in -> packs[pack].quarters[in.quarter()].histograms[in.fan()];
      case Quantity.Value value -> {
        double[] values = sorted(pack);
        short[] codes = new short[values.length];
        for (int i = 0; i < values.length; i++) {
          codes[i] = Histogram.code(values[i]);
        }
        Histogram histogram = new Histogram();
        histogram.add(codes, codes.length, values[0], values[values.length - 1]);
        yield histogram;
      }
    };
  }

  private double[] sorted(int pack) {
    double[] values = Arrays.copyOf(packs[pack].values, packs[pack].paths());
    Arrays.sort(values);
    return values;
  }

  private PathDistribution.Shape shape(Pack pack) {
    int k = pack.ordinal();
    double[] whole = {1};
    MixtureQuantiles quantiles =
        switch (quantity) {
          case Quantity.Value value -> MixtureQuantiles.ofSorted(new double[][] {sorted(k)}, whole);
          case Quantity.InQuarter in ->
              MixtureQuantiles.of(new Histogram[] {histograms[k]}, whole, packs[k].paths());
        };
    Estimate mean =
        switch (quantity) {
          case Quantity.Value value -> result.packValues().get(pack);
          case Quantity.InQuarter in ->
              new Estimate(
                  packs[k].mean(in.fan(), in.quarter()),
                  Math.sqrt(packs[k].variance(in.fan(), in.quarter()) / packs[k].paths()));
        };
    double zero = zeros(k);
    return new PathDistribution.Shape(
        mean,
        new Estimate(zero, Math.sqrt(zero * (1 - zero) / packs[k].paths())),
        histograms[k].minimum(),
        histograms[k].maximum(),
        percentiles(quantiles));
  }

  private PathDistribution.Shape mixture() {
    MixtureQuantiles quantiles =
        switch (quantity) {
          case Quantity.Value value ->
              MixtureQuantiles.ofSorted(
                  IntStream.range(0, packs.length).mapToObj(this::sorted).toArray(double[][]::new),
                  weights);
          case Quantity.InQuarter in -> MixtureQuantiles.of(histograms, weights, packs[0].paths());
        };
    Estimate mean =
        switch (quantity) {
          case Quantity.Value value -> result.enterpriseValue().mean();
          case Quantity.InQuarter in -> result.series().get(in.metric()).get(in.quarter()).mean();
        };
    double zero = 0;
    double variance = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < packs.length; k++) {
      double share = zeros(k);
      zero += weights[k] * share;
      variance += weights[k] * weights[k] * share * (1 - share) / packs[k].paths();
      if (weights[k] > 0) {
        least = Math.min(least, histograms[k].minimum());
        greatest = Math.max(greatest, histograms[k].maximum());
      }
    }
    return new PathDistribution.Shape(
        mean, new Estimate(zero, Math.sqrt(variance)), least, greatest, percentiles(quantiles));
  }

  private static List<Double> percentiles(MixtureQuantiles quantiles) {
    return IntStream.rangeClosed(1, PathDistribution.MOST_PERCENT)
        .mapToObj(percentage -> quantiles.quantile(percentage / 100.0))
        .toList();
  }

  private double zeros(int pack) {
    return (double) count(pack, bins.zero()) / packs[pack].paths();
  }

  private int count(int pack, int bin) {
    return cumulative[pack][bin] - (bin == 0 ? 0 : cumulative[pack][bin - 1]);
  }

  /** The bins of the histograms, joined until there are so many to a power of two as told. */
  private List<PathDistribution.Bin> bins() {
    List<PathDistribution.Bin> joined = new ArrayList<>();
    int bin = 0;
    while (bin < bins.size()) {
      int last = bins.lastOf(bin, PathDistribution.BINS_OF_AN_OCTAVE);
      Map<Pack, Integer> paths = new EnumMap<>(Pack.class);
      int all = 0;
      for (Pack pack : Pack.values()) {
        int counted = 0;
        for (int i = bin; i <= last; i++) {
          counted += count(pack.ordinal(), i);
        }
        paths.put(pack, counted);
        all += counted;
      }
      if (all > 0) {
        joined.add(new PathDistribution.Bin(bins.low(bin), bins.high(last), paths));
      }
      bin = last + 1;
    }
    return joined;
  }
}
