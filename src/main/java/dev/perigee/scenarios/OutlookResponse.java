package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.DistributionReader;
import dev.perigee.rules.TraceRow;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PackOutlook;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is believed on a day, without simulating. */
@Schema(
    description =
        "What is believed on a day under a rule set: priors after the effects of rules, without simulating.")
public record OutlookResponse(
    @Schema(description = "Digest of the rule set.", examples = "sha256:5f0c...") String ruleSet,
    @Schema(description = "Day of knowledge.", examples = "2026-11-23") LocalDate asOf,
    @Schema(description = "Digest of the facts in force on that day.", examples = "sha256:9b1a...")
        String facts,
    @Schema(description = "Number of facts in force.", examples = "389") int factCount,
    @Schema(description = "Weights of the packs before any fact.") PackWeights priorWeights,
    @Schema(description = "Weights of the packs after all effects.") PackWeights packWeights,
    @Schema(description = "Probability of each gate by pack, by key of the gate.")
        Map<String, Map<String, Double>> gates,
    @Schema(description = "Every parameter of the catalogue.") List<ParameterOutlook> parameters,
    @Schema(description = "What rules did, in the order of application.")
        List<AppliedEffect> effects,
    @Schema(description = "Facts that rules looked at without an effect.")
        List<AppliedEffect> notes) {

  /** A parameter in each pack. */
  @Schema(description = "A parameter in each pack, after all effects.")
  public record ParameterOutlook(
      @Schema(description = "Key.", examples = "launch.cost.initial") String key,
      @Schema(description = "Unit.", examples = "USD/kg") String unit,
      @Schema(description = "View of each pack.") Map<String, MarginalResponse> packs) {}

  /** A distribution after effects. */
  @Schema(
      description =
          "A distribution and what effects did to its draws: multiplied, moved, held below a cap; in the unit of the parameter.")
  public record MarginalResponse(
      @Schema(
              description = "The distribution of the draws.",
              examples = "{\"logNormal\": [1500, 0.3]}")
          Map<String, Object> distribution,
      @Schema(
              description = "Whether a high or a low value is good news of technology, or neither.",
              enumeration = {"high", "low", "none"},
              examples = "low")
          String technology,
      @Schema(description = "Factor on the draws.", examples = "1") double multiplier,
      @Schema(description = "Amount added to the draws.", examples = "0") double shift,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Upper limit of the draws, when there is one.", examples = "7500")
          Double cap,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Strength of the cap in [0, 1], when there is one.", examples = "1")
          Double capStrength,
      @Schema(description = "Median after effects.", examples = "1500") double median,
      @Schema(description = "5th percentile after effects.", examples = "916") double p5,
      @Schema(description = "95th percentile after effects.", examples = "2457") double p95) {

    static MarginalResponse of(Parameter parameter, Marginal marginal) {
      return new MarginalResponse(
          DistributionReader.write(marginal.distribution()),
          switch (marginal.loading()) {
            case GOOD_WHEN_HIGH -> "high";
            case GOOD_WHEN_LOW -> "low";
            case INDEPENDENT -> "none";
          },
          marginal.multiplier(),
          marginal.shift(),
          Double.isInfinite(marginal.cap()) ? null : marginal.cap(),
          Double.isInfinite(marginal.cap()) ? null : marginal.capStrength(),
          marginal.median(parameter),
          marginal.quantile(parameter, 0.05),
          marginal.quantile(parameter, 0.95));
    }
  }

  static OutlookResponse of(
      String ruleSet,
      LocalDate asOf,
      String facts,
      int factCount,
      Map<Pack, Double> priorWeights,
      TracedOutlook traced) {
    Map<String, Map<String, Double>> gates = new TreeMap<>();
    List<ParameterOutlook> parameters = new ArrayList<>();
    for (Gate gate : Gate.values()) {
      Map<String, Double> byPack = new TreeMap<>();
      traced
          .outlook()
          .packs()
          .forEach((pack, view) -> byPack.put(pack.key(), view.gates().get(gate)));
      gates.put(gate.key(), byPack);
    }
    for (Parameter parameter : Parameter.values()) {
      parameters.add(
          new ParameterOutlook(
              parameter.key(), parameter.unit(), views(parameter, traced.outlook().packs())));
    }
    return new OutlookResponse(
        ruleSet,
        asOf,
        facts,
        factCount,
        PackWeights.of(priorWeights),
        PackWeights.of(traced.outlook().weights()),
        gates,
        parameters,
        effects(traced, false),
        effects(traced, true));
  }

  /** A parameter's view in each pack, by the key of the pack. */
  static Map<String, MarginalResponse> views(Parameter parameter, Map<Pack, PackOutlook> packs) {
    Map<String, MarginalResponse> views = new TreeMap<>();
    packs.forEach(
        (pack, view) ->
            views.put(pack.key(), MarginalResponse.of(parameter, view.marginal(parameter))));
    return views;
  }

  private static List<AppliedEffect> effects(TracedOutlook traced, boolean notes) {
    return traced.trace().stream()
        .filter((TraceRow row) -> row.target().isEmpty() == notes)
        .map(AppliedEffect::of)
        .toList();
  }
}
