package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.Problem;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import java.util.List;

/** A problem as it is stored with the job that it ended. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StoredProblem(ProblemType type, String detail, List<Violation> errors) {
  public StoredProblem {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** The problem of an exception. */
  public static StoredProblem of(ProblemException e) {
    return new StoredProblem(e.type(), e.getMessage(), e.violations());
  }

  /** A failure of our own, of which the log tells more. */
  public static StoredProblem internal(String reference) {
    return new StoredProblem(
        ProblemType.INTERNAL_ERROR,
        "Report the reference " + reference + ", it is in the log of the service",
        List.of());
  }

  /** As it ends a request. */
  public ProblemException exception() {
    return new ProblemException(type, detail, errors);
  }

  /**
   * As it is answered.
   *
   * @param instance path of what it ended
   */
  public Problem of(String instance) {
    return new Problem(type.uri(), type.title(), type.status(), detail, instance, errors);
  }
}
