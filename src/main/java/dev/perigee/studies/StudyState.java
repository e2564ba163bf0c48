package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.StoredProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a study has come, and what came of it.
 *
 * @param kind what kind of study
 * @param id its name
 * @param inputs JSON of what the answer depends on
 * @param state how far it has come
 * @param progress share of the simulations that are done
 * @param submittedAt when it was asked for
 * @param startedAt when it was taken up; empty while it waits
 * @param finishedAt when it ended
 * @param problem why it failed
 * @param answer JSON of the answer, once it is done
 */
public record StudyState(
    StudyKind kind,
    String id,
    String inputs,
    JobState state,
    double progress,
    Instant submittedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<StoredProblem> problem,
    Optional<String> answer) {

  /** The same, with how far the service that computes it says it is. */
  StudyState with(StudyRun run) {
    return new StudyState(
        kind,
        id,
        inputs,
        run.state(),
        run.simulations().progress(),
        submittedAt,
        Optional.ofNullable(run.startedAt()),
        finishedAt,
        problem,
        answer);
  }

  /** What the answer depends on. */
  public <T> T inputs(Class<T> type) {
    return CanonicalJson.read(inputs, type);
  }

  /**
   * The answer.
   *
   * @throws ProblemException when there is none, or not yet, or not any more
   */
  public String required() {
    return switch (state) {
      case DONE -> answer.orElseThrow();
      case QUEUED, RUNNING ->
          throw ProblemException.conflict("The %s is not done yet".formatted(kind.named(id)));
      case FAILED -> throw problem.orElseThrow().exception();
      case CANCELLED ->
          throw new ProblemException(
              ProblemType.JOB_CANCELLED,
              "The %s was cancelled; ask for it anew".formatted(kind.named(id)),
              List.of());
    };
  }

  /**
   * As it is answered.
   *
   * @param path of the study
   */
  public StudyJob job(String path) {
    return new StudyJob(
        id,
        state,
        progress,
        submittedAt,
        startedAt.orElse(null),
        finishedAt.orElse(null),
        problem.map(why -> why.of(path)).orElse(null));
  }
}
