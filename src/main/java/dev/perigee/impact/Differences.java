package dev.perigee.impact;

import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.ImpliedCredence;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the differences of a contrast off its simulations. */
final class Differences {
  private final Contrast contrast;
  private final Batches reference;
  private final Batches candidate;
  private final Map<Outlook, Batches> simulated;

  private Differences(Contrast contrast, Map<Outlook, Batches> simulated) {
    this.contrast = contrast;
    this.simulated = simulated;
    reference = simulated.get(contrast.reference());
    candidate = simulated.get(contrast.candidate());
  }

  /**
   * The differences of a contrast.
   *
   * @param simulated batches of each of its outlooks
   */
  static ImpactResult.ScenarioImpact of(Contrast contrast, Map<Outlook, Batches> simulated) {
    return new Differences(contrast, simulated).impact();
  }

  private ImpactResult.ScenarioImpact impact() {
    return new ImpactResult.ScenarioImpact(
        contrast.name(),
        new ImpactResult.DistributionDifference(
            candidate.against(reference, Differences::meanValue), value(10), value(50), value(90)),
        years(Metric.CAPACITY),
        years(Metric.COST_RATIO),
        new ImpactResult.WeightDifferences(
            weight(Pack.SCEPTIC), weight(Pack.HOUSE), weight(Pack.COMPANY)),
        impliedWeight(),
        attribution());
  }

  private static double meanValue(SimulationResult result) {
    return result.enterpriseValue().mean().value();
  }

  private ImpactResult.Difference value(int percentage) {
    return candidate.against(
        reference, result -> result.enterpriseValue().percentile(percentage).value());
  }

  private List<ImpactResult.YearDifference> years(Metric metric) {
    Horizon horizon = contrast.reference().horizon();
    List<ImpactResult.YearDifference> years = new ArrayList<>();
    for (int i = 0; i < horizon.years(); i++) {
      int year = horizon.startYear() + i;
      int quarter = horizon.lastQuarterOf(year);
      Function<SimulationResult, Summary> summary =
          result -> result.series().get(metric).get(quarter);
      years.add(
          new ImpactResult.YearDifference(
              year,
              candidate.against(reference, result -> summary.apply(result).mean().value()),
              percentile(summary, 10),
              percentile(summary, 50),
              percentile(summary, 90)));
    }
    return years;
  }

  private ImpactResult.Difference percentile(
      Function<SimulationResult, Summary> summary, int percentage) {
    return candidate.against(
        reference, result -> summary.apply(result).percentile(percentage).value());
  }

  private ImpactResult.ExactDifference weight(Pack pack) {
    double before = reference.weights().get(pack);
    double after = candidate.weights().get(pack);
    return new ImpactResult.ExactDifference(before, after, after - before);
  }

  /** Batches may lie beyond 0 and 1 while all of them together do not. */
  private ImpactResult.ImpliedWeight impliedWeight() {
    Optional<Double> before = implied(reference, contrast.referenceCompany());
    Optional<Double> after = implied(candidate, contrast.candidateCompany());
    if (before.isEmpty() || after.isEmpty()) {
      return new ImpactResult.ImpliedWeight(before.orElse(null), after.orElse(null), null, null);
    }
    double[] differences =
        candidate.numbers(result -> extrapolated(result, contrast.candidateCompany()));
    double[] others =
        reference.numbers(result -> extrapolated(result, contrast.referenceCompany()));
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others[i];
    }
    return new ImpactResult.ImpliedWeight(
        before.get(),
        after.get(),
        after.get() - before.get(),
        Batches.mean(differences).standardError());
  }

  private static Optional<Double> implied(Batches batches, EquityBridge company) {
    return company.impliedCredence(batches.packValues(), batches.weights())
            instanceof ImpliedCredence.Weight weight
        ? Optional.of(weight.companyWeight().value())
        : Optional.empty();
  }

  private static double extrapolated(SimulationResult result, EquityBridge company) {
    return company.extrapolatedCredence(result.packValues(), result.weights());
  }

  private ImpactResult.Attribution attribution() {
    double[] total = candidate.differences(reference, Differences::meanValue);
    double[] rest = total.clone();
    List<ImpactResult.PartShare> shares = new ArrayList<>();
    for (Contrast.Switched switched : contrast.switched()) {
      double[] alone =
          simulated.get(switched.outlook()).differences(reference, Differences::meanValue);
      ImpactResult.MeanDifference mean = Batches.mean(alone);
      shares.add(
          new ImpactResult.PartShare(switched.part(), mean.difference(), mean.standardError()));
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= alone[i];
      }
    }
    return new ImpactResult.Attribution(shares, Batches.mean(rest), Batches.mean(total));
  }
}
