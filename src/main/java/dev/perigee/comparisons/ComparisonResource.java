package dev.perigee.comparisons;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.scenarios.RunExamples;
import dev.perigee.studies.Commission;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyAnswers;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comparisons of runs over HTTP. */
@Path(ComparisonResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons", description = "What tells two runs apart.")
public class ComparisonResource {
  static final String PATH = "/api/v1/comparisons";

  private final Comparisons comparisons;
  private final Studies studies;
  private final BodyReader bodies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public ComparisonResource(
      Comparisons comparisons,
      Studies studies,
      BodyReader bodies,
      Idempotency idempotency,
      ClientLimits limits) {
    this.idempotency = idempotency;
    this.limits = limits;
    this.comparisons = comparisons;
    this.studies = studies;
    this.bodies = bodies;
  }

  /** Where a comparison is found. */
  static String path(String id) {
    return PATH + "/" + id;
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "compareRuns",
      summary = "Compare two runs",
      description =
          "Simulates both anew with the same random numbers: differences with their standard errors, and which of their inputs"
              + " they come from. Equal requests give the stored comparison; else the answer is 202, and it goes on. One that"
              + " failed or was cancelled is begun anew.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ComparisonRequest.class),
              examples =
                  @ExampleObject(
                      name = "bull",
                      summary = "The bull case with the central one",
                      value =
                          "{\"run\": \""
                              + RunExamples.ID
                              + "\", \"with\": \""
                              + RunExamples.CENTRAL_ID
                              + "\"}")))
  @APIResponse(
      responseCode = "200",
      description = "It is done already; Location names it.",
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
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
  @APIResponse(
      responseCode = "409",
      description = "A run is not done yet, or this build cannot compute it again.")
  @APIResponse(responseCode = "410", description = "A run was cancelled.")
  public Response compare(byte[] body, @Context UriInfo uri, @Context RoutingContext http) {
    ComparisonRequest request = bodies.read(body, ComparisonRequest.class);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        body,
        () -> {
          StudyState state = comparisons.ask(request, Commission.of(http, limits));
          return StudyAnswers.asked(state, path(state.id()), base);
        });
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "getComparison",
      summary = "Read a comparison of runs",
      description =
          "A comparison that is done never changes. While it is computed the answer is 202 with how far it is; when it failed,"
              + " the problem that ended it.")
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
      description = "It waits or is being computed.",
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "409", description = "It failed, as a run cannot be computed again.")
  @APIResponse(responseCode = "410", description = "It was cancelled.")
  @APIResponse(responseCode = "422", description = "It failed, as there is no finite answer.")
  @APIResponse(
      responseCode = "504",
      description = "It failed, as one of its simulations took too long.")
  public Response get(
      @Parameter(description = "Name of the comparison.") @PathParam("id") String id,
      @Context UriInfo uri,
      @Context Request request) {
    return StudyAnswers.of(
        studies.state(StudyKind.COMPARISON, id), path(id), uri.getBaseUri(), request);
  }

  @DELETE
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "cancelComparison",
      summary = "Cancel a comparison of runs",
      description =
          "Ends a comparison that waits or is being computed, for everyone who waits for it. One that is done is never"
              + " deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(responseCode = "409", description = "It has ended already.")
  public Response cancel(
      @Parameter(description = "Name of the comparison.") @PathParam("id") String id,
      @Context RoutingContext http) {
    studies.cancel(StudyKind.COMPARISON, id, Caller.of(http));
    return Response.noContent().build();
  }
}
