package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.Problem;
import dev.perigee.scenarios.JobState;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyState;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a back-test has come. */
@Schema(
    description =
        "How far a back-test has come. No replay can undo one look ahead: rules, priors and questions were written with"
            + " today's knowledge.")
public record BacktestJob(
    @Schema(
            description = "Name of the back-test; equal inputs have the same.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "How far it has come.", examples = "running") JobState state,
    @Schema(description = "Share of the months that are done.", examples = "0.25") double progress,
    @Schema(description = "Digest of the rule set.", examples = "sha256:9d16...") String ruleSet,
    @Schema(description = "First day of knowledge.", examples = "2023-05-01") LocalDate from,
    @Schema(description = "Last day of knowledge.", examples = "2026-11-01") LocalDate to,
    @Schema(description = "Days of knowledge, the first of each month.", examples = "43")
        int months,
    @Schema(description = "When it was asked for.", examples = "2026-11-24T08:00:00Z")
        Instant submittedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "When it was taken up; absent while it waits.",
            examples = "2026-11-24T08:00:01Z")
        Instant startedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When it ended.", examples = "2026-11-24T08:00:59Z")
        Instant finishedAt,
    @Schema(
            description = "Where the scores of its forecasts are.",
            examples = "/api/v1/forecasts/scores?backtest=3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String scores,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Why it failed.")
        Problem problem) {
  static BacktestJob of(StudyState state) {
    BacktestInputs inputs = state.inputs(BacktestInputs.class);
    StudyJob job = state.job(BacktestResource.PATH + "/" + state.id());
    return new BacktestJob(
        job.id(),
        job.state(),
        job.progress(),
        inputs.ruleSet(),
        inputs.days().getFirst(),
        inputs.days().getLast(),
        inputs.days().size(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        ForecastResource.PATH + "/scores?backtest=" + job.id(),
        job.problem());
  }
}
