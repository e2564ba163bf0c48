package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sobol points, precision and progress. */
class SamplingTest {
  private static final int LAST_QUARTER_OF_2035 = Horizon.DEFAULT.lastQuarterOf(2035);
  private static final int TENTH = 2_000;

  private static SimulationRequest request(int paths, long seed, Sampling sampling) {
    return new SimulationRequest(Outlooks.priors(), paths, seed, sampling, OptionalDouble.empty());
  }

  /** To the end of 2035, which is all that its cost ratio needs. */
  private static SimulationRequest untilThen(int paths, long seed, Sampling sampling) {
    Outlook priors = Outlooks.priors();
    Outlook shorter =
        new Outlook(
            new Horizon(2026, LAST_QUARTER_OF_2035 + 1),
            priors.packs(),
            priors.weights(),
            priors.conditions());
    return new SimulationRequest(shorter, paths, seed, sampling, OptionalDouble.empty());
  }

  private static SimulationRequest precise(double precision, int limit, Sampling sampling) {
    return new SimulationRequest(
        Outlooks.priors(), limit, 5, sampling, OptionalDouble.of(precision));
  }

  private static SimulationResult run(SimulationRequest request) {
    return Simulation.run(request, 2, Progress.NONE);
  }

  private static Estimate costRatioOf2035(SimulationResult result) {
    return result.series().get(Metric.COST_RATIO).get(LAST_QUARTER_OF_2035).mean();
  }

  private static double deviation(List<SimulationResult> results, ToDoubleFunction<Estimate> part) {
    double[] values =
        results.stream().map(SamplingTest::costRatioOf2035).mapToDouble(part).toArray();
    return Math.sqrt(PackStatistics.variance(values, values.length));
  }

  /** 32 independent scramblings against the error of 20,000 pseudo-random paths. */
  @Test
  void aTenthOfThePathsReachTheSameErrorWithSobolPoints() {
    double pseudo = costRatioOf2035(run(untilThen(20_000, 1, Sampling.PSEUDO))).standardError();

    List<SimulationResult> scramblings =
        IntStream.range(0, 32).mapToObj(i -> run(untilThen(TENTH, i, Sampling.SOBOL))).toList();

    assertTrue(scramblings.getFirst().paths() <= TENTH);
    assertTrue(deviation(scramblings, Estimate::value) <= pseudo);
    assertTrue(
        scramblings.stream()
                .mapToDouble(result -> costRatioOf2035(result).standardError())
                .average()
                .orElseThrow()
            <= pseudo);
  }

  /** Two standard errors, 200 seeds; the truth from 400,000 pseudo-random paths. */
  @Test
  void theErrorBarOfSobolPointsIsRight() {
    Estimate truth = costRatioOf2035(run(untilThen(400_000, 99, Sampling.PSEUDO)));

    long covered =
        IntStream.range(0, 200)
            .mapToObj(seed -> costRatioOf2035(run(untilThen(1_000, 1_000 + seed, Sampling.SOBOL))))
            .filter(
                estimate ->
                    Math.abs(estimate.value() - truth.value())
                        <= 2 * Math.hypot(estimate.standardError(), truth.standardError()))
            .count();

    assertTrue(covered >= 180, "covered " + covered);
  }

  /** Both samplings estimate the same: every mean within four errors of the difference. */
  @Test
  void sobolPointsAndPseudoRandomPathsAgree() {
    SimulationResult sobol = run(request(16_384, 3, Sampling.SOBOL));
    SimulationResult pseudo = run(request(100_000, 3, Sampling.PSEUDO));

    assertAgree(pseudo.enterpriseValue().mean(), sobol.enterpriseValue().mean());
    assertAgree(pseudo.bands().bull(), sobol.bands().bull());
    assertAgree(pseudo.neverProduces(), sobol.neverProduces());
    for (Metric metric : new Metric[] {Metric.LAUNCH_COST, Metric.COST_RATIO, Metric.CAPACITY}) {
      for (int q = 7; q < 60; q += 13) {
        assertAgree(
            pseudo.series().get(metric).get(q).mean(), sobol.series().get(metric).get(q).mean());
        assertAgree(
            pseudo.series().get(metric).get(q).percentile(90),
            sobol.series().get(metric).get(q).percentile(90));
      }
    }
  }

  private static void assertAgree(Estimate expected, Estimate actual) {
    assertEquals(
        expected.value(),
        actual.value(),
        4 * Math.hypot(expected.standardError(), actual.standardError())
            + 1e-3 * Math.abs(expected.value()));
  }

  @Test
  void threadsDoNotChangeSobolResults() {
    SimulationRequest request = request(5_000, 8, Sampling.SOBOL);

    assertEquals(
        Simulation.run(request, 1, Progress.NONE), Simulation.run(request, 3, Progress.NONE));
  }

  /** Scramblings of a power of two of points, 12 to 23 of them. */
  @ParameterizedTest
  @CsvSource({"1000, 960", "1535, 1472", "1536, 1536", "2000, 1920", "20000, 19456"})
  void sobolPathsAreNoMoreThanWereAskedFor(int asked, int expected) {
    SimulationResult result = run(request(asked, 8, Sampling.SOBOL));

    assertEquals(expected, result.paths());
    assertEquals(Stop.PATHS, result.stop());
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void aRunEndsWhenItsPrecisionIsMet(Sampling sampling) {
    SimulationResult result = run(precise(0.02, 200_000, sampling));

    Estimate mean = result.enterpriseValue().mean();
    assertEquals(Stop.PRECISION, result.stop());
    assertTrue(mean.standardError() <= 0.02 * Math.abs(mean.value()));
    assertTrue(result.paths() < 50_000);
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void aRunThatCannotMeetItsPrecisionEndsAtItsLimit(Sampling sampling) {
    SimulationResult result = run(precise(1e-4, 8_192, sampling));

    Estimate mean = result.enterpriseValue().mean();
    assertEquals(Stop.LIMIT, result.stop());
    assertEquals(8_192, result.paths());
    assertTrue(mean.standardError() > 1e-4 * Math.abs(mean.value()));
  }

  /** A precise run is the run of as many paths: looking at the error changes no number. */
  @ParameterizedTest
  @EnumSource(Sampling.class)
  void lookingChangesNothing(Sampling sampling) {
    SimulationResult precise = run(precise(0.02, 200_000, sampling));

    SimulationResult plain =
        run(
            new SimulationRequest(
                Outlooks.priors(), precise.paths(), 5, sampling, OptionalDouble.empty()));

    assertEquals(plain.enterpriseValue(), precise.enterpriseValue());
    assertEquals(plain.series(), precise.series());
    assertEquals(plain.packValues(), precise.packValues());
  }

  /** No path passes its gates within the first look, so the mean of 0 says nothing. */
  @ParameterizedTest
  @EnumSource(Sampling.class)
  void aMeanOfNothingIsNotPrecise(Sampling sampling) {
    Outlook shut =
        Outlooks.of(
            Outlooks.each(Outlooks.PRIORS.packs(), view -> Outlooks.with(view, Gate.REUSE, 1e-9)),
            Outlooks.PRIORS.weights());

    SimulationResult result =
        run(new SimulationRequest(shut, 6_144, 5, sampling, OptionalDouble.of(0.5)));

    assertEquals(0, result.enterpriseValue().mean().value());
    assertEquals(Stop.LIMIT, result.stop());
    assertEquals(6_144, result.paths());
  }

  /** Scratch memory grows with the work and not with the threads that were wished for. */
  @ParameterizedTest
  @EnumSource(Sampling.class)
  void aThousandThreadsAreNoMoreThanThereIsWork(Sampling sampling) {
    SimulationRequest request = request(1_000, 8, sampling);

    assertEquals(
        Simulation.run(request, 1, Progress.NONE), Simulation.run(request, 1_024, Progress.NONE));
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void aRunIsCancelledWhereverItIs(Sampling sampling) {
    for (double at : new double[] {0.01, 0.5, 0.999}) {
      assertThrows(
          CancellationException.class,
          () ->
              Simulation.run(request(40_000, 8, sampling), 1, cancelAt(Thread.currentThread(), at)),
          "at " + at);
      assertTrue(Thread.interrupted());
    }
  }

  private static Progress cancelAt(Thread thread, double share) {
    return reached -> {
      if (reached >= share) {
        thread.interrupt();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.01, 9e-5, 1.01, Double.NaN})
  void aPrecisionOutOfRangeIsRefused(double precision) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> precise(precision, 8_192, Sampling.PSEUDO));

    assertEquals("precision must lie in [1.0E-4, 1], got " + precision, refusal.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void progressRisesToOne(Sampling sampling) {
    for (SimulationRequest request :
        List.of(request(10_000, 2, sampling), precise(0.05, 100_000, sampling))) {
      List<Double> told = new ArrayList<>();
      Simulation.run(request, 2, told::add);

      for (int i = 1; i < told.size(); i++) {
        assertTrue(told.get(i) >= told.get(i - 1));
      }
      assertTrue(told.getFirst() > 0 && told.getFirst() < 0.2);
      assertEquals(1, told.getLast());
    }
  }
}
