package dev.perigee.rules;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An approval to be noted. */
@Schema(
    description = "An approval of a rule set.",
    requiredProperties = "message",
    additionalProperties = Schema.False.class)
public record ApprovalRequest(
    @Schema(
            description = "What was looked at.",
            minLength = 1,
            maxLength = 1000,
            pattern = "\\S",
            examples = "Read the report and the impact; the new case covers it")
        String message) {}
