package dev.perigee.studies;

import dev.perigee.simulation.Bands;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.SimulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Reads the differences of a contrast off its simulations. */
final class DifferenceReader {
  private final Contrast contrast;
  private final Batches reference;
  private final Batches candidate;
  private final Map<Outlook, double[]> values;

  private DifferenceReader(
      Contrast contrast, Batches reference, Batches candidate, Map<Outlook, double[]> values) {
    this.contrast = contrast;
    this.reference = reference;
    this.candidate = candidate;
    this.values = values;
  }

  /**
   * The differences of a contrast.
   *
   * @param values mean value of the programme in each batch, of each of its outlooks
   */
  static Differences of(
      Contrast contrast, Batches reference, Batches candidate, Map<Outlook, double[]> values) {
    return new DifferenceReader(contrast, reference, candidate, values).differences();
  }

  private Differences differences() {
    return new Differences(
        Differences.DistributionDifference.ofValue(candidate, reference),
        new Differences.BandDifferences(band(Bands::bear), band(Bands::base), band(Bands::bull)),
        candidate.against(
            perShare(contrast.candidateCompany()),
            reference,
            perShare(contrast.referenceCompany())),
        years(Metric.CAPACITY),
        years(Metric.COST_RATIO),
        sharedYears().map(this::probabilityBelowOne).toList(),
        candidate.against(reference, result -> result.neverProduces().value()),
        new Differences.WeightDifferences(
            weight(Pack.SCEPTIC), weight(Pack.HOUSE), weight(Pack.COMPANY)),
        impliedWeight(),
        attribution());
  }

  private Differences.Difference band(Function<Bands, Estimate> band) {
    return candidate.against(reference, result -> band.apply(result.bands()).value());
  }

  /** Mean equity value per share, USD. */
  private static ToDoubleFunction<SimulationResult> perShare(EquityBridge company) {
    return result -> company.equityUsd(Batches.meanValue(result)) / company.dilutedShares();
  }

  private List<Differences.YearDifference> years(Metric metric) {
    return sharedYears()
        .map(year -> Differences.YearDifference.of(candidate, reference, metric, year))
        .toList();
  }

  private Differences.YearProbability probabilityBelowOne(int year) {
    Differences.Difference probability =
        candidate.against(
            reference,
            result ->
                result
                    .probabilities()
                    .get(Event.COST_PARITY)
                    .get(result.horizon().lastQuarterOf(year))
                    .value());
    return new Differences.YearProbability(
        year,
        probability.reference(),
        probability.candidate(),
        probability.difference(),
        probability.standardError());
  }

  /** The years that both cover. */
  private Stream<Integer> sharedYears() {
    return contrast.reference().horizon().yearsSharedWith(contrast.candidate().horizon()).stream();
  }

  private Differences.ExactDifference weight(Pack pack) {
    double before = reference.weights().get(pack);
    double after = candidate.weights().get(pack);
    return new Differences.ExactDifference(before, after, after - before);
  }

  private Differences.ImpliedWeight impliedWeight() {
    Optional<Double> before = implied(reference, contrast.referenceCompany());
    Optional<Double> after = implied(candidate, contrast.candidateCompany());
    if (before.isEmpty() || after.isEmpty()) {
      return new Differences.ImpliedWeight(before.orElse(null), after.orElse(null), null, null);
    }
    double[] differences =
        Batches.less(
            candidate.extrapolatedWeights(contrast.candidateCompany()),
            reference.extrapolatedWeights(contrast.referenceCompany()));
    return new Differences.ImpliedWeight(
        before.get(),
        after.get(),
        after.get() - before.get(),
        Batches.mean(differences).standardError());
  }

  private static Optional<Double> implied(Batches batches, EquityBridge company) {
    return batches.impliedWeight(company).map(Estimate::value);
  }

  private Differences.Attribution attribution() {
    double[] before = values.get(contrast.reference());
    double[] total = Batches.less(values.get(contrast.candidate()), before);
    double[] rest = total.clone();
    List<Differences.PartShare> shares = new ArrayList<>();
    for (Contrast.Switched switched : contrast.switched()) {
      double[] alone = Batches.less(values.get(switched.outlook()), before);
      Estimate mean = Batches.mean(alone);
      shares.add(new Differences.PartShare(switched.part(), mean.value(), mean.standardError()));
      rest = Batches.less(rest, alone);
    }
    return new Differences.Attribution(
        shares,
        Differences.MeanDifference.of(Batches.mean(rest)),
        Differences.MeanDifference.of(Batches.mean(total)));
  }
}
