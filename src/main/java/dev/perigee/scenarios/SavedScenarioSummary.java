package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a saved scenario without what it assumes. */
@Schema(description = "A version of a saved scenario, without what it assumes.")
public record SavedScenarioSummary(
    @Schema(
            description = "Its name for requests, which never changes.",
            examples = "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        String id,
    @Schema(description = "Number of the version, from 1.", examples = "3") int version,
    @Schema(description = "Its name for readers.", examples = "reuse in early 2027") String name,
    @Schema(
            description = "What it is for.",
            examples = "Ship and booster fly again within a month.")
        String description,
    @Schema(description = "Whether this version deletes the scenario.", examples = "false")
        boolean deleted,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What it was copied from, when it was.")
        ScenarioVersion copiedFrom,
    @Schema(description = "Who saved this version.", examples = "ada") String author,
    @Schema(description = "Network address of the client.", examples = "127.0.0.1") String client,
    @Schema(description = "When.", examples = "2026-11-24T08:12:45.345678Z") Instant recordedAt) {}
