package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.RuleSetDigest;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A back-test to be made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "The ledger to be replayed, as of the first day of each month. Everything is optional: `{}` replays it from the month"
            + " after the programme's first flight to today, under the active rule set.",
    additionalProperties = Schema.False.class)
public record BacktestRequest(
    @Schema(
            description =
                "Earliest day of knowledge; the first month begins on it or after. The month after the programme's first flight"
                    + " in the ledger unless given.",
            examples = "2025-01-01")
        LocalDate from,
    @Schema(
            description = "Latest day of knowledge; today unless given. Not after today.",
            examples = "2026-11-01")
        LocalDate to,
    @Schema(
            description = "Digest of the rule set; the active one unless given.",
            pattern = RuleSetDigest.PATTERN)
        String ruleSet) {
  /** The whole ledger under the active rule set. */
  static final BacktestRequest PLAIN = new BacktestRequest(null, null, null);
}
