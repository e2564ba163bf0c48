package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run to be made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "A run. Everything is optional: `{}` runs the ledger as of today under the active rule set.",
    additionalProperties = Schema.False.class)
public record RunRequest(
    @Schema(description = "What is assumed beside the ledger.") ScenarioRequest scenario,
    @Schema(
            description =
                "Facts reported after this day are not seen; today (UTC) unless given. Not after today.",
            examples = "2026-11-01")
        LocalDate asOf,
    @Schema(
            description = "Digest of the rule set; the active one unless given.",
            pattern = "^sha256:[0-9a-f]{64}$")
        String ruleSet,
    @Schema(
            description = "Paths of each pack.",
            minimum = "1000",
            maximum = "200000",
            defaultValue = "20000",
            examples = "20000")
        Integer paths,
    @Schema(
            description =
                "Seed of the draws. Equal seeds share their draws, so that a difference is an effect.",
            minimum = "-9223372036854775808",
            maximum = "9223372036854775807",
            defaultValue = "20260215",
            examples = "20260215")
        Long seed,
    @Schema(
            description =
                "`stochastic`: the mixture of the packs. `deterministic`: the single path of the central values with the"
                    + " numeric assumptions put over them, no rules, no gates; asOf, ruleSet, paths, seed and equityBridge have no effect.",
            defaultValue = "stochastic",
            examples = "stochastic")
        Mode mode) {}
