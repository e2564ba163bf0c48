package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.Effect;
import dev.perigee.rules.TraceRow;
import dev.perigee.simulation.Pack;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a rule, or an effect given by hand, did. */
@Schema(
    description =
        "What a rule, or an effect given by hand, did to the outlook; in the order of application.")
public record AppliedEffect(
    @Schema(description = "Name of the rule, or `by hand`.", examples = "R01 flights in a period")
        String rule,
    @Schema(
            description = "Where the rule's numbers come from.",
            examples = "S9: five flights in 2025")
        String source,
    @Schema(
            description = "Names of the facts it rests on.",
            examples = "[\"starship-flights-2026q3\"]")
        List<String> facts,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Key of the parameter or gate, `packWeights`, or `paths` for conditions on every path.",
            examples = "launch.rate.initial")
        String parameter,
    @Schema(description = "Kind of effect.", examples = "counts") String effect,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Median of the parameter or probability of the gate in the house pack before, or the weight of the company"
                    + " pack.",
            examples = "5.0")
        Double before,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The same after.", examples = "4.516")
        Double after,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Before and after in each pack.")
        Map<String, Change> packs,
    @Schema(description = "Strength in [0, 1]: the quality of the evidence.", examples = "0.7")
        double weight,
    @Schema(
            description = "Whether the product of scales was held within [0.4, 2.5].",
            examples = "false")
        boolean clamped,
    @Schema(
            description = "Why, with the values of the facts.",
            examples = "2 flights in 0.25 years")
        String because) {

  /** Before and after. */
  @Schema(description = "A value before and after an effect.")
  public record Change(
      @Schema(description = "Before.", examples = "5.0") double before,
      @Schema(description = "After.", examples = "4.516") double after) {}

  /** What a row of the trace tells. */
  public static AppliedEffect of(TraceRow row) {
    Map<String, Change> packs = new TreeMap<>();
    row.before()
        .forEach((pack, value) -> packs.put(pack.key(), new Change(value, row.after().get(pack))));
    Pack headline = row.target().equals(TraceRow.PACK_WEIGHTS) ? Pack.COMPANY : Pack.HOUSE;
    String kind = row.emission().effect().getClass().getSimpleName();
    return new AppliedEffect(
        row.emission().rule(),
        row.emission().source(),
        row.emission().facts(),
        row.target().isEmpty() ? null : row.target(),
        kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1),
        row.before().get(headline),
        row.after().get(headline),
        packs.isEmpty() ? null : packs,
        row.emission().strength(),
        row.clamped(),
        row.emission().effect() instanceof Effect.Note
            ? row.emission().because() + " (no effect on parameters)"
            : row.emission().because());
  }
}
