package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariants (b), (c), (e) and (l) of model section 3 on random parameter vectors. */
class PathInvariantTest {
  private static final int VECTORS = 200;

  @Test
  void whatIsLaunchedFitsIntoTheShareOfUpmass() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < VECTORS; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      Trajectory trajectory = Simulation.trajectory(values, Horizon.DEFAULT);
      double ceiling = values.get(Parameter.LAUNCH_ALLOCATION_CEILING);
      for (int q = 0; q < Horizon.DEFAULT.quarters(); q++) {
        double kilograms =
            trajectory.at(Metric.ADDED_CAPACITY, q) * trajectory.at(Metric.SPECIFIC_MASS, q);
        double limit = ceiling * trajectory.at(Metric.LAUNCH_MASS, q) * 1000;
        assertTrue(kilograms <= limit * (1 + 1e-12), "vector " + i + " quarter " + q);
      }
    }
  }

  @Test
  void whatIsOnOrbitFitsTheLicence() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < VECTORS; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      double licence = random.nextDouble(1, 1000);
      values.put(Parameter.REGULATORY_AUTHORISED_SATELLITES, licence);
      Trajectory trajectory = Simulation.trajectory(values, Horizon.DEFAULT);
      double limit = licence * values.get(Parameter.SATELLITE_POWER);
      for (double capacity : trajectory.series().get(Metric.CAPACITY)) {
        assertTrue(capacity <= limit * (1 + 1e-12), "vector " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Parameter.class,
      names = {
        "REGULATORY_AUTHORISED_SATELLITES",
        "LAUNCH_RATE_INITIAL",
        "LAUNCH_ALLOCATION_CEILING",
        "FACTORY_RATE_INITIAL",
        "NETWORK_BANDWIDTH_INITIAL"
      })
  void withoutAMeansThereIsNoCapacity(Parameter means) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < VECTORS; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      values.put(means, 0.0);
      Trajectory trajectory = Simulation.trajectory(values, Horizon.DEFAULT);

      assertArrayEquals(
          new double[Horizon.DEFAULT.quarters()], trajectory.series().get(Metric.CAPACITY));
    }
  }

  @Test
  void capacityVanishesWithTheLaunchRate() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < VECTORS; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      values.put(Parameter.LAUNCH_RATE_INITIAL, 1e-12);
      Trajectory trajectory = Simulation.trajectory(values, Horizon.DEFAULT);

      // growth of at most e^(1.5 x 15) leaves 6e-3 flights a year of at most 250 t
      assertTrue(trajectory.at(Metric.CAPACITY, 59) < 1e4, "vector " + i);
      assertTrue(trajectory.at(Metric.CAPACITY, 20) < 1e-2, "vector " + i);
    }
  }

  @Test
  void aProgrammeThatNeverStartsIsWorthNothing() {
    PathKernel kernel = new PathKernel(Horizon.DEFAULT, PathConditions.NONE);
    double[] values = vector(RandomVectors.draw(new SplittableRandom(5)));
    values[Parameter.DEPLOYMENT_START.ordinal()] = ModelConstants.NEVER;

    PathRun run = PathRun.of(kernel, 60, values);

    assertEquals(0.0, run.enterpriseValue);
    assertEquals(60, run.firstProduction);
    assertArrayEquals(new double[60], run.series[Metric.CAPACITY.ordinal()]);
  }

  @Test
  void aKernelForgetsItsFormerBlock() {
    SplittableRandom random = new SplittableRandom(6);
    PathKernel used = new PathKernel(Horizon.DEFAULT, PathConditions.NONE);
    for (int i = 0; i < VECTORS; i++) {
      double[] values = vector(RandomVectors.draw(random));

      assertSame(
          PathRun.of(new PathKernel(Horizon.DEFAULT, PathConditions.NONE), 60, values),
          PathRun.of(used, 60, values));
    }
  }

  /** Whatever paths share its block, and wherever it stands in it. */
  @Test
  void aPathDoesNotDependOnThePathsBesideIt() {
    SplittableRandom random = new SplittableRandom(7);
    for (int size : new int[] {2, 3, 8, 31, 100, PathBlock.LANES}) {
      List<double[]> vectors = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        double[] values = vector(RandomVectors.draw(random));
        if (random.nextInt(4) == 0) {
          values[Parameter.DEPLOYMENT_START.ordinal()] = ModelConstants.NEVER;
        }
        vectors.add(values);
      }
      PathKernel kernel = new PathKernel(Horizon.DEFAULT, PathConditions.NONE);
      List<PathRun> together = PathRun.all(kernel, 60, vectors);
      for (int i = 0; i < size; i += 1 + size / 20) {
        assertSame(PathRun.of(kernel, 60, vectors.get(i)), together.get(i));
      }
    }
  }

  /** The twins of the arithmetic: a lane at a time, and as many as the processor has. */
  @Test
  void wideAndScalarLanesGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(8);
    PathKernel scalar = new PathKernel(Horizon.DEFAULT, PathConditions.NONE, new ScalarLanes());
    PathKernel wide =
        new PathKernel(Horizon.DEFAULT, PathConditions.NONE, new VectorLanes(PathBlock.LANES));
    for (int block = 0; block < 8; block++) {
      List<double[]> vectors = new ArrayList<>();
      for (int i = 0; i < 100 + block; i++) {
        vectors.add(vector(RandomVectors.draw(random)));
      }
      List<PathRun> expected = PathRun.all(scalar, 60, vectors);
      List<PathRun> actual = PathRun.all(wide, 60, vectors);
      for (int i = 0; i < vectors.size(); i++) {
        assertSame(expected.get(i), actual.get(i));
      }
    }
  }

  /**
   * What the statistics take for zero without looking is zero, whatever ran in the block before.
   */
  @Test
  void nothingIsInServiceBeforeProduction() {
    SplittableRandom random = new SplittableRandom(9);
    PathKernel kernel = new PathKernel(Horizon.DEFAULT, PathConditions.NONE);
    int[] seen = {0};
    for (int block = 0; block < 8; block++) {
      PathBlock paths = new PathBlock();
      paths.resize(PathBlock.LANES);
      for (int i = 0; i < PathBlock.LANES; i++) {
        double[] values = vector(RandomVectors.draw(random));
        if (random.nextBoolean()) {
          values[Parameter.DEPLOYMENT_START.ordinal()] = ModelConstants.NEVER;
        }
        paths.put(i, values);
      }
      kernel.run(
          paths,
          (q, quarter) -> {
            for (Metric metric : Metric.values()) {
              for (int i = quarter.nonZero(metric, q); i < quarter.count(); i++) {
                assertEquals(0, quarter.of(metric)[i], metric.field());
                seen[0]++;
              }
            }
          });
    }
    assertTrue(seen[0] > 0);
  }

  private static void assertSame(PathRun expected, PathRun actual) {
    assertArrayEquals(expected.series, actual.series);
    assertArrayEquals(expected.binding, actual.binding);
    assertEquals(expected.firstProduction, actual.firstProduction);
    assertEquals(expected.enterpriseValue, actual.enterpriseValue);
  }

  /**
   * Before first production nothing learns from what was launched, so that the ratio must move with
   * each of its parameters in every quarter; production starts beyond the horizon here. Floors may
   * hold it still, hence "not below" in a quarter and "above" in the sum.
   */
  @ParameterizedTest
  @CsvSource({
    "LAUNCH_COST_INITIAL, 1.1",
    "SATELLITE_SPECIFIC_MASS_INITIAL, 1.1",
    "FINANCE_ORBITAL_COST_OF_CAPITAL, 1.1",
    "RELIABILITY_ACCELERATOR_LOSS, 1.1",
    "COMPUTE_HARDWARE_SPACE_PREMIUM, 1.02",
    "LAUNCH_COST_LEARNING_RATE, .9",
    "RELIABILITY_ECONOMIC_LIFE, .9",
    "RELIABILITY_AVAILABILITY, .98"
  })
  void theRatioOfAProgrammeThatDoesNotProduceRises(Parameter parameter, double factor) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < VECTORS; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      values.put(Parameter.DEPLOYMENT_START, 2099.0);
      values.put(Parameter.SATELLITE_SPECIFIC_MASS_FLOOR, 1.0);
      double[] before = ratios(values);
      values.merge(parameter, factor, (value, by) -> value * by);
      double[] after = ratios(values);

      double difference = 0;
      for (int q = 0; q < before.length; q++) {
        assertTrue(after[q] >= before[q], "vector " + i + " quarter " + q);
        difference += after[q] - before[q];
      }
      assertTrue(difference > 0, "vector " + i);
    }
  }

  private static double[] ratios(Map<Parameter, Double> values) {
    return Simulation.trajectory(values, Horizon.DEFAULT).series().get(Metric.COST_RATIO);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.02})
  void aDiscountRateNotAboveGrowthIsRefused(double rate) {
    InvalidParameters refusal =
        assertThrows(
            InvalidParameters.class,
            () ->
                Simulation.trajectory(
                    Map.of(
                        Parameter.VALUATION_DISCOUNT_RATE,
                        rate,
                        Parameter.VALUATION_TERMINAL_GROWTH,
                        0.03),
                    Horizon.DEFAULT));

    InvalidParameters.Violation violation = only(refusal.violations());
    assertEquals(Parameter.VALUATION_DISCOUNT_RATE, violation.parameter());
    assertEquals(rate, violation.actual());
    assertTrue(refusal.getMessage().startsWith("valuation.discount-rate: expected a rate above"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5})
  void aLifeNotAboveTheDelayIsRefused(double delay) {
    InvalidParameters refusal =
        assertThrows(
            InvalidParameters.class,
            () ->
                Simulation.trajectory(
                    Map.of(
                        Parameter.RELIABILITY_ECONOMIC_LIFE,
                        1.0,
                        Parameter.RELIABILITY_COMMISSIONING_DELAY,
                        delay),
                    Horizon.DEFAULT));

    assertEquals(Parameter.RELIABILITY_ECONOMIC_LIFE, only(refusal.violations()).parameter());
  }

  @ParameterizedTest
  @EnumSource(Parameter.class)
  void aValueOutOfItsRangeIsRefusedByItsKey(Parameter parameter) {
    for (double value :
        new double[] {
          Math.nextDown(parameter.minimum()), Math.nextUp(parameter.maximum()), Double.NaN
        }) {
      InvalidParameters refusal =
          assertThrows(
              InvalidParameters.class,
              () -> Simulation.trajectory(Map.of(parameter, value), Horizon.DEFAULT));

      InvalidParameters.Violation first = refusal.violations().getFirst();
      assertEquals(parameter, first.parameter());
      assertEquals(value, first.actual());
    }
  }

  @Test
  void everyViolationIsNamed() {
    InvalidParameters refusal =
        assertThrows(
            InvalidParameters.class,
            () ->
                Simulation.trajectory(
                    Map.of(
                        Parameter.LAUNCH_COST_INITIAL,
                        -5.0,
                        Parameter.MARKET_UTILIZATION,
                        2.0,
                        Parameter.VALUATION_DISCOUNT_RATE,
                        0.01),
                    Horizon.DEFAULT));

    assertEquals(
        List.of(
            Parameter.LAUNCH_COST_INITIAL,
            Parameter.MARKET_UTILIZATION,
            Parameter.VALUATION_DISCOUNT_RATE),
        refusal.violations().stream().map(InvalidParameters.Violation::parameter).toList());
  }

  private static double[] vector(Map<Parameter, Double> values) {
    double[] vector = new double[Parameter.values().length];
    new EnumMap<>(values).forEach((parameter, value) -> vector[parameter.ordinal()] = value);
    return vector;
  }

  private static InvalidParameters.Violation only(List<InvalidParameters.Violation> violations) {
    assertEquals(1, violations.size());
    return violations.getFirst();
  }
}
