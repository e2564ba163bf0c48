package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.milestones.MilestoneResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * From a number to the parameters it depends on, the rules that changed them, the facts they rest
 * on and their sources.
 */
@Schema(
    description =
        "From a number to the parameters it depends on, to the rules that changed them, to the facts they rest on, to their"
            + " sources.")
public record RunTrace(
    @Schema(description = "Name of the run.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String runId,
    @Schema(description = "Where the run comes from.") Provenance provenance,
    @Schema(description = "The number that is traced.") Result result,
    @Schema(description = "The parameters it depends on, those that something changed first.")
        List<TracedParameter> parameters,
    @Schema(
            description =
                "What rules and hand did to these parameters, to gates, weights and paths.")
        List<AppliedEffect> effects,
    @Schema(
            description =
                "Facts that rules looked at without an effect: claims, and what is within expectation.")
        List<AppliedEffect> notes,
    @Schema(description = "The facts that the effects rest on, with their sources.")
        List<MilestoneResponse> facts) {

  /** A number of an answer. */
  @Schema(description = "A number of the run's answer.")
  public record Result(
      @Schema(
              description = "Where it is in the answer, as a JSON pointer.",
              examples = "/valuation/enterpriseValueUsd/p90")
          String pointer,
      @Schema(description = "Its value.", examples = "1.2e11") double value,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Its standard error, where it has one.", examples = "4.1e9")
          Double standardError) {}

  /** A parameter before and after. */
  @Schema(description = "A parameter or gate that a number depends on.")
  public record TracedParameter(
      @Schema(description = "Key of the parameter or gate.", examples = "launch.rate.initial")
          String key,
      @Schema(description = "Unit.", examples = "flights/yr") String unit,
      @Schema(
              description = "What it means.",
              examples = "Heavy-lift launch rate at the start of the horizon")
          String meaning,
      @Schema(description = "Where the prior comes from.", examples = "S9") String source,
      @Schema(description = "What changed it: rules, `by hand`, or `assumption`.")
          List<String> changedBy,
      @Schema(
              description =
                  "Prior and posterior in each pack: medians of parameters, probabilities of gates; in"
                      + " deterministic mode central value and value.")
          Map<String, AppliedEffect.Change> packs) {}

  /** The part that concerns a number whose parameters pass {@code influences}. */
  RunTrace of(Result number, Set<String> influences) {
    List<AppliedEffect> kept =
        effects.stream().filter(effect -> influences.contains(effect.parameter())).toList();
    Set<String> factIds = new TreeSet<>();
    kept.forEach(effect -> factIds.addAll(effect.facts()));
    return new RunTrace(
        runId,
        provenance,
        number,
        parameters.stream().filter(parameter -> influences.contains(parameter.key())).toList(),
        kept,
        notes,
        facts.stream().filter(fact -> factIds.contains(fact.id())).toList());
  }
}
