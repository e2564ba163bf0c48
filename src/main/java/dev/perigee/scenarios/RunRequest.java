package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.RuleSetDigest;
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
            pattern = RuleSetDigest.PATTERN)
        String ruleSet,
    @Schema(
            description =
                "Paths of each pack, 20000 unless given. With a `precision` the limit, 200000 unless given.",
            minimum = "1000",
            maximum = "1000000",
            examples = "20000")
        Integer paths,
    @Schema(
            description =
                "Instead of a number of paths: the run goes on until the standard error of the mean enterprise value is at most"
                    + " this share of it, or the limit of paths is reached.",
            minimum = "0.0001",
            maximum = "1",
            examples = "0.01")
        Double precision,
    @Schema(
            description =
                "How points are chosen: independent `pseudo`-random ones, or scrambled `sobol` points, which cover more evenly"
                    + " and need fewer paths for the same error.",
            enumeration = {"pseudo", "sobol"},
            defaultValue = "pseudo",
            examples = "pseudo")
        String sampling,
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
                    + " numeric assumptions put over them, no rules, no gates; asOf, ruleSet, paths, precision, sampling, seed and equityBridge have no effect.",
            defaultValue = "stochastic",
            examples = "stochastic")
        Mode mode,
    @Schema(
            description =
                "Instead of `scenario`: a saved scenario, which is run as if `scenario` held what it holds under its name.",
            maxLength = 100,
            examples = "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        String scenarioId,
    @Schema(
            description =
                "Which version of the saved scenario; the latest unless given. Versions of a deleted one can be run.",
            minimum = "1",
            maximum = "2147483647",
            examples = "3")
        Integer scenarioVersion) {
  /** The ledger as of today under the active rules. */
  public static final RunRequest PLAIN = plain(null, null);

  /** The ledger as of a day under a rule set. */
  static RunRequest plain(LocalDate asOf, String ruleSet) {
    return new RunRequest(null, asOf, ruleSet, null, null, null, null, null, null, null);
  }
}
