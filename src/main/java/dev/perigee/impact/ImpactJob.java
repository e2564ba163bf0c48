package dev.perigee.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.Problem;
import dev.perigee.scenarios.JobState;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a comparison has come, and what came of it. */
@Schema(description = "How far a comparison of rule sets has come, and what came of it.")
public record ImpactJob(
    @Schema(
            description = "Name of the comparison; equal inputs have the same.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "How far it has come.", examples = "running") JobState state,
    @Schema(description = "Share of the work that is done.", examples = "0.25") double progress,
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
        Problem problem,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The differences, once it is done.")
        ImpactResult result) {

  /** As it is answered. */
  static ImpactJob of(StudyState state) {
    StudyJob job =
        state.job(ImpactResource.path(state.inputs(ImpactInputs.class).candidate(), state.id()));
    return new ImpactJob(
        job.id(),
        job.state(),
        job.progress(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        job.problem(),
        state.answer().map(json -> CanonicalJson.read(json, ImpactResult.class)).orElse(null));
  }
}
