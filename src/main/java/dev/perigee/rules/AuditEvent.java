package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who did or tried what to the rule sets. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Who did or tried what to the rule sets, when, why and from where.")
public record AuditEvent(
    @Schema(description = "Number of the event; grows.", examples = "42") long id,
    @Schema(description = "When.", examples = "2026-11-23T21:41:02.345678Z") Instant at,
    @Schema(
            description = "What.",
            enumeration = {"upload", "approval", "activation"},
            examples = "activation")
        String kind,
    @Schema(
            description = "How it ended.",
            enumeration = {"done", "refused"},
            examples = "done")
        String outcome,
    @Schema(description = "Who.", examples = "ada") String who,
    @Schema(description = "Network address of the client.", examples = "127.0.0.1") String client,
    @Schema(
            description = "Digest of the rule set; absent when there were no files to make it of.",
            pattern = RuleSetDigest.PATTERN)
        String digest,
    @Schema(description = "Why, in the words of whoever did it.", examples = "Reuse was shown")
        String why,
    @Schema(
            description = "Why it was refused.",
            examples = "ada uploaded this rule set; somebody else must approve it")
        String detail) {
  static AuditEvent of(AuditEventEntity row) {
    return new AuditEvent(
        row.id,
        row.at,
        row.kind,
        row.outcome,
        row.who,
        row.client,
        row.digest,
        row.why,
        row.detail);
  }
}
