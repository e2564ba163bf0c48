package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A typed effect given by hand. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "A typed effect given by hand, with full strength, after those of the rules. `scale`: parameter, multiplier and"
            + " optionally sigmaMultiplier. `shift`: parameter and amount in its unit, or years, quarters or months for"
            + " deployment.start. `cap`: parameter and value. `gate`: gate and probability or multiplier. `bayesFactor`:"
            + " sceptic, house and company.",
    additionalProperties = Schema.False.class)
public record EffectRequest(
    @Schema(description = "Kind of effect.", required = true, examples = "scale") Type type,
    @Schema(description = "Key of a parameter.", maxLength = 100, examples = "launch.cost.initial")
        String parameter,
    @Schema(
            description =
                "Factor on the draws of the parameter, or on the probability of the gate; above 0. The product of"
                    + " all scales of a parameter is held in [0.4, 2.5].",
            minimum = "0",
            maximum = "1e6",
            examples = "0.8")
        Double multiplier,
    @Schema(
            description = "Factor on the spread of the parameter, from 0 to 10.",
            minimum = "0",
            maximum = "10",
            examples = "0.7")
        Double sigmaMultiplier,
    @Schema(
            description = "Amount to add, in the unit of the parameter.",
            minimum = "-1e15",
            maximum = "1e15",
            examples = "0.05")
        Double amount,
    @Schema(description = "Years to add.", minimum = "-50", maximum = "50", examples = "1")
        Double years,
    @Schema(
            description = "Quarters of a year to add.",
            minimum = "-200",
            maximum = "200",
            examples = "4")
        Double quarters,
    @Schema(description = "Months to add.", minimum = "-600", maximum = "600", examples = "12")
        Double months,
    @Schema(
            description = "Upper limit of the draws, in the unit of the parameter.",
            examples = "7500")
        Double value,
    @Schema(description = "Key of a gate.", examples = "reuse") GateKey gate,
    @Schema(
            description = "Probability that the gate is passed.",
            minimum = "0",
            maximum = "1",
            examples = "1")
        Double probability,
    @Schema(
            description = "Likelihood under the sceptic pack.",
            minimum = "0",
            maximum = "1000000",
            examples = "0.75")
        Double sceptic,
    @Schema(
            description = "Likelihood under the house pack.",
            minimum = "0",
            maximum = "1000000",
            examples = "0.85")
        Double house,
    @Schema(
            description = "Likelihood under the company pack.",
            minimum = "0",
            maximum = "1000000",
            examples = "0.95")
        Double company) {

  /** Kinds of effects that can be given by hand. */
  public enum Type {
    @JsonProperty("scale")
    SCALE,
    @JsonProperty("shift")
    SHIFT,
    @JsonProperty("cap")
    CAP,
    @JsonProperty("gate")
    GATE,
    @JsonProperty("bayesFactor")
    BAYES_FACTOR
  }

  /** Keys of the gates. */
  public enum GateKey {
    @JsonProperty("reuse")
    REUSE,
    @JsonProperty("demonstration")
    DEMONSTRATION,
    @JsonProperty("unit-cost")
    UNIT_COST,
    @JsonProperty("regulatory")
    REGULATORY
  }
}
