package dev.perigee.impact;

import dev.perigee.rules.RuleSetDigest;
import dev.perigee.studies.Differences;
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

  /** A rule or file that differs. */
  @Schema(description = "A rule or file that differs.")
  public record ChangedPart(
      @Schema(
              description = "Name of the rule, or path of the file.",
              examples = "R07 ship and booster reflown within 60 days")
          String name,
      @Schema(description = "File it is in.", examples = "launch.drl") String file,
      @Schema(description = "What became of it.", examples = "changed")
          Differences.PartChange change) {}

  /** The differences on one scenario. */
  @Schema(description = "The differences on the ledger or a scenario.")
  public record ScenarioImpact(
      @Schema(description = "`ledger`, or the name of the scenario.", examples = "ledger")
          String name,
      @Schema(description = "Enterprise value of the orbital programme, USD.")
          Differences.DistributionDifference enterpriseValueUsd,
      @Schema(description = "Compute capacity on orbit in the last quarter of each year, kW.")
          List<Differences.YearDifference> capacityKw,
      @Schema(
              description =
                  "Orbital over terrestrial cost of a kW-year in the last quarter of each year.")
          List<Differences.YearDifference> costRatio,
      @Schema(description = "Weights of the packs after all effects; exact.")
          Differences.WeightDifferences packWeights,
      @Schema(description = "Weight on the company pack that the market price implies.")
          Differences.ImpliedWeight companyPackWeight,
      @Schema(description = "Where the difference of the mean enterprise value comes from.")
          Differences.Attribution attribution) {

    static ScenarioImpact of(String name, Differences differences) {
      return new ScenarioImpact(
          name,
          differences.enterpriseValueUsd(),
          differences.capacityKw(),
          differences.costRatio(),
          differences.packWeights(),
          differences.companyPackWeight(),
          differences.attribution());
    }
  }
}
