package dev.perigee.attribution;

import dev.perigee.identity.Roles;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.QueryParameters;
import dev.perigee.studies.Commission;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyAnswers;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import dev.perigee.tables.TableFormat;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Attributions of runs over HTTP. */
@Path(AttributionResource.PATH)
@Tag(name = "Attribution", description = "What each fact did to a run.")
public class AttributionResource {
  static final String PATH = "/api/v1/runs/{id}/attribution";

  private static final String PATHS = "paths";
  private static final String PATHS_DESCRIPTION =
      "Paths of each pack at every step, from 8000 to 200000; those of the run unless given, but 8000 at least and 20000 at"
          + " most.";
  private static final byte[] NO_BODY = {};

  private final Attributions attributions;
  private final Studies studies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public AttributionResource(
      Attributions attributions, Studies studies, Idempotency idempotency, ClientLimits limits) {
    this.attributions = attributions;
    this.studies = studies;
    this.idempotency = idempotency;
    this.limits = limits;
  }

  /** Where an attribution is found. */
  private static String path(AttributionInputs inputs) {
    return "%s?%s=%d".formatted(PATH.replace("{id}", inputs.attributed()), PATHS, inputs.paths());
  }

  private AttributionInputs inputs(String run, String paths) {
    QueryParameters query = new QueryParameters();
    Optional<Integer> given =
        Optional.ofNullable(paths)
            .map(
                text ->
                    query.integer(
                        PATHS, text, PairedDesign.FEWEST_PATHS, PairedDesign.MOST_PATHS, 0));
    query.check();
    return attributions.inputs(run, given);
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Blocking
  @Operation(
      operationId = "getRunAttribution",
      summary = "See what each fact did to a run",
      description =
          "From the outlook without facts to that of the run: facts are added one after the other in the order in which they"
              + " were reported, under common random numbers, with the day of knowledge, the assumptions, the rule set and the"
              + " seed of the run. Begins it when nobody asked for it before: 202 with where it is, and the attribution itself"
              + " once it is done, which never changes. One that was cancelled or failed is begun anew by POST. As CSV, Arrow or"
              + " Parquet it is a tidy table: a row for each step and metric.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      description = "The attribution.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunAttribution.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the attribution will be."),
        @Header(name = "Retry-After")
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(
      responseCode = "409",
      description = "The run is not done yet, or this build cannot compute it again.")
  @APIResponse(responseCode = "410", description = "The run or the attribution was cancelled.")
  @APIResponse(
      responseCode = "504",
      description = "It failed, as one of its simulations took too long.")
  public Response get(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(
              description = PATHS_DESCRIPTION,
              schema =
                  @Schema(implementation = Integer.class, minimum = "8000", maximum = "200000"),
              example = "8000")
          @QueryParam(PATHS)
          String paths,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context Request request,
      @Context RoutingContext http) {
    AttributionInputs inputs = inputs(id, paths);
    StudyState state = attributions.of(inputs, Commission.of(http, limits));
    return StudyAnswers.of(
        state,
        path(inputs),
        uri.getBaseUri(),
        result -> AttributionTable.of(CanonicalJson.read(result, RunAttribution.class)),
        headers,
        request);
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "attributeRun",
      summary = "Attribute a run to facts",
      description =
          "Begins the attribution of a run, anew when it failed or was cancelled; without effect when it is done or goes on.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      description = "It is done already; Location names it.",
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the attribution will be."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(
      responseCode = "409",
      description = "The run is not done yet, or this build cannot compute it again.")
  @APIResponse(responseCode = "410", description = "The run was cancelled.")
  public Response begin(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(
              description = PATHS_DESCRIPTION,
              schema =
                  @Schema(implementation = Integer.class, minimum = "8000", maximum = "200000"),
              example = "8000")
          @QueryParam(PATHS)
          String paths,
      @Context UriInfo uri,
      @Context RoutingContext http) {
    AttributionInputs inputs = inputs(id, paths);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        NO_BODY,
        () ->
            StudyAnswers.asked(
                attributions.begin(inputs, Commission.of(http, limits)), path(inputs), base));
  }

  @DELETE
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "cancelRunAttribution",
      summary = "Cancel the attribution of a run",
      description =
          "Ends an attribution that waits or is being computed, for everyone who waits for it. One that is done is never"
              + " deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(
      responseCode = "409",
      description = "It has ended already, or the run is not done yet.")
  @APIResponse(responseCode = "410", description = "The run was cancelled.")
  public Response cancel(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(
              description = PATHS_DESCRIPTION,
              schema =
                  @Schema(implementation = Integer.class, minimum = "8000", maximum = "200000"),
              example = "8000")
          @QueryParam(PATHS)
          String paths,
      @Context RoutingContext http) {
    studies.cancel(StudyKind.ATTRIBUTION, inputs(id, paths).id(), Caller.of(http));
    return Response.noContent().build();
  }
}
