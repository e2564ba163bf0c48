package dev.perigee.comparisons;

import dev.perigee.scenarios.Mode;
import dev.perigee.studies.Differences;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What tells two deterministic runs apart. */
@Schema(
    description =
        "What tells two deterministic runs apart; exact. Differences are candidate less reference.")
record DeterministicRunComparison(
    @Schema(description = "Name of the comparison.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "How both were run.", examples = "deterministic") Mode mode,
    @Schema(
            description = "Name of the run that is compared.",
            examples = "8a7b6c5d4e3f2a1b0c9d8e7f3f9c2d1e")
        String candidate,
    @Schema(
            description = "Name of the run that it is compared with.",
            examples = "b31076c359822f73ab6dbf28f265e5f5")
        String reference,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "Value of the programme, USD.")
        Differences.ExactDifference enterpriseValueUsd,
    @Schema(description = "Discounted cash flow of the horizon, USD.")
        Differences.ExactDifference presentValueUsd,
    @Schema(description = "Discounted value after the horizon, USD.")
        Differences.ExactDifference terminalValueUsd,
    @Schema(description = "Metrics in the last quarter of each year that both cover.")
        List<Year> years,
    @Schema(
            description =
                "The inputs that differ, and what each does alone to the value of the programme.")
        List<InputDifference> inputs,
    @Schema(
            description =
                "The difference of the value less what the inputs do alone, USD: what they do together.",
            examples = "-1.2e8")
        double remainder) {

  /** A year of both. */
  @Schema(
      name = "DeterministicYearDifference",
      description = "The last quarter of a year in both runs.")
  record Year(
      @Schema(description = "Year.", examples = "2035") int year,
      @Schema(description = "Compute capacity on orbit, kW.")
          Differences.ExactDifference capacityKw,
      @Schema(description = "Orbital over terrestrial cost of a kW-year.")
          Differences.ExactDifference costRatio) {}
}
