package dev.perigee.comparisons;

import dev.perigee.identity.Roles;
import dev.perigee.platform.Caller;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.QueryParameters;
import dev.perigee.scenarios.RunExamples;
import dev.perigee.studies.Commission;
import dev.perigee.studies.StudyAnswers;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyState;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The comparison of a run with another, found from the run. */
@Path("/api/v1/runs/{id}/comparison")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons")
public class RunComparisonResource {
  private final Comparisons comparisons;
  private final ClientLimits limits;

  public RunComparisonResource(Comparisons comparisons, ClientLimits limits) {
    this.comparisons = comparisons;
    this.limits = limits;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Blocking
  @Operation(
      operationId = "getRunComparison",
      summary = "Compare a run with another",
      description =
          "The run less the other, under common random numbers whatever seeds the two had: both are simulated anew with the"
              + " seed of the run. Begins the comparison when nobody asked for it before: 202 with where it is, and the"
              + " comparison itself once it is done. One that was cancelled or failed is begun anew by POST"
              + " `/api/v1/comparisons`.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      description = "The comparison.",
      content =
          @Content(
              schema =
                  @Schema(
                      oneOf = {RunComparison.class, DeterministicRunComparison.class},
                      discriminatorProperty = "mode",
                      discriminatorMapping = {
                        @DiscriminatorMapping(value = "stochastic", schema = RunComparison.class),
                        @DiscriminatorMapping(
                            value = "deterministic",
                            schema = DeterministicRunComparison.class)
                      })))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(
            name = "Location",
            description = "Where the comparison is, and its result will be."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(
      responseCode = "409",
      description = "A run is not done yet, or this build cannot compute it again.")
  @APIResponse(responseCode = "410", description = "A run or the comparison was cancelled.")
  @APIResponse(
      responseCode = "504",
      description = "It failed, as one of its simulations took too long.")
  public Response compare(
      @Parameter(description = "Name of the run, the candidate.", example = RunExamples.ID)
          @PathParam("id")
          String id,
      @Parameter(
              description = "Name of the run that it is compared with, the reference.",
              required = true,
              example = RunExamples.CENTRAL_ID)
          @QueryParam("with")
          String with,
      @Context UriInfo uri,
      @Context Request request,
      @Context RoutingContext http) {
    QueryParameters query = new QueryParameters();
    if (with == null) {
      query.refuse("with", "the name of a stored run", "nothing");
    }
    query.check();
    StudyState state = comparisons.of(id, with, Commission.of(http, limits));
    return StudyAnswers.of(state, ComparisonResource.path(state.id()), uri.getBaseUri(), request);
  }
}
