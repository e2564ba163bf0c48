package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Distributions over the paths of a run, against the values of the paths one by one. */
class PathDistributionTest {
  private static final int PATHS = 2_500;
  private static final int QUARTER = 39;
  private static final SimulationRequest REQUEST =
      SimulationRequest.of(Outlooks.priors(), PATHS, 20260215);

  /** A percentile lies in its bin, which is 1/128 of its value wide. */
  private static final double WIDTH = 1 / 128.0;

  static Stream<Quantity> quantities() {
    return Stream.concat(
        Stream.of(new Quantity.Value()),
        Stream.of(Metric.CAPACITY, Metric.COMPUTE, Metric.COST_RATIO, Metric.FREE_CASH_FLOW)
            .map(metric -> new Quantity.InQuarter(metric, QUARTER)));
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void everyPathIsInItsBin(Quantity quantity) {
    PathDistribution distribution = of(quantity);
    Map<Pack, double[]> values = values(quantity);
    double reached = Double.NEGATIVE_INFINITY;
    int counted = 0;
    for (PathDistribution.Bin bin : distribution.bins()) {
      assertTrue(bin.low() >= reached, bin + " after " + reached);
      reached = bin.high();
      for (Pack pack : Pack.values()) {
        long within = Arrays.stream(values.get(pack)).filter(x -> holds(bin, x)).count();
        assertEquals(within, bin.paths().get(pack).longValue(), bin + " of " + pack);
        counted += bin.paths().get(pack);
      }
    }
    assertEquals(PATHS * Pack.values().length, counted);
  }

  private static boolean holds(PathDistribution.Bin bin, double x) {
    if (bin.low() == 0 && bin.high() == 0) {
      return x == 0;
    }
    return bin.low() >= 0
        ? x > 0 && x >= bin.low() && x < bin.high()
        : x > bin.low() && x <= bin.high() && x < 0;
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void percentilesOfTheMixtureAreThoseOfThePathsByTheirWeights(Quantity quantity) {
    PathDistribution.Shape mixture = of(quantity).mixture();
    Map<Pack, double[]> values = values(quantity);
    for (int percentage = 1; percentage <= 99; percentage++) {
      double percentile = mixture.percentiles().get(percentage - 1);
      double slack = quantity instanceof Quantity.Value ? 0 : Math.abs(percentile) * WIDTH;
      double below = 0;
      double through = 0;
      for (Pack pack : Pack.values()) {
        double weight = Outlooks.PRIORS.weights().get(pack) / PATHS;
        below +=
            weight * Arrays.stream(values.get(pack)).filter(x -> x < percentile - slack).count();
        through +=
            weight * Arrays.stream(values.get(pack)).filter(x -> x <= percentile + slack).count();
      }
      assertTrue(below <= percentage / 100.0 + 1e-12, percentage + ": " + below + " lie below");
      assertTrue(
          through >= percentage / 100.0 - 1e-12, percentage + ": " + through + " lie no higher");
    }
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void momentsZerosAndExtremesAreThoseOfThePaths(Quantity quantity) {
    PathDistribution distribution = of(quantity);
    Map<Pack, double[]> values = values(quantity);
    double mean = 0;
    double zero = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Pack pack : Pack.values()) {
      double[] sorted = values.get(pack).clone();
      Arrays.sort(sorted);
      PathDistribution.Shape shape = distribution.packs().get(pack);
      double average = Arrays.stream(sorted).average().orElseThrow();
      assertTrue(Math.abs(shape.mean().value() - average) <= 1e-9 * Math.abs(average));
      double share = Arrays.stream(sorted).filter(x -> x == 0).count() / (double) PATHS;
      assertEquals(share, shape.zero().value());
      assertEquals(Math.sqrt(share * (1 - share) / PATHS), shape.zero().standardError(), 1e-15);
      assertEquals(sorted[0], shape.least());
      assertEquals(sorted[PATHS - 1], shape.greatest());
      double median = sorted[PATHS / 2 - 1];
      assertTrue(
          Math.abs(shape.percentiles().get(49) - median) <= Math.abs(median) * WIDTH,
          () -> shape.percentiles().get(49) + " for " + median);
      mean += Outlooks.PRIORS.weights().get(pack) * average;
      zero += Outlooks.PRIORS.weights().get(pack) * share;
      least = Math.min(least, sorted[0]);
      greatest = Math.max(greatest, sorted[PATHS - 1]);
    }
    double given = distribution.mixture().mean().value();
    assertTrue(Math.abs(given - mean) <= 1e-9 * Math.abs(mean), given + " for " + mean);
    assertEquals(zero, distribution.mixture().zero().value(), 1e-12);
    assertEquals(least, distribution.mixture().least());
    assertEquals(greatest, distribution.mixture().greatest());
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void theResultIsThatOfARunToTheBitAndSoAreItsPercentiles(Sampling sampling) {
    SimulationRequest request =
        new SimulationRequest(Outlooks.priors(), 3_000, 7, sampling, OptionalDouble.empty());
    SimulationResult run = Simulation.run(request, 1, Progress.NONE);
    for (Quantity quantity : quantities().toList()) {
      Simulation.Distributed distributed =
          Simulation.distribution(request, quantity, 2, Progress.NONE);
      assertEquals(run, distributed.result());
      Summary summary =
          switch (quantity) {
            case Quantity.Value value -> run.enterpriseValue();
            case Quantity.InQuarter in -> run.series().get(in.metric()).get(in.quarter());
          };
      PathDistribution.Shape mixture = distributed.distribution().mixture();
      assertEquals(summary.mean(), mixture.mean());
      for (int percentage : Summary.PERCENTAGES) {
        assertEquals(
            summary.percentile(percentage).value(), mixture.percentiles().get(percentage - 1));
      }
      for (Pack pack : Pack.values()) {
        assertEquals(
            run.paths(),
            distributed.distribution().bins().stream()
                .mapToInt(bin -> bin.paths().get(pack))
                .sum());
      }
    }
  }

  @Test
  void aBinIsAnEighthOfAPowerOfTwo() {
    for (PathDistribution.Bin bin : of(new Quantity.Value()).bins()) {
      double near = Math.min(Math.abs(bin.low()), Math.abs(bin.high()));
      assertEquals(
          near == 0 ? 0 : Math.scalb(1.0, Math.getExponent(near)) / 8, bin.high() - bin.low());
    }
  }

  @Test
  void whatNoPathHasIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Quantity.InQuarter(Metric.LAUNCH_MASS, 3));
    assertThrows(IllegalArgumentException.class, () -> new Quantity.InQuarter(Metric.CAPACITY, -1));
    assertThrows(
        IllegalArgumentException.class, () -> of(new Quantity.InQuarter(Metric.CAPACITY, 60)));
  }

  private static PathDistribution of(Quantity quantity) {
    return Simulation.distribution(REQUEST, quantity, 2, Progress.NONE).distribution();
  }

  /** The quantity on each path, drawn and computed block by block. */
  private static Map<Pack, double[]> values(Quantity quantity) {
    Lanes math = Lanes.fastest(PathBlock.LANES);
    Outlook outlook = REQUEST.outlook();
    PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions(), math);
    PathBlock block = new PathBlock();
    Map<Pack, double[]> values = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      List<Double> found = new ArrayList<>();
      PathSampler sampler = new PathSampler(outlook.packs().get(pack), math);
      Points points = new PseudoRandomPoints(REQUEST.seed(), pack);
      for (int first = 0; first < PATHS; first += PathBlock.LANES) {
        int count = Math.min(PathBlock.LANES, PATHS - first);
        sampler.draw(points, first, count, block);
        kernel.run(
            block,
            (q, seen) -> {
              if (quantity instanceof Quantity.InQuarter in && in.quarter() == q) {
                for (int place = 0; place < seen.count(); place++) {
                  found.add(seen.of(in.metric())[place]);
                }
              }
            });
        if (quantity instanceof Quantity.Value) {
          for (int place = 0; place < count; place++) {
            found.add(kernel.enterpriseValue(place));
          }
        }
      }
      values.put(pack, found.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return values;
  }
}
