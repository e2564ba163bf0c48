package dev.perigee.studies;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The differences of one contrast: the candidate less the reference, over paths that share their
 * random numbers.
 *
 * @param enterpriseValueUsd of the programme, USD
 * @param bandsUsd band means of the value, USD
 * @param equityPerShareUsd mean equity value per share, each side with its own company, USD
 * @param capacityKw in the last quarter of each year that both cover, kW
 * @param costRatio in the same quarters
 * @param probabilityBelowOne that the cost ratio is below 1 in the same quarters
 * @param neverProduces probability of no production in the horizon
 * @param packWeights after all effects
 * @param companyPackWeight weight on the company pack that the market price implies
 * @param attribution of the difference of the mean enterprise value
 */
public record Differences(
    DistributionDifference enterpriseValueUsd,
    BandDifferences bandsUsd,
    Difference equityPerShareUsd,
    List<YearDifference> capacityKw,
    List<YearDifference> costRatio,
    List<YearProbability> probabilityBelowOne,
    Difference neverProduces,
    WeightDifferences packWeights,
    ImpliedWeight companyPackWeight,
    Attribution attribution) {

  /** What the candidate does to a part of the reference. */
  public enum PartChange {
    /** The reference does not have it. */
    @JsonProperty("added")
    ADDED,
    /** The candidate does not have it. */
    @JsonProperty("removed")
    REMOVED,
    /** Its text differs. */
    @JsonProperty("changed")
    CHANGED
  }

  /** A number under both sides. */
  @Schema(description = "A number under both sides, in the unit of the field that holds it.")
  public record Difference(
      @Schema(description = "Under the reference.", examples = "8.7e10") double reference,
      @Schema(description = "Under the candidate.", examples = "9.1e10") double candidate,
      @Schema(description = "Candidate less reference.", examples = "4e9") double difference,
      @Schema(
              description =
                  "Standard error of the difference, which is less than those of its sides as they share their random numbers.",
              examples = "2e8")
          double standardError) {}

  /** A distribution under both sides. */
  @Schema(description = "Mean and percentiles under both sides.")
  public record DistributionDifference(
      @Schema(description = "Mean.") Difference mean,
      @Schema(description = "10th percentile.") Difference p10,
      @Schema(description = "Median.") Difference p50,
      @Schema(description = "90th percentile.") Difference p90) {

    /** The value of the programme under both. */
    public static DistributionDifference ofValue(Batches candidate, Batches reference) {
      return new DistributionDifference(
          candidate.against(reference, Batches::meanValue),
          candidate.percentileAgainst(reference, SimulationResult::enterpriseValue, 10),
          candidate.percentileAgainst(reference, SimulationResult::enterpriseValue, 50),
          candidate.percentileAgainst(reference, SimulationResult::enterpriseValue, 90));
    }
  }

  /** Band means. */
  @Schema(
      description =
          "Band means under both sides, USD: 0.25 bear + 0.5 base + 0.25 bull is the mean.")
  public record BandDifferences(
      @Schema(description = "Mean of the lowest quarter, USD.") Difference bear,
      @Schema(description = "Mean of the middle half, USD.") Difference base,
      @Schema(description = "Mean of the highest quarter, USD.") Difference bull) {}

  /** A probability at the end of a year. */
  @Schema(description = "A probability in the last quarter of a year, under both sides.")
  public record YearProbability(
      @Schema(description = "Year.", examples = "2035") int year,
      @Schema(description = "Under the reference.", examples = "0.21") double reference,
      @Schema(description = "Under the candidate.", examples = "0.23") double candidate,
      @Schema(description = "Candidate less reference.", examples = "0.02") double difference,
      @Schema(description = "Standard error of the difference.", examples = "0.001")
          double standardError) {}

  /** A distribution at the end of a year. */
  @Schema(description = "Mean and percentiles in the last quarter of a year.")
  public record YearDifference(
      @Schema(description = "Year.", examples = "2030") int year,
      @Schema(description = "Mean.") Difference mean,
      @Schema(description = "10th percentile.") Difference p10,
      @Schema(description = "Median.") Difference p50,
      @Schema(description = "90th percentile.") Difference p90) {

    /**
     * A metric under both.
     *
     * @param year that both cover
     */
    public static YearDifference of(Batches candidate, Batches reference, Metric metric, int year) {
      Function<SimulationResult, Summary> summary =
          result -> result.series().get(metric).get(result.horizon().lastQuarterOf(year));
      return new YearDifference(
          year,
          candidate.against(reference, result -> summary.apply(result).mean().value()),
          candidate.percentileAgainst(reference, summary, 10),
          candidate.percentileAgainst(reference, summary, 50),
          candidate.percentileAgainst(reference, summary, 90));
    }
  }

  /** Weights of the packs. */
  @Schema(description = "Weights of the packs under both sides; exact.")
  public record WeightDifferences(
      @Schema(description = "Sceptic pack.") ExactDifference sceptic,
      @Schema(description = "House pack.") ExactDifference house,
      @Schema(description = "Company pack.") ExactDifference company) {}

  /** A number that needs no simulation. */
  @Schema(description = "A number without a simulation error under both sides.")
  public record ExactDifference(
      @Schema(description = "Under the reference.", examples = "0.15") double reference,
      @Schema(description = "Under the candidate.", examples = "0.17") double candidate,
      @Schema(description = "Candidate less reference.", examples = "0.02") double difference) {}

  /** The weight on the company pack that the price implies. */
  @Schema(
      description =
          "Weight on the company pack that the market price implies; a side is absent when no weight in [0, 1] explains the"
              + " price, and the difference with it.")
  public record ImpliedWeight(
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Under the reference.", examples = "0.98")
          Double reference,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Under the candidate.", examples = "0.97")
          Double candidate,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Candidate less reference.", examples = "-0.01")
          Double difference,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Standard error of the difference.", examples = "0.002")
          Double standardError) {}

  /** Where a difference comes from. */
  @Schema(
      description =
          "The difference of the mean enterprise value, USD, by what was changed: each rule or file put alone into the"
              + " reference. What they do together beyond that is the remainder.")
  public record Attribution(
      @Schema(description = "What each does alone.") List<PartShare> parts,
      @Schema(description = "The whole difference less that of the parts: their interaction.")
          MeanDifference remainder,
      @Schema(description = "The whole difference.") MeanDifference total) {}

  /** What a part does alone. */
  @Schema(description = "What a changed rule or file does alone, USD.")
  public record PartShare(
      @Schema(
              description =
                  "Name of the rule or path of the file; `priors` for several prior packs that only go together.",
              examples = "R07 ship and booster reflown within 60 days")
          String name,
      @Schema(description = "Difference that it makes alone, USD.", examples = "4e9")
          double difference,
      @Schema(description = "Its standard error, USD.", examples = "2e8") double standardError) {}

  /** A number with its standard error. */
  @Schema(description = "A difference with its standard error, USD.")
  public record MeanDifference(
      @Schema(description = "The difference, USD.", examples = "4e9") double difference,
      @Schema(description = "Its standard error, USD.", examples = "2e8") double standardError) {

    /** A difference of this estimate. */
    public static MeanDifference of(Estimate estimate) {
      return new MeanDifference(estimate.value(), estimate.standardError());
    }
  }
}
