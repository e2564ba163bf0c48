package dev.perigee.rules;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bundle to be uploaded. */
@Schema(
    description = "A rule set to be uploaded.",
    requiredProperties = {"files", "message"},
    additionalProperties = Schema.False.class)
public record RuleSetRequest(
    @Schema(
            description =
                "Its files: text by path, such as launch.drl, priors/house.yaml, cases/launch.yaml and valuation.yaml.",
            additionalProperties = String.class)
        Map<String, String> files,
    @Schema(
            description = "What was changed and why.",
            minLength = 1,
            maxLength = 1000,
            pattern = "\\S",
            examples = "R07: launch cost x0.75 after reuse")
        String message,
    @Schema(
            description = "Digest of the rule set it was made from.",
            pattern = RuleSetDigest.PATTERN)
        String parent) {}
