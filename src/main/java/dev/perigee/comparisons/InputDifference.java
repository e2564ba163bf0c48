package dev.perigee.comparisons;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.studies.Differences;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An input in which two runs differ, and what it does alone. */
@Schema(
    description =
        "An input in which the runs differ, and what it does alone: the mean enterprise value of the reference with this one"
            + " input of the candidate, less that of the reference.")
record InputDifference(
    @Schema(description = "What kind of input.", examples = "assumption") Kind kind,
    @Schema(
            description = "Which one: a key, a rule, a file or a fact.",
            examples = "launch.cost.learning-rate")
        String name,
    @Schema(description = "What the candidate does to it.", examples = "changed")
        Differences.PartChange change,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What the reference has; absent where it has none, or it is long.",
            implementation = Object.class)
        JsonNode reference,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What the candidate has; absent where it has none, or it is long.",
            implementation = Object.class)
        JsonNode candidate,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Difference that it makes alone, USD; absent when it was not switched alone.",
            examples = "4e9")
        Double difference,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Its standard error, USD; absent in a deterministic comparison.",
            examples = "2e8")
        Double standardError,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Why it was not switched alone.",
            examples = "it does nothing to a comparison, which draws anew")
        String note) {

  /** Kinds of inputs. */
  @Schema(name = "InputKind", description = "Kind of input of a run.")
  enum Kind {
    @JsonProperty("asOf")
    AS_OF,
    @JsonProperty("fact")
    FACT,
    @JsonProperty("rule")
    RULE,
    @JsonProperty("file")
    FILE,
    @JsonProperty("assumption")
    ASSUMPTION,
    @JsonProperty("effect")
    EFFECT,
    @JsonProperty("hypotheticalMilestone")
    HYPOTHETICAL_MILESTONE,
    @JsonProperty("packWeights")
    PACK_WEIGHTS,
    @JsonProperty("horizon")
    HORIZON,
    @JsonProperty("equityBridge")
    EQUITY_BRIDGE,
    @JsonProperty("paths")
    PATHS,
    @JsonProperty("seed")
    SEED,
    @JsonProperty("sampling")
    SAMPLING,
    @JsonProperty("precision")
    PRECISION
  }

  /** A difference whose effect is not known yet. */
  static InputDifference between(Kind kind, String name, JsonNode reference, JsonNode candidate) {
    return new InputDifference(
        kind, name, change(reference, candidate), reference, candidate, null, null, null);
  }

  private static Differences.PartChange change(JsonNode reference, JsonNode candidate) {
    return reference == null
        ? Differences.PartChange.ADDED
        : candidate == null ? Differences.PartChange.REMOVED : Differences.PartChange.CHANGED;
  }

  /** The same with what it does alone. */
  InputDifference alone(double effect, Double error) {
    return new InputDifference(kind, name, change, reference, candidate, effect, error, null);
  }

  /** The same with why it was not switched alone. */
  InputDifference because(String why) {
    return new InputDifference(kind, name, change, reference, candidate, null, null, why);
  }
}
