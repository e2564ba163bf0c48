package dev.perigee.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.scenarios.ScenarioRequest;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comparison to be made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "What a rule set is compared with, and on what. Everything is optional: `{}` compares it with the active rule set on"
            + " the ledger as of today.",
    additionalProperties = Schema.False.class)
public record ImpactRequest(
    @Schema(
            description = "Digest of the rule set to compare with; the active one unless given.",
            pattern = RuleSetDigest.PATTERN)
        String against,
    @Schema(
            description =
                "Scenarios to compare on, beside the ledger as it is and the saved scenarios.",
            maxItems = MOST_SCENARIOS)
        List<NamedScenario> scenarios,
    @Schema(
            description =
                "Facts reported after this day are not seen; today (UTC) unless given. Not after today.",
            examples = "2026-11-01")
        LocalDate asOf,
    @Schema(
            description = "Paths of each pack, in batches of at least 1000; 20000 unless given.",
            minimum = "8000",
            maximum = "200000",
            examples = "20000")
        Integer paths,
    @Schema(
            description = "Seed of the draws, the same for both rule sets.",
            minimum = "-9223372036854775808",
            maximum = "9223372036854775807",
            defaultValue = "20260215",
            examples = "20260215")
        Long seed,
    @Schema(
            description =
                "Saved scenarios to compare on; all that are not deleted unless given, and none when empty. Together with"
                    + " `scenarios` at most 20.",
            maxItems = MOST_SCENARIOS)
        List<String> scenarioIds) {
  static final int MOST_SCENARIOS = 20;

  /** A scenario with the name under which its differences are told. */
  @Schema(description = "A scenario to compare on.", additionalProperties = Schema.False.class)
  public record NamedScenario(
      @Schema(
              description = "Name in the answer; not `ledger`, and no two alike.",
              minLength = 1,
              maxLength = 200,
              required = true,
              examples = "early reuse")
          String name,
      @Schema(description = "What is assumed beside the ledger.", required = true)
          ScenarioRequest scenario) {}

  /** The ledger as of today against the active rule set. */
  static final ImpactRequest PLAIN = new ImpactRequest(null, null, null, null, null, null);
}
