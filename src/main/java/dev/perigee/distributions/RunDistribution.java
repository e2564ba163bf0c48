package dev.perigee.distributions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.scenarios.PackWeights;
import dev.perigee.scenarios.Provenance;
import dev.perigee.scenarios.Statistics;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a number of a run is distributed over its paths. */
@Schema(
    description =
        "How a number of a run is distributed over its paths. The run was computed again from its stored inputs, and has the"
            + " digest that it is stored with: the mean of the mixture and the percentiles that the run has too are the same.")
record RunDistribution(
    @Schema(
            description = "Name of the distribution.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "Name of the run.", examples = "8a7b6c5d4e3f2a1b0c9d8e7f3f9c2d1e")
        String run,
    @Schema(description = "Where the run comes from.") Provenance provenance,
    @Schema(description = "The number.", examples = "capacityKw") String metric,
    @Schema(description = "Its unit.", examples = "kW") String unit,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Last day of the quarter in which it is; absent for the enterprise value.",
            examples = "2035-12-31")
        LocalDate on,
    @Schema(description = "Weights of the packs in the mixture.") PackWeights packWeights,
    @Schema(description = "Over the mixture, by the weights of the packs.")
        DistributionShape mixture,
    @Schema(description = "In each pack alone.") PackShapes packs,
    @Schema(
            description =
                "The bins that hold paths, ascending. Each power of two is divided into 8 bins of equal width, for negative"
                    + " numbers likewise; 0 is a bin of its own, without width.")
        List<DistributionBin> bins) {

  /** By pack. */
  @Schema(description = "What the distribution looks like in each pack.")
  record PackShapes(
      @Schema(description = "Sceptic pack.") DistributionShape sceptic,
      @Schema(description = "House pack.") DistributionShape house,
      @Schema(description = "Company pack.") DistributionShape company) {}

  /** What a distribution looks like. */
  @Schema(description = "What a distribution looks like.")
  record DistributionShape(
      @Schema(description = "Mean.", examples = "1.0e11") double mean,
      @Schema(
              description =
                  "Standard error of the mean; that of a metric in one pack is of independent paths, which is more than that"
                      + " of Sobol points.",
              examples = "8.3e8")
          double standardError,
      @Schema(
              description =
                  "Probability of exactly 0: nothing is produced, or costs nothing, and its standard error as of independent"
                      + " paths.")
          Statistics.Mean zero,
      @Schema(description = "Least value.", examples = "-1.2e10") double least,
      @Schema(description = "Greatest value.", examples = "9.7e12") double greatest,
      @Schema(
              description =
                  "The 1st to the 99th percentile. Of the enterprise value they are values of paths; of metrics they are off"
                      + " by less than one part in 128.")
          List<PercentileValue> percentiles) {}

  /** A percentile. */
  @Schema(description = "A percentile.")
  record PercentileValue(
      @Schema(description = "Per cent of the paths that lie below, from 1 to 99.", examples = "90")
          int percentage,
      @Schema(description = "The value.", examples = "1.4e11") double value) {}

  /** A bin. */
  @Schema(
      description = "Values of one sign between two edges, of which the nearer to 0 belongs to it.")
  record DistributionBin(
      @Schema(description = "Lower edge.", examples = "1.07e9") double low,
      @Schema(description = "Upper edge.", examples = "1.21e9") double high,
      @Schema(description = "Share of the mixture in it.", examples = "0.0125") double weight,
      @Schema(description = "Paths of the sceptic pack in it.", examples = "12") int sceptic,
      @Schema(description = "Paths of the house pack in it.", examples = "250") int house,
      @Schema(description = "Paths of the company pack in it.", examples = "900") int company) {}
}
