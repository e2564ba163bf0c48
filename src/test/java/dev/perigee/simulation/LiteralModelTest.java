package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernel against the transcribed loop of the oracle: every metric of every quarter within 1e-9
 * relative, or within 1e-12 of the largest value of the metric where a difference nearly cancels.
 */
class LiteralModelTest {
  private static final double RELATIVE = 1e-9;
  private static final double NEAR_ZERO = 1e-12;
  private static final int ORDINARY_CASES = 300;
  private static final int CASES_EACH = 10;

  @Test
  void theTranscriptionItselfMeetsTheOraclesCentralCase() {
    LiteralModel literal = new LiteralModel(Map.of(), Horizon.DEFAULT);

    // V34, oracle.py
    assertEquals(-8_017_072_717.31, literal.presentValue + literal.terminalValue, 0.01);
    assertEquals(135_191.29, literal.series[Metric.CAPACITY.ordinal()][59], 0.01);
  }

  @Test
  void ordinaryVectorsFollowTheTranscribedLoop() {
    SplittableRandom random = new SplittableRandom(20260215);
    for (int i = 0; i < ORDINARY_CASES; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      assertFollows("vector " + i, values, Horizon.DEFAULT);
    }
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        odd("production starts off the grid", Parameter.DEPLOYMENT_START, 2027.6180339),
        odd("production starts just after a quarter", Parameter.DEPLOYMENT_START, 2028.0000001),
        odd("production starts before the horizon", Parameter.DEPLOYMENT_START, 2022.4),
        odd("production starts after the horizon", Parameter.DEPLOYMENT_START, 2095),
        odd("production starts in the last quarter", Parameter.DEPLOYMENT_START, 2040.75),
        odd("no commissioning delay", Parameter.RELIABILITY_COMMISSIONING_DELAY, 0),
        odd("commissioning of exactly a quarter", Parameter.RELIABILITY_COMMISSIONING_DELAY, 0.25),
        odd("commissioning of two years", Parameter.RELIABILITY_COMMISSIONING_DELAY, 2),
        odd("a life off the grid", Parameter.RELIABILITY_ECONOMIC_LIFE, 4.6180339),
        odd("a life beyond the horizon", Parameter.RELIABILITY_ECONOMIC_LIFE, 30),
        odd(
            "half a year of life",
            Parameter.RELIABILITY_ECONOMIC_LIFE,
            0.5,
            Parameter.RELIABILITY_COMMISSIONING_DELAY,
            0.1),
        odd(
            "a life that ends before the first quarter of service",
            Parameter.RELIABILITY_ECONOMIC_LIFE,
            0.7,
            Parameter.RELIABILITY_COMMISSIONING_DELAY,
            0.6),
        odd("no obsolescence", Parameter.COMPUTE_OBSOLESCENCE_EXPONENT, 0),
        odd("no growth of efficiency", Parameter.COMPUTE_EFFICIENCY_GROWTH, 0),
        odd(
            "hardware that never fails",
            Parameter.RELIABILITY_BUS_LOSS,
            0,
            Parameter.RELIABILITY_ACCELERATOR_LOSS,
            0),
        odd("hardware that dies at once", Parameter.RELIABILITY_ACCELERATOR_LOSS, 0.95),
        odd("capital in orbit for nothing", Parameter.FINANCE_ORBITAL_COST_OF_CAPITAL, 0),
        odd("capital on the ground for nothing", Parameter.FINANCE_TERRESTRIAL_COST_OF_CAPITAL, 0),
        odd("a ratio in the hundreds", Parameter.SATELLITE_SPECIFIC_MASS_INITIAL, 1000),
        odd("a steep share", Parameter.DEMAND_SHARE_STEEPNESS, 100),
        odd("a steep option", Parameter.INVESTMENT_OPTION_EXPONENT, 200),
        odd("a launch rate above its ceiling", Parameter.LAUNCH_RATE_CEILING, 6),
        odd("a payload that shrinks", Parameter.LAUNCH_PAYLOAD_CEILING, 8),
        odd("no learning in launch", Parameter.LAUNCH_COST_LEARNING_RATE, 0),
        odd("no flights", Parameter.LAUNCH_RATE_INITIAL, 0),
        odd("few satellites authorised", Parameter.REGULATORY_AUTHORISED_SATELLITES, 50),
        odd("little bandwidth", Parameter.NETWORK_BANDWIDTH_INITIAL, 1e-3),
        odd("a budget that shrinks", Parameter.CAPITAL_BUDGET_GROWTH, -0.5),
        odd("development without end", Parameter.PROGRAMME_DEVELOPMENT_YEARS, 100));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void anOddVectorFollowsTheTranscribedLoop(String name, Map<Parameter, Double> oddity) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int i = 0; i < CASES_EACH; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      values.putAll(oddity);
      assertFollows(name + " " + i, values, Horizon.DEFAULT);
    }
  }

  static Stream<Horizon> horizons() {
    return Stream.of(
        new Horizon(2026, 4),
        new Horizon(2026, 120),
        new Horizon(2024, 60),
        new Horizon(2020, 5),
        new Horizon(2040, 120));
  }

  @ParameterizedTest
  @MethodSource("horizons")
  void anyHorizonFollowsTheTranscribedLoop(Horizon horizon) {
    SplittableRandom random = new SplittableRandom(horizon.startYear() * 1000L + 7);
    for (int i = 0; i < CASES_EACH; i++) {
      assertFollows("vector " + i, RandomVectors.draw(random), horizon);
    }
  }

  private static Arguments odd(String name, Parameter parameter, double value) {
    return Arguments.of(name, new EnumMap<>(Map.of(parameter, value)));
  }

  private static Arguments odd(
      String name, Parameter first, double firstValue, Parameter second, double secondValue) {
    return Arguments.of(name, new EnumMap<>(Map.of(first, firstValue, second, secondValue)));
  }

  private static void assertFollows(String name, Map<Parameter, Double> values, Horizon horizon) {
    LiteralModel literal = new LiteralModel(values, horizon);
    Trajectory trajectory = Simulation.trajectory(values, horizon);

    for (Metric metric : Metric.values()) {
      double[] expected = literal.series[metric.ordinal()];
      double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      for (int q = 0; q < horizon.quarters(); q++) {
        int quarter = q;
        assertEquals(
            expected[q],
            trajectory.at(metric, q),
            RELATIVE * Math.abs(expected[q]) + NEAR_ZERO * scale,
            () -> "%s: %s in quarter %d of %s".formatted(name, metric, quarter, values));
      }
    }
    for (int q = 0; q < horizon.quarters(); q++) {
      double[] limits = literal.limits[q];
      double least = Arrays.stream(limits).min().orElseThrow();
      double binding = limits[trajectory.binding().get(q).ordinal()];
      assertEquals(least, binding, RELATIVE * Math.abs(least), name + ": what binds in " + q);
    }
    double cash =
        IntStream.range(0, horizon.quarters())
            .mapToDouble(q -> Math.abs(literal.series[Metric.FREE_CASH_FLOW.ordinal()][q]))
            .sum();
    assertTrue(Double.isFinite(cash), name);
    assertEquals(
        literal.presentValue,
        trajectory.presentValueUsd(),
        RELATIVE * Math.abs(literal.presentValue) + NEAR_ZERO * cash,
        name + ": present value");
    assertEquals(
        literal.terminalValue,
        trajectory.terminalValueUsd(),
        RELATIVE * literal.terminalValue + NEAR_ZERO * cash,
        name + ": terminal value");
    assertEquals(
        literal.effectiveLife,
        trajectory.effectiveLifeYears(),
        RELATIVE * literal.effectiveLife,
        name + ": effective life");
  }
}
