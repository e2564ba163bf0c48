package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored rule set in a list. */
@Schema(description = "A stored rule set.")
public record RuleSetSummary(
    @Schema(description = "Digest of its files.", pattern = RuleSetDigest.PATTERN) String digest,
    @Schema(description = "Who uploaded it.", examples = "ada") String author,
    @Schema(
            description = "What was changed and why.",
            examples = "R07: launch cost x0.75 after reuse")
        String message,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the rule set it was made from, when its author said so.",
            pattern = RuleSetDigest.PATTERN)
        String parent,
    @Schema(description = "When it was stored.", examples = "2026-11-23T21:38:00.345678Z")
        Instant recordedAt,
    @Schema(description = "How many approved it.", examples = "1") long approvals,
    @Schema(description = "Whether it is the active one.", examples = "false") boolean active) {}
