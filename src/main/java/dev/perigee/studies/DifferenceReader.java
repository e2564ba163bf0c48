package dev.perigee.studies;

import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
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
final class DifferenceReader {
  private final Contrast contrast;
  private final Batches reference;
  private final Batches candidate;
  private final Map<Outlook, Batches> simulated;

  private DifferenceReader(Contrast contrast, Map<Outlook, Batches> simulated) {
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
  static Differences of(Contrast contrast, Map<Outlook, Batches> simulated) {
    return new DifferenceReader(contrast, simulated).differences();
  }

  private Differences differences() {
    return new Differences(
        enterpriseValue(candidate, reference),
        years(Metric.CAPACITY),
        years(Metric.COST_RATIO),
        new Differences.WeightDifferences(
            weight(Pack.SCEPTIC), weight(Pack.HOUSE), weight(Pack.COMPANY)),
        impliedWeight(),
        attribution());
  }

  private static double meanValue(SimulationResult result) {
    return result.enterpriseValue().mean().value();
  }

  /** The value of the programme under both. */
  static Differences.DistributionDifference enterpriseValue(Batches candidate, Batches reference) {
    return new Differences.DistributionDifference(
        candidate.against(reference, DifferenceReader::meanValue),
        percentile(candidate, reference, SimulationResult::enterpriseValue, 10),
        percentile(candidate, reference, SimulationResult::enterpriseValue, 50),
        percentile(candidate, reference, SimulationResult::enterpriseValue, 90));
  }

  /** The years that both cover. */
  private List<Differences.YearDifference> years(Metric metric) {
    Horizon before = contrast.reference().horizon();
    Horizon after = contrast.candidate().horizon();
    int first = Math.max(before.startYear(), after.startYear());
    int end = Math.min(before.startYear() + before.years(), after.startYear() + after.years());
    List<Differences.YearDifference> years = new ArrayList<>();
    for (int year = first; year < end; year++) {
      years.add(year(candidate, reference, metric, year));
    }
    return years;
  }

  /** A metric in the last quarter of a year that both cover. */
  static Differences.YearDifference year(
      Batches candidate, Batches reference, Metric metric, int year) {
    Function<SimulationResult, Summary> summary =
        result -> result.series().get(metric).get(result.horizon().lastQuarterOf(year));
    return new Differences.YearDifference(
        year,
        candidate.against(reference, result -> summary.apply(result).mean().value()),
        percentile(candidate, reference, summary, 10),
        percentile(candidate, reference, summary, 50),
        percentile(candidate, reference, summary, 90));
  }

  private static Differences.Difference percentile(
      Batches candidate,
      Batches reference,
      Function<SimulationResult, Summary> summary,
      int percentage) {
    return candidate.against(
        reference, result -> summary.apply(result).percentile(percentage).value());
  }

  private Differences.ExactDifference weight(Pack pack) {
    double before = reference.weights().get(pack);
    double after = candidate.weights().get(pack);
    return new Differences.ExactDifference(before, after, after - before);
  }

  /** Batches may lie beyond 0 and 1 while all of them together do not. */
  private Differences.ImpliedWeight impliedWeight() {
    Optional<Double> before = implied(reference, contrast.referenceCompany());
    Optional<Double> after = implied(candidate, contrast.candidateCompany());
    if (before.isEmpty() || after.isEmpty()) {
      return new Differences.ImpliedWeight(before.orElse(null), after.orElse(null), null, null);
    }
    double[] differences =
        candidate.numbers(result -> extrapolated(result, contrast.candidateCompany()));
    double[] others =
        reference.numbers(result -> extrapolated(result, contrast.referenceCompany()));
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others[i];
    }
    return new Differences.ImpliedWeight(
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

  private Differences.Attribution attribution() {
    double[] total = candidate.differences(reference, DifferenceReader::meanValue);
    double[] rest = total.clone();
    List<Differences.PartShare> shares = new ArrayList<>();
    for (Contrast.Switched switched : contrast.switched()) {
      double[] alone =
          simulated.get(switched.outlook()).differences(reference, DifferenceReader::meanValue);
      Estimate mean = Batches.mean(alone);
      shares.add(new Differences.PartShare(switched.part(), mean.value(), mean.standardError()));
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= alone[i];
      }
    }
    return new Differences.Attribution(
        shares,
        Differences.MeanDifference.of(Batches.mean(rest)),
        Differences.MeanDifference.of(Batches.mean(total)));
  }
}
