package dev.perigee.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.studies.Commission;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyAnswers;
import dev.perigee.studies.StudyJob;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import dev.perigee.tables.Table;
import dev.perigee.tables.TableFormat;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
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

/** Sweeps over HTTP. */
@Path(SweepResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sweeps", description = "How results answer to parameters.")
public class SweepResource {
  static final String PATH = "/api/v1/sweeps";

  private final Sweeps sweeps;
  private final Studies studies;
  private final BodyReader bodies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public SweepResource(
      Sweeps sweeps,
      Studies studies,
      BodyReader bodies,
      Idempotency idempotency,
      ClientLimits limits) {
    this.idempotency = idempotency;
    this.limits = limits;
    this.sweeps = sweeps;
    this.studies = studies;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "sweep",
      summary = "Sweep over parameters",
      description =
          "Simulates a run again and again with parameters changed, always with the same random"
              + " numbers. `kind` says over what: a `tornado` puts each parameter alone to a low"
              + " and a high value, a `grid` pins one or two at given values. Equal requests give"
              + " the stored sweep; else the answer is 202, and the sweep goes on.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      oneOf = {TornadoRequest.class, GridRequest.class},
                      discriminatorProperty = "kind",
                      discriminatorMapping = {
                        @DiscriminatorMapping(
                            value = TornadoRequest.KIND,
                            schema = TornadoRequest.class),
                        @DiscriminatorMapping(value = GridRequest.KIND, schema = GridRequest.class)
                      }),
              examples = {
                @ExampleObject(
                    name = "tornado",
                    summary = "Two drivers, one at its own quantiles",
                    value = SweepExamples.TORNADO),
                @ExampleObject(
                    name = "grid",
                    summary = "Learning rate by discount rate",
                    value = SweepExamples.GRID)
              }))
  @APIResponse(
      responseCode = "200",
      description = "It is done already.",
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the sweep is."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  public Response sweep(byte[] body, @Context UriInfo uri, @Context RoutingContext http) {
    SweepRequest request = request(body);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        body,
        () -> {
          StudyState state = sweeps.ask(request, Commission.of(http, limits));
          return StudyAnswers.asked(state, path(state.id()), base);
        });
  }

  private SweepRequest request(byte[] body) {
    JsonNode kind = bodies.parse(body).path("kind");
    return switch (kind.asText()) {
      case TornadoRequest.KIND -> bodies.read(body, TornadoRequest.class);
      case GridRequest.KIND -> bodies.read(body, GridRequest.class);
      default ->
          throw ProblemException.invalid(
              List.of(
                  Violation.at(
                      "/kind",
                      "one of %s, %s".formatted(TornadoRequest.KIND, GridRequest.KIND),
                      kind.isMissingNode() ? "nothing" : kind)));
    };
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "getSweep",
      summary = "See how far a sweep is",
      description = "How far the sweep has come, whatever became of it.")
  @APIResponse(
      responseCode = "200",
      description = "The sweep, in whatever state it is.",
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  public Response get(@Parameter(description = "Name of the sweep.") @PathParam("id") String id) {
    return Response.ok(studies.state(StudyKind.SWEEP, id).job(path(id)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @Operation(
      operationId = "cancelSweep",
      summary = "Cancel a sweep",
      description =
          "Ends a sweep that waits or is being computed, for everyone who waits for it. One that is"
              + " done is never deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(responseCode = "409", description = "It has ended already.")
  public Response cancel(
      @Parameter(description = "Name of the sweep.") @PathParam("id") String id,
      @Context RoutingContext http) {
    studies.cancel(StudyKind.SWEEP, id, Caller.of(http));
    return Response.noContent().build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/results")
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Operation(
      operationId = "getSweepResults",
      summary = "Read what came of a sweep",
      description =
          "A result never changes. As CSV, Arrow or Parquet it is a tidy table: a row for each"
              + " point, metric, date and statistic.")
  @APIResponse(
      responseCode = "200",
      description = "The result.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema =
                @Schema(
                    oneOf = {TornadoResult.class, GridResult.class},
                    discriminatorProperty = "kind",
                    discriminatorMapping = {
                      @DiscriminatorMapping(value = "tornado", schema = TornadoResult.class),
                      @DiscriminatorMapping(value = "grid", schema = GridResult.class)
                    })),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "409", description = "It is not done yet.")
  @APIResponse(responseCode = "410", description = "It was cancelled.")
  @APIResponse(
      responseCode = "422",
      description = "It failed, as parameters do not go together at one of its points.")
  @APIResponse(
      responseCode = "504",
      description = "It failed, as one of its simulations took too long.")
  public Response results(
      @Parameter(description = "Name of the sweep.") @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context Request request) {
    return StudyAnswers.result(
        studies.state(StudyKind.SWEEP, id).required(), SweepResource::table, headers, request);
  }

  private static Table table(String result) {
    String kind = CanonicalJson.read(result, JsonNode.class).path("kind").asText();
    return kind.equals(GridRequest.KIND)
        ? SweepTable.of(CanonicalJson.read(result, GridResult.class))
        : SweepTable.of(CanonicalJson.read(result, TornadoResult.class));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(
      operationId = "watchSweep",
      summary = "Watch a sweep",
      description =
          "Server-sent events: `progress` several times a second, then one of `done`, `failed` and"
              + " `cancelled`, and the end. The data of each is how far the sweep is.")
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = StudyJob.class)))
  public Multi<OutboundSseEvent> events(
      @Parameter(description = "Name of the sweep.") @PathParam("id") String id, @Context Sse sse) {
    studies.state(StudyKind.SWEEP, id);
    return studies.watch(StudyKind.SWEEP, id).map(state -> event(sse, state.job(path(id))));
  }

  private static OutboundSseEvent event(Sse sse, StudyJob job) {
    return sse.newEventBuilder()
        .name(job.state().isPending() ? "progress" : job.state().key())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(String.class, CanonicalJson.write(job))
        .build();
  }

  private static String path(String id) {
    return PATH + "/" + id;
  }
}
