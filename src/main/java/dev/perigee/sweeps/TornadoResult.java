package dev.perigee.sweeps;

import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Parameter;
import dev.perigee.studies.Batches;
import dev.perigee.studies.Differences;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a tornado. */
@Schema(
    description =
        "A tornado: each driver alone at a low and a high value against the base. Differences are the driver's less the base,"
            + " over paths that share their random numbers.")
record TornadoResult(
    @Schema(description = "Name of the sweep.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(
            description = "What was swept over.",
            enumeration = {TornadoRequest.KIND},
            examples = TornadoRequest.KIND)
        String kind,
    @Schema(description = "Where it comes from.") SweepProvenance provenance,
    @Schema(description = "Mean enterprise value of the base, USD.")
        Statistics.Mean baseEnterpriseValueUsd,
    @Schema(description = "The drivers, those with the widest swing first.") List<Bar> drivers) {

  /** A driver. */
  @Schema(name = "TornadoBar", description = "A driver of a tornado.")
  record Bar(
      @Schema(description = "Key of the parameter.", examples = "launch.cost.learning-rate")
          String parameter,
      @Schema(description = "Its unit.", examples = "-") String unit,
      @Schema(description = "With the parameter at its low value.") End low,
      @Schema(description = "With the parameter at its high value.") End high,
      @Schema(
              description =
                  "Mean enterprise value at the high value less that at the low value, USD; negative when more is worth less.")
          Differences.MeanDifference swing) {

    static Bar of(Parameter parameter, End low, End high, Batches atLow, Batches atHigh) {
      return new Bar(
          parameter.key(),
          parameter.unit(),
          low,
          high,
          Differences.MeanDifference.of(
              Batches.mean(atHigh.differences(atLow, Batches::meanValue))));
    }

    /** How far the mean goes up or down, USD. */
    double width() {
      return Math.abs(swing.difference());
    }
  }

  /** A driver at one of its values. */
  @Schema(
      name = "TornadoEnd",
      description =
          "A driver at one of its values, against the base: `candidate` is with the driver there, `reference` is the base.")
  record End(
      @Schema(description = "Value of the parameter, the same in every pack.", examples = "0.1")
          double value,
      @Schema(description = "Enterprise value of the orbital programme, USD.")
          Differences.DistributionDifference enterpriseValueUsd,
      @Schema(
              description =
                  "Compute capacity on orbit in the last quarter of each year asked for, kW.")
          List<Differences.YearDifference> capacityKw,
      @Schema(description = "Orbital over terrestrial cost in the same quarters.")
          List<Differences.YearDifference> costRatio,
      @Schema(description = "Probability of a cost ratio below 1 in the same quarters.")
          List<ParityYear> probabilityOfParity) {

    static End of(double value, Batches there, Batches base, List<Integer> years) {
      return new End(
          value,
          Differences.DistributionDifference.ofValue(there, base),
          years.stream()
              .map(year -> Differences.YearDifference.of(there, base, Metric.CAPACITY, year))
              .toList(),
          years.stream()
              .map(year -> Differences.YearDifference.of(there, base, Metric.COST_RATIO, year))
              .toList(),
          years.stream().map(year -> ParityYear.of(there, base, year)).toList());
    }
  }

  /** Parity at the end of a year. */
  @Schema(
      name = "TornadoParityYear",
      description = "Probability of a cost ratio below 1 in the last quarter of a year.")
  record ParityYear(
      @Schema(description = "Year.", examples = "2035") int year,
      @Schema(description = "The probability.") Differences.Difference probability) {

    static ParityYear of(Batches there, Batches base, int year) {
      return new ParityYear(
          year,
          there.against(
              base,
              result ->
                  result
                      .probabilities()
                      .get(Event.COST_PARITY)
                      .get(result.horizon().lastQuarterOf(year))
                      .value()));
    }
  }
}
