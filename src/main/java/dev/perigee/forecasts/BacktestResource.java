package dev.perigee.forecasts;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.scenarios.JobState;
import dev.perigee.studies.Commission;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Back-tests over HTTP. */
@Path(BacktestResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forecasts")
public class BacktestResource {
  static final String PATH = ForecastResource.PATH + "/backtests";

  private static final int RETRY_AFTER_SECONDS = 1;

  private final Backtests backtests;
  private final BodyReader bodies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public BacktestResource(
      Backtests backtests, BodyReader bodies, Idempotency idempotency, ClientLimits limits) {
    this.limits = limits;
    this.backtests = backtests;
    this.bodies = bodies;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "startBacktest",
      summary = "Replay the ledger",
      description =
          "Runs the ledger as it was known on the first day of each month, and stores what the model would have said then as"
              + " forecasts of this back-test, which are scored apart. Facts reported later are not seen; but rules, priors and"
              + " questions were written with today's knowledge, a look ahead that no replay can undo. Equal requests give the"
              + " same back-test.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      description = "Which months, under which rule set; may be absent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BacktestRequest.class),
              examples =
                  @ExampleObject(
                      name = "two months",
                      value = "{\"from\": \"2026-10-01\", \"to\": \"2026-11-01\"}")))
  @APIResponse(
      responseCode = "200",
      description = "It is done already.",
      content = @Content(schema = @Schema(implementation = BacktestJob.class)))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the back-test is."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = BacktestJob.class)))
  public Response start(byte[] body, @Context UriInfo uri, @Context RoutingContext http) {
    BacktestRequest request =
        body == null || body.length == 0
            ? BacktestRequest.PLAIN
            : bodies.read(body, BacktestRequest.class);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        body,
        () -> {
          BacktestJob job = backtests.ask(request, Commission.of(http, limits));
          Response.ResponseBuilder response =
              job.state() == JobState.DONE
                  ? Response.ok(job)
                  : Response.accepted(job).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
          return response
              .location(base.resolve(PATH + "/" + job.id()))
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
        });
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "getBacktest",
      summary = "Read how far a back-test has come",
      description = "Its state, how far it has come, and where its scores are.")
  @APIResponse(
      responseCode = "200",
      description = "The back-test, in whatever state it is.",
      content = @Content(schema = @Schema(implementation = BacktestJob.class)))
  public Response get(
      @Parameter(description = "Name of the back-test.") @PathParam("id") String id) {
    return Response.ok(backtests.state(id)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  @DELETE
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @Operation(
      operationId = "cancelBacktest",
      summary = "Cancel a back-test",
      description =
          "Ends a back-test that waits or is being computed. Forecasts that are stored stay; it goes on after them when it is"
              + " asked for again. One that is done is never deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(responseCode = "409", description = "It has ended already.")
  public Response cancel(
      @Parameter(description = "Name of the back-test.") @PathParam("id") String id,
      @Context RoutingContext http) {
    backtests.cancel(id, Caller.of(http));
    return Response.noContent().build();
  }
}
