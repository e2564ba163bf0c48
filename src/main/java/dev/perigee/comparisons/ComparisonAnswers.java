package dev.perigee.comparisons;

import dev.perigee.studies.StudyAnswers;
import dev.perigee.studies.StudyState;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Writes the answers about comparisons. */
final class ComparisonAnswers {
  private ComparisonAnswers() {}

  /**
   * What came of a comparison, or 202 with how far it is.
   *
   * @throws dev.perigee.platform.ProblemException when it failed or was cancelled
   */
  static Response of(StudyState state, UriInfo uri, Request request) {
    return state.state().isPending()
        ? StudyAnswers.asked(state, ComparisonResource.path(state.id()), uri.getBaseUri())
        : StudyAnswers.immutable(state.required(), MediaType.APPLICATION_JSON, request);
  }
}
