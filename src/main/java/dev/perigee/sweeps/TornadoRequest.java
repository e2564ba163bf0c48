package dev.perigee.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.scenarios.RunRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tornado to be made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "A tornado: each driver alone at a low and at a high value, and what that changes of the base.",
    additionalProperties = Schema.False.class)
record TornadoRequest(
    @Schema(
            description = "What is swept over: one parameter at a time.",
            enumeration = {TornadoRequest.KIND},
            required = true,
            examples = TornadoRequest.KIND)
        String kind,
    @Schema(
            description =
                "The run around which the sweep is; that of the ledger as of today unless given. Stochastic, without"
                    + " `precision`, with pseudo-random points and 8000 to 200000 paths.")
        RunRequest base,
    @Schema(
            description =
                "Years whose last quarter is told; 2030, 2035 and 2040 unless given, as far as the base covers them.",
            maxItems = 30)
        List<Integer> years,
    @Schema(
            description = "The parameters; all that are not certain in the base unless given.",
            minItems = 1,
            maxItems = 100)
        List<Driver> drivers,
    @Schema(description = "Quantiles for low and high values that are not given.")
        Quantiles quantiles)
    implements SweepRequest {
  static final String KIND = "tornado";

  /** A parameter of a tornado. */
  @Schema(
      name = "TornadoDriver",
      description = "A parameter with both its low and its high value, or neither.",
      additionalProperties = Schema.False.class)
  record Driver(
      @Schema(
              description = "Key of the parameter.",
              required = true,
              maxLength = 100,
              examples = "launch.cost.learning-rate")
          String parameter,
      @Schema(description = "Low value, in the unit of the parameter.", examples = "0.1")
          Double low,
      @Schema(description = "High value, in the unit of the parameter.", examples = "0.25")
          Double high) {}

  /** Which quantiles are the low and the high value. */
  @Schema(
      name = "TornadoQuantiles",
      description =
          "Quantiles of what the base believes of a parameter: the mixture of the packs after all effects.",
      additionalProperties = Schema.False.class)
  record Quantiles(
      @Schema(
              description = "For the low value.",
              minimum = "0.001",
              maximum = "0.499",
              defaultValue = "0.1",
              examples = "0.1")
          Double low,
      @Schema(
              description = "For the high value.",
              minimum = "0.501",
              maximum = "0.999",
              defaultValue = "0.9",
              examples = "0.9")
          Double high) {
    static final Quantiles USUAL = new Quantiles(0.1, 0.9);

    /** The same with the usual ones where none are given. */
    Quantiles complete() {
      return new Quantiles(low == null ? USUAL.low : low, high == null ? USUAL.high : high);
    }
  }
}
