package dev.perigee.studies;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.Problem;
import dev.perigee.scenarios.JobState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a study has come. */
@Schema(description = "How far a study has come: a comparison of runs, a sweep or an attribution.")
public record StudyJob(
    @Schema(
            description = "Its name; equal inputs have the same.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "How far it has come.", examples = "running") JobState state,
    @Schema(description = "Share of the simulations that are done.", examples = "0.25")
        double progress,
    @Schema(description = "When it was asked for.", examples = "2026-11-23T08:00:00Z")
        Instant submittedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "When it was taken up; absent while it waits.",
            examples = "2026-11-23T08:00:01Z")
        Instant startedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When it ended.", examples = "2026-11-23T08:00:09Z")
        Instant finishedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Why it failed.")
        Problem problem) {}
