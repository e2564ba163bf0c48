package dev.perigee.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.perigee.rules.RuleSetDigest;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a rule set changes. */
@Schema(
    description =
        "What the candidate changes against the reference. Differences are candidate less reference, over paths that share"
            + " their random numbers.")
public record ImpactResult(
    @Schema(
            description = "Digest of the rule set that is compared with.",
            pattern = RuleSetDigest.PATTERN)
        String reference,
    @Schema(
            description = "Digest of the rule set that is compared.",
            pattern = RuleSetDigest.PATTERN)
        String candidate,
    @Schema(description = "Day of knowledge.", examples = "2026-11-23") LocalDate asOf,
    @Schema(
            description = "Digest of the facts in force on that day.",
            pattern = RuleSetDigest.PATTERN)
        String facts,
    @Schema(description = "Paths of each pack, in all batches.", examples = "20000") int paths,
    @Schema(
            description = "Number of batches from whose differences the standard errors come.",
            examples = "16")
        int batches,
    @Schema(description = "Seed.", examples = "20260215") long seed,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "The rules and files that differ.") List<ChangedPart> parts,
    @Schema(description = "The ledger as it is, named `ledger`, then the scenarios.")
        List<ScenarioImpact> scenarios) {

  /** What became of a rule or file. */
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

  /** A rule or file that differs. */
  @Schema(description = "A rule or file that differs.")
  public record ChangedPart(
      @Schema(
              description = "Name of the rule, or path of the file.",
              examples = "R07 ship and booster reflown within 60 days")
          String name,
      @Schema(description = "File it is in.", examples = "launch.drl") String file,
      @Schema(description = "What became of it.", examples = "changed") PartChange change) {}

  /** The differences on one scenario. */
  @Schema(description = "The differences on the ledger or a scenario.")
  public record ScenarioImpact(
      @Schema(description = "`ledger`, or the name of the scenario.", examples = "ledger")
          String name,
      @Schema(description = "Enterprise value of the orbital programme, USD.")
          DistributionDifference enterpriseValueUsd,
      @Schema(description = "Compute capacity on orbit in the last quarter of each year, kW.")
          List<YearDifference> capacityKw,
      @Schema(
              description =
                  "Orbital over terrestrial cost of a kW-year in the last quarter of each year.")
          List<YearDifference> costRatio,
      @Schema(description = "Weights of the packs after all effects; exact.")
          WeightDifferences packWeights,
      @Schema(description = "Weight on the company pack that the market price implies.")
          ImpliedWeight companyPackWeight,
      @Schema(description = "Where the difference of the mean enterprise value comes from.")
          Attribution attribution) {}

  /** A number under both rule sets. */
  @Schema(description = "A number under both rule sets, in the unit of the field that holds it.")
  public record Difference(
      @Schema(description = "Under the reference.", examples = "8.7e10") double reference,
      @Schema(description = "Under the candidate.", examples = "9.1e10") double candidate,
      @Schema(description = "Candidate less reference.", examples = "4e9") double difference,
      @Schema(
              description =
                  "Standard error of the difference, which is less than those of its sides as they share their random numbers.",
              examples = "2e8")
          double standardError) {}

  /** A distribution under both rule sets. */
  @Schema(description = "Mean and percentiles under both rule sets.")
  public record DistributionDifference(
      @Schema(description = "Mean.") Difference mean,
      @Schema(description = "10th percentile.") Difference p10,
      @Schema(description = "Median.") Difference p50,
      @Schema(description = "90th percentile.") Difference p90) {}

  /** A distribution at the end of a year. */
  @Schema(description = "Mean and percentiles in the last quarter of a year.")
  public record YearDifference(
      @Schema(description = "Year.", examples = "2030") int year,
      @Schema(description = "Mean.") Difference mean,
      @Schema(description = "10th percentile.") Difference p10,
      @Schema(description = "Median.") Difference p50,
      @Schema(description = "90th percentile.") Difference p90) {}

  /** Weights of the packs. */
  @Schema(description = "Weights of the packs under both rule sets; exact.")
  public record WeightDifferences(
      @Schema(description = "Sceptic pack.") ExactDifference sceptic,
      @Schema(description = "House pack.") ExactDifference house,
      @Schema(description = "Company pack.") ExactDifference company) {}

  /** A number that needs no simulation. */
  @Schema(description = "A number without a simulation error under both rule sets.")
  public record ExactDifference(
      @Schema(description = "Under the reference.", examples = "0.15") double reference,
      @Schema(description = "Under the candidate.", examples = "0.17") double candidate,
      @Schema(description = "Candidate less reference.", examples = "0.02") double difference) {}

  /** The weight on the company pack that the price implies. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      description =
          "Weight on the company pack that the market price implies; a side is absent when no weight in [0, 1] explains the"
              + " price, and the difference with it.")
  public record ImpliedWeight(
      @Schema(description = "Under the reference.", examples = "0.98") Double reference,
      @Schema(description = "Under the candidate.", examples = "0.97") Double candidate,
      @Schema(description = "Candidate less reference.", examples = "-0.01") Double difference,
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
      @Schema(description = "Its standard error, USD.", examples = "2e8") double standardError) {}
}
