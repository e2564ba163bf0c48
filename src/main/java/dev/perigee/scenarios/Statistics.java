package dev.perigee.scenarios;

import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Summary;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Mean and percentiles over the whole mixture. */
@Schema(
    description =
        "Mean and percentiles over the whole mixture, in the unit of the field that holds them.")
public record Statistics(
    @Schema(description = "Mean.", examples = "1.0e11") double mean,
    @Schema(description = "Standard error of the mean.", examples = "8.3e8") double standardError,
    @Schema(description = "5th percentile.", examples = "-8.4e9") double p5,
    @Schema(description = "10th percentile.", examples = "-7.1e9") double p10,
    @Schema(description = "25th percentile.", examples = "0") double p25,
    @Schema(description = "Median.", examples = "0") double p50,
    @Schema(description = "75th percentile.", examples = "0") double p75,
    @Schema(description = "90th percentile.", examples = "1.4e11") double p90,
    @Schema(description = "95th percentile.", examples = "8.1e11") double p95,
    @Schema(description = "Standard errors of the percentiles.")
        PercentileErrors percentileStandardErrors) {

  /** Standard errors of percentiles. */
  @Schema(description = "Standard errors of the percentiles (Woodruff), in the same unit.")
  public record PercentileErrors(
      @Schema(description = "Of the 5th percentile.", examples = "5.9e7") double p5,
      @Schema(description = "Of the 10th percentile.", examples = "2.4e7") double p10,
      @Schema(description = "Of the 25th percentile.", examples = "0") double p25,
      @Schema(description = "Of the median.", examples = "0") double p50,
      @Schema(description = "Of the 75th percentile.", examples = "0") double p75,
      @Schema(description = "Of the 90th percentile.", examples = "5.6e9") double p90,
      @Schema(description = "Of the 95th percentile.", examples = "8.2e9") double p95) {}

  /** The statistics of a summary. */
  public static Statistics of(Summary summary) {
    return new Statistics(
        summary.mean().value(),
        summary.mean().standardError(),
        summary.percentile(5).value(),
        summary.percentile(10).value(),
        summary.percentile(25).value(),
        summary.percentile(50).value(),
        summary.percentile(75).value(),
        summary.percentile(90).value(),
        summary.percentile(95).value(),
        new PercentileErrors(
            summary.percentile(5).standardError(),
            summary.percentile(10).standardError(),
            summary.percentile(25).standardError(),
            summary.percentile(50).standardError(),
            summary.percentile(75).standardError(),
            summary.percentile(90).standardError(),
            summary.percentile(95).standardError()));
  }

  /** A mean with its standard error. */
  @Schema(
      description = "An estimate with its standard error, in the unit of the field that holds it.")
  public record Mean(
      @Schema(description = "The estimate.", examples = "0.35") double mean,
      @Schema(description = "Its standard error.", examples = "0.002") double standardError) {

    /** The mean of an estimate. */
    public static Mean of(Estimate estimate) {
      return new Mean(estimate.value(), estimate.standardError());
    }
  }
}
