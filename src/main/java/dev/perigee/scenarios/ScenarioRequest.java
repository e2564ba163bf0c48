package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.perigee.milestones.MilestoneRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is assumed beside the ledger. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "What is assumed beside the ledger. Everything is optional.",
    additionalProperties = Schema.False.class)
public record ScenarioRequest(
    @Schema(
            description = "Name for the reader.",
            maxLength = 200,
            examples = "flight 16 reaches orbit")
        String name,
    @Schema(
            description =
                "Parameters pinned in every pack, by key: a number, or a distribution with one of uniform [min, max],"
                    + " triangular [min, mode, max], logTriangular [min, mode, max], truncatedNormal [mean, sd, min, max],"
                    + " logNormal [median, sigma], gamma [shift, shape, scale]. Rules do not change a pinned parameter.",
            type = SchemaType.OBJECT,
            implementation = Object.class,
            examples = "{\"launch.cost.learning-rate\": 0.2}")
        Map<String, JsonNode> assumptions,
    @Schema(description = "Effects given by hand.", maxItems = 200) List<EffectRequest> effects,
    @Schema(
            description =
                "Facts assumed to have happened; they may lie ahead, and rules see them as if reported on that day. Their"
                    + " evidence counts fully unless they say less.",
            maxItems = 200)
        List<MilestoneRequest> hypotheticalMilestones,
    @Schema(description = "Prior weights of the packs instead of those of the rule set.")
        PackWeights packWeights,
    @Schema(
            description = "First year.",
            minimum = "2020",
            maximum = "2040",
            defaultValue = "2026",
            examples = "2026")
        Integer startYear,
    @Schema(
            description = "Number of quarters.",
            minimum = "4",
            maximum = "120",
            defaultValue = "60",
            examples = "60")
        Integer quarters,
    @Schema(description = "The rest of the company.") EquityBridgeRequest equityBridge) {

  /** Nothing assumed. */
  public static final ScenarioRequest NONE =
      new ScenarioRequest(null, null, null, null, null, null, null, null);

  /** The same under this name, or under none when it is null. */
  ScenarioRequest named(String other) {
    return new ScenarioRequest(
        other,
        assumptions,
        effects,
        hypotheticalMilestones,
        packWeights,
        startYear,
        quarters,
        equityBridge);
  }

  /**
   * The same with parameters at given values, by key, in every pack: instead of what was assumed of
   * them, and without effects by hand on them.
   */
  public ScenarioRequest pinned(Map<String, Double> values) {
    Map<String, JsonNode> pins = new TreeMap<>(assumptions == null ? Map.of() : assumptions);
    values.forEach((key, value) -> pins.put(key, DoubleNode.valueOf(value)));
    return new ScenarioRequest(
        name,
        pins,
        effects == null
            ? null
            : effects.stream().filter(effect -> !values.containsKey(on(effect))).toList(),
        hypotheticalMilestones,
        packWeights,
        startYear,
        quarters,
        equityBridge);
  }

  private static String on(EffectRequest effect) {
    return effect.parameter() == null ? "" : effect.parameter();
  }
}
