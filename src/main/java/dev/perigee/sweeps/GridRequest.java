package dev.perigee.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.scenarios.RunRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A grid to be made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "A grid: one or two parameters at given values, each point the run that pins them there.",
    additionalProperties = Schema.False.class)
record GridRequest(
    @Schema(
            description = "What is swept over: the points of a grid.",
            enumeration = {GridRequest.KIND},
            required = true,
            examples = GridRequest.KIND)
        String kind,
    @Schema(
            description =
                "The run around which the sweep is; that of the ledger as of today unless given. Stochastic, without `precision`.")
        RunRequest base,
    @Schema(
            description =
                "Years whose last quarter is told; 2030, 2035 and 2040 unless given, as far as the base covers them.",
            maxItems = 30)
        List<Integer> years,
    @Schema(
            description = "One axis or two; at most 400 points in all.",
            required = true,
            minItems = 1,
            maxItems = 2)
        List<Axis> axes)
    implements SweepRequest {
  static final String KIND = "grid";
  static final int MOST_POINTS = 400;

  /** An axis of a grid. */
  @Schema(
      name = "GridAxis",
      description =
          "A parameter with its `values`, or with `from`, `to` and the number of `steps` for evenly spaced ones.",
      additionalProperties = Schema.False.class)
  record Axis(
      @Schema(
              description = "Key of the parameter.",
              required = true,
              maxLength = 100,
              examples = "launch.cost.learning-rate")
          String parameter,
      @Schema(
              description = "The values, in the unit of the parameter, no two alike.",
              minItems = 1,
              maxItems = 400)
          List<Double> values,
      @Schema(description = "First of evenly spaced values.", examples = "0.1") Double from,
      @Schema(description = "Last of evenly spaced values.", examples = "0.25") Double to,
      @Schema(
              description = "Number of evenly spaced values, first and last among them.",
              minimum = "2",
              maximum = "400",
              examples = "4")
          Integer steps) {}
}
