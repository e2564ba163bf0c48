package dev.perigee.scenarios;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue of parameters. */
@Schema(description = "The catalogue of the model's parameters.")
public record ParameterCatalogue(
    @Schema(
            description = "Digest of the rule set whose priors are shown.",
            examples = "sha256:5f0c...")
        String ruleSet,
    @Schema(description = "The parameters.") List<Entry> items) {

  /** A parameter. */
  @Schema(description = "A parameter of the model.")
  public record Entry(
      @Schema(description = "Key in requests, rules and answers.", examples = "launch.cost.initial")
          String key,
      @Schema(description = "Symbol in the equations.", examples = "c0") String symbol,
      @Schema(description = "Unit.", examples = "USD/kg") String unit,
      @Schema(description = "Value of the deterministic central case.", examples = "1500")
          double central,
      @Schema(description = "Least admissible value.", examples = "1") double minimum,
      @Schema(description = "Greatest admissible value.", examples = "1000000") double maximum,
      @Schema(description = "What it means.", examples = "Launch cost at the reference mass")
          String meaning,
      @Schema(description = "Where the central value comes from.", examples = "S15 1,600")
          String source,
      @Schema(description = "Prior of each pack.")
          Map<String, OutlookResponse.MarginalResponse> packs) {}
}
