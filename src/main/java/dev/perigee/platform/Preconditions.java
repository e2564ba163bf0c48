package dev.perigee.platform;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** What a reader says of the state it knows. */
public final class Preconditions {
  private Preconditions() {}

  /**
   * The answer to a reader who has the resource already, by {@code If-None-Match}.
   *
   * @throws ProblemException precondition-failed when {@code If-Match} asks for another state
   */
  public static Optional<Response.ResponseBuilder> unchanged(Request request, EntityTag tag) {
    Optional<Response.ResponseBuilder> answer =
        Optional.ofNullable(request.evaluatePreconditions(tag));
    if (answer.isPresent()
        && answer.get().build().getStatus() == ProblemType.PRECONDITION_FAILED.status()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          "Expected If-Match to have the tag \"%s\"".formatted(tag.getValue()),
          List.of());
    }
    return answer;
  }
}
