package dev.perigee.scenarios;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a version of a saved scenario. */
@Schema(description = "A version of a saved scenario.")
public record ScenarioVersion(
    @Schema(
            description = "Name of the saved scenario.",
            examples = "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        String id,
    @Schema(description = "Number of the version, from 1.", examples = "1") int version) {}
