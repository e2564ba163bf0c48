package dev.perigee.distributions;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.PackWeights;
import dev.perigee.scenarios.Provenance;
import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PathDistribution;
import dev.perigee.simulation.Quantity;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a number of a run is distributed over its paths.
 *
 * @param cost path-quarters of the run
 * @param number which one
 * @param plan finds what the run was computed from, so that a study that waits holds no rule set
 * @param stored where the run as it is stored comes from
 */
record DistributionStudy(
    DistributionInputs inputs,
    long cost,
    Distributed number,
    Supplier<StochasticPlan> plan,
    Provenance stored)
    implements Study {

  /**
   * A number of a run.
   *
   * @param field its name
   * @param on last day of its quarter; empty for the enterprise value
   */
  record Distributed(String field, String unit, Optional<LocalDate> on, Quantity quantity) {
    /** Name of the enterprise value. */
    static final String VALUE = "enterpriseValueUsd";

    static Distributed value() {
      return new Distributed(VALUE, "USD", Optional.empty(), new Quantity.Value());
    }

    static Distributed of(Metric metric, int quarter, LocalDate on) {
      return new Distributed(
          metric.field(), metric.unit(), Optional.of(on), new Quantity.InQuarter(metric, quarter));
    }
  }

  @Override
  public StudyKind kind() {
    return StudyKind.DISTRIBUTION;
  }

  @Override
  public RunDistribution answer(Simulations simulations) throws InterruptedException {
    simulations.expect(1);
    StochasticPlan run = plan.get();
    Simulation.Distributed computed = simulations.compute(run.distribution(number.quantity()));
    requireSame(run, computed.result());
    PathDistribution distribution = computed.distribution();
    Map<Pack, Double> weights = computed.result().weights();
    return new RunDistribution(
        inputs.id(),
        inputs.distributed(),
        stored,
        number.field(),
        number.unit(),
        number.on().orElse(null),
        PackWeights.of(weights),
        shape(distribution.mixture()),
        new RunDistribution.PackShapes(
            shape(distribution.packs().get(Pack.SCEPTIC)),
            shape(distribution.packs().get(Pack.HOUSE)),
            shape(distribution.packs().get(Pack.COMPANY))),
        distribution.bins().stream()
            .map(bin -> bin(bin, weights, computed.result().paths()))
            .toList());
  }

  private void requireSame(StochasticPlan run, SimulationResult result) {
    String digest = run.digest(result);
    if (!digest.equals(stored.digest())) {
      throw new ProblemException(
          ProblemType.IRREPRODUCIBLE,
          "Computed again it has the digest %s, and it is stored with %s"
              .formatted(digest, stored.digest()),
          List.of());
    }
  }

  private static RunDistribution.DistributionShape shape(PathDistribution.Shape shape) {
    List<RunDistribution.PercentileValue> percentiles = new ArrayList<>();
    for (double percentile : shape.percentiles()) {
      percentiles.add(new RunDistribution.PercentileValue(percentiles.size() + 1, percentile));
    }
    return new RunDistribution.DistributionShape(
        shape.mean().value(),
        shape.mean().standardError(),
        Statistics.Mean.of(shape.zero()),
        shape.least(),
        shape.greatest(),
        percentiles);
  }

  private static RunDistribution.DistributionBin bin(
      PathDistribution.Bin bin, Map<Pack, Double> weights, int paths) {
    double weight = 0;
    for (Pack pack : Pack.values()) {
      weight += weights.get(pack) * bin.paths().get(pack) / paths;
    }
    return new RunDistribution.DistributionBin(
        bin.low(),
        bin.high(),
        weight,
        bin.paths().get(Pack.SCEPTIC),
        bin.paths().get(Pack.HOUSE),
        bin.paths().get(Pack.COMPANY));
  }
}
