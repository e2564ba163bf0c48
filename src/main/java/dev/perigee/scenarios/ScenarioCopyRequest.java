package dev.perigee.scenarios;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A copy to be made of a saved scenario. */
@Schema(
    description = "A copy to be made of a saved scenario.",
    requiredProperties = "name",
    additionalProperties = Schema.False.class)
public record ScenarioCopyRequest(
    @Schema(
            description = "Name of the copy.",
            minLength = 1,
            maxLength = SavedScenarioRequest.LONGEST_NAME,
            examples = "reuse in early 2027, cheaper")
        String name,
    @Schema(
            description = "What the copy is for; as in the original unless given.",
            maxLength = SavedScenarioRequest.LONGEST_DESCRIPTION,
            examples = "The same with a steeper learning curve.")
        String description,
    @Schema(
            description = "Which version is copied; the latest unless given.",
            minimum = "1",
            maximum = "2147483647",
            examples = "1")
        Integer version) {}
