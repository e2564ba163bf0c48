package dev.perigee.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Writes into the contract the problems that every operation of a kind can answer with, and that a
 * status of 400 and more is told as a problem.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  private static final String SCHEMA = "#/components/schemas/Problem";

  private static final Pattern FAILURE = Pattern.compile("[45]..");

  private static final String RUNS = "/api/v1/runs";

  /** A run that failed answers, wherever it is asked for, with the problem that ended it. */
  private static final Set<ProblemType> ENDS_OF_RUNS =
      EnumSet.of(
          ProblemType.CONFLICT,
          ProblemType.RUN_CANCELLED,
          ProblemType.INVALID_REQUEST,
          ProblemType.DEADLINE_EXCEEDED);

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    contract
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations().values().forEach(operation -> complete(path, operation)));
  }

  private static void complete(String path, Operation operation) {
    Set<ProblemType> problems = problems(operation);
    if (path.equals(RUNS) || path.startsWith(RUNS + "/")) {
      problems.addAll(ENDS_OF_RUNS);
    }
    APIResponses told = operation.getResponses();
    for (ProblemType type : problems) {
      String status = String.valueOf(type.status());
      if (!told.hasAPIResponse(status)) {
        told.addAPIResponse(status, OASFactory.createAPIResponse().description(type.title() + "."));
      }
    }
    told.getAPIResponses()
        .forEach(
            (status, response) -> {
              if (FAILURE.matcher(status).matches() && response.getContent() == null) {
                response.content(problem());
              }
            });
  }

  private static Set<ProblemType> problems(Operation operation) {
    Set<ProblemType> problems =
        EnumSet.of(
            ProblemType.MALFORMED_REQUEST,
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.MISDIRECTED,
            ProblemType.RATE_LIMITED,
            ProblemType.INTERNAL_ERROR,
            ProblemType.UNAVAILABLE);
    if (operation.getResponses().hasAPIResponse("304")) {
      problems.add(ProblemType.PRECONDITION_FAILED);
    }
    if (operation.getRequestBody() != null) {
      problems.add(ProblemType.TOO_LARGE);
      problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      problems.add(ProblemType.INVALID_REQUEST);
      problems.add(ProblemType.SATURATED);
    }
    if (operation.getParameters() != null) {
      for (Parameter parameter : operation.getParameters()) {
        problems.add(
            parameter.getIn() == Parameter.In.PATH
                ? ProblemType.NOT_FOUND
                : ProblemType.INVALID_REQUEST);
      }
    }
    return problems;
  }

  private static Content problem() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMA)));
  }
}
