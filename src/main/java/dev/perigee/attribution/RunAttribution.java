package dev.perigee.attribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.milestones.MilestoneResponse;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.scenarios.AppliedEffect;
import dev.perigee.scenarios.PackWeights;
import dev.perigee.scenarios.Statistics;
import dev.perigee.studies.Differences;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What each fact did to a run. */
@Schema(
    description =
        "From the outlook without facts to that of a run, one fact after the other. Every outlook is simulated in the same"
            + " batches of pseudo-random paths, whatever sampling and precision the run had. What a step ends with the next one"
            + " begins with, so the differences of the steps sum to the posterior less the prior.")
record RunAttribution(
    @Schema(description = "Name of the attribution.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "Name of the run.", examples = "8a7b6c5d4e3f2a1b0c9d8e7f3f9c2d1e")
        String run,
    @Schema(description = "Where it comes from.") AttributionProvenance provenance,
    @Schema(
            description = "In which order facts are added, and what that means.",
            examples = "Facts are added in the order in which they were reported.")
        String convention,
    @Schema(
            description =
                "Year in whose last quarter capacity and cost ratio are told: 2035, or the nearest that the run covers.",
            examples = "2035")
        int year,
    @Schema(description = "Without any fact; assumptions and effects by hand are applied.")
        AttributedOutlook prior,
    @Schema(description = "What the facts did, one step after the other; at most 25.")
        List<AttributionStep> steps,
    @Schema(description = "With all facts: the outlook of the run.") AttributedOutlook posterior,
    @Schema(
            description =
                "Mean enterprise value of the run as it is stored less that of the posterior: both are estimates of the same"
                    + " number by other random numbers.")
        Differences.MeanDifference remainder,
    @Schema(
            description =
                "Facts that rules read and that changed nothing when they were added, and what rules say of them.")
        List<IdleFact> withoutEffect,
    @Schema(description = "Number of facts that no rule reads.", examples = "321")
        int unreadFacts) {

  /** How facts are ordered, and what follows from it. */
  static final String CONVENTION =
      "Facts are added in the order of the day on which they were reported, then of the day on which they happened, then of"
          + " their names; what a scenario assumes comes last. The day of knowledge is that of the run from the first step on."
          + " A share is what a fact adds to those before it: in another order it would be another one.";

  /** Where an attribution comes from. */
  @Schema(description = "Where an attribution comes from; equal provenance means equal bytes.")
  record AttributionProvenance(
      @Schema(description = "Digest of the rule set.", pattern = RuleSetDigest.PATTERN)
          String ruleSet,
      @Schema(description = "Day of knowledge.", examples = "2026-11-23") LocalDate asOf,
      @Schema(
              description = "Digest of the facts in force on that day.",
              pattern = RuleSetDigest.PATTERN)
          String facts,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Name of the scenario, when it has one.", examples = "bull")
          String scenario,
      @Schema(description = "Seed of the draws, that of the run.", examples = "20260215") long seed,
      @Schema(description = "Paths of each pack, in all batches.", examples = "20000") int paths,
      @Schema(
              description = "Number of batches from whose differences the standard errors come.",
              examples = "16")
          int batches,
      @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion) {}

  /** An end of the way. */
  @Schema(description = "The outlook at an end of the way.")
  record AttributedOutlook(
      @Schema(description = "Weights of the packs; exact.") PackWeights packWeights,
      @Schema(description = "Mean enterprise value of the orbital programme, USD.")
          Statistics.Mean enterpriseValueUsd,
      @Schema(description = "Mean compute capacity on orbit in the last quarter of the year, kW.")
          Statistics.Mean capacityKw,
      @Schema(
              description =
                  "Mean orbital over terrestrial cost of a kW-year in the last quarter of the year.")
          Statistics.Mean costRatio,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description =
                  "Weight on the company pack that the market price implies; absent when no weight in [0, 1] explains it.")
          Statistics.Mean companyPackWeight) {}

  /** What facts did. */
  @Schema(description = "What one fact did, or several that act together.")
  record AttributionStep(
      @Schema(description = "The facts, in the order in which they are added.")
          List<MilestoneResponse> facts,
      @Schema(
              description = "Names of the rules whose effects they changed.",
              examples = "[\"R07 ship and booster reflown within 60 days\"]")
          List<String> rules,
      @Schema(
              description =
                  "Effects that the outlook has with these facts and had not without them, or not of this strength.")
          List<AppliedEffect> effects,
      @Schema(description = "Weights of the packs after it; exact.") PackWeights packWeights,
      @Schema(description = "Mean enterprise value of the orbital programme, USD.")
          AttributedChange enterpriseValueUsd,
      @Schema(description = "Mean compute capacity on orbit in the last quarter of the year, kW.")
          AttributedChange capacityKw,
      @Schema(
              description =
                  "Mean orbital over terrestrial cost of a kW-year in the last quarter of the year.")
          AttributedChange costRatio,
      @Schema(description = "Weight on the company pack that the market price implies.")
          ImpliedChange companyPackWeight) {}

  /** A number before and after a step. */
  @Schema(description = "A number before and after a step, in the unit of the field that holds it.")
  record AttributedChange(
      @Schema(description = "Before.", examples = "8.7e10") double before,
      @Schema(description = "After.", examples = "9.1e10") double after,
      @Schema(description = "After less before.", examples = "4e9") double difference,
      @Schema(
              description =
                  "Standard error of the difference, which is less than those of its sides as they share their random numbers.",
              examples = "2e8")
          double standardError) {}

  /** The implied weight before and after a step. */
  @Schema(
      description =
          "Weight on the company pack that the market price implies, before and after a step; a side is absent when no weight"
              + " in [0, 1] explains the price, and the difference with it.")
  record ImpliedChange(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Before.", examples = "0.98")
          Double before,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "After.", examples = "0.97")
          Double after,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "After less before.", examples = "-0.01")
          Double difference,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Standard error of the difference.", examples = "0.002")
          Double standardError) {}

  /** A fact that changed nothing. */
  @Schema(description = "A fact that rules read and that changed nothing when it was added.")
  record IdleFact(
      @Schema(description = "The fact.") MilestoneResponse fact,
      @Schema(
              description =
                  "What the rules say that rest on it, with all facts: notes that it is within expectation or a claim, or"
                      + " effects that count only together with later facts, or less than those of other facts.")
          List<AppliedEffect> notes) {}
}
