package dev.perigee.rules;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An activation to be made. */
@Schema(
    description = "Which rule set is to be the active one, and why.",
    requiredProperties = {"digest", "reason"},
    additionalProperties = Schema.False.class)
public record ActivationRequest(
    @Schema(description = "Digest of a stored rule set.", pattern = RuleSetDigest.PATTERN)
        String digest,
    @Schema(
            description = "Why it is to be the active one.",
            minLength = 1,
            maxLength = 1000,
            pattern = "\\S",
            examples = "Reuse was demonstrated; see the impact of 2026-11-23")
        String reason) {}
