package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An activation as it is stored. */
@Schema(description = "A rule set became the active one.")
public record ActivationResponse(
    @Schema(description = "Number of the activation, from 1.", examples = "12") long generation,
    @Schema(description = "Who activated it.", examples = "ada") String activatedBy,
    @Schema(description = "When.", examples = "2026-11-23T21:41:02.345678Z") Instant activatedAt,
    @Schema(description = "Why.", examples = "Reuse was demonstrated") String why,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the rule set it took the place of; absent for the first.",
            pattern = RuleSetDigest.PATTERN)
        String previous) {
  static ActivationResponse of(ActivationEntity row) {
    return new ActivationResponse(
        row.generation, row.author, row.activatedAt, row.message, row.previous);
  }
}
