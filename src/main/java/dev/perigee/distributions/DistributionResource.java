package dev.perigee.distributions;

import dev.perigee.identity.Roles;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.studies.Commission;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Distributions of the numbers of runs over HTTP. */
@Path(DistributionResource.PATH)
@Tag(name = "Distribution", description = "How the numbers of a run are distributed.")
public class DistributionResource {
  static final String PATH = "/api/v1/runs/{id}/distribution";

  private static final String METRIC = "metric";
  private static final String METRIC_DESCRIPTION =
      "The number: `enterpriseValueUsd`, which is meant unless given, or a metric over time, such as `capacityKw`,"
          + " `computePflops` and `costRatio`; those of the series of a run.";
  private static final String ON = "on";
  private static final String ON_DESCRIPTION =
      "A day of the quarter in which a metric is looked at; the end of 2035 unless given, or the nearest that the run"
          + " covers.";
  private static final byte[] NO_BODY = {};

  private final Distributions distributions;
  private final Studies studies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public DistributionResource(
      Distributions distributions, Studies studies, Idempotency idempotency, ClientLimits limits) {
    this.distributions = distributions;
    this.studies = studies;
    this.idempotency = idempotency;
    this.limits = limits;
  }

  /** Where a distribution is found. */
  private static String path(Distributions.Asked asked) {
    String path =
        "%s?%s=%s"
            .formatted(
                PATH.replace("{id}", asked.inputs().distributed()), METRIC, asked.number().field());
    return asked.number().on().map(day -> path + "&" + ON + "=" + day).orElse(path);
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
      operationId = "getRunDistribution",
      summary = "See how a number of a run is distributed",
      description =
          "Histogram, percentiles 1 to 99, mean and the probability of exactly 0, over the mixture and in each pack. Paths are"
              + " not stored: the run is computed again from its stored inputs, and its digest compared. The first who asks"
              + " begins that: 202 with where it is when it takes longer than a run would be waited for, and the distribution"
              + " itself once it is done, which never changes. One that was cancelled or failed is begun anew by POST."
              + " As CSV, Arrow or Parquet it is a tidy table: a row for each bin and pack.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      description = "The distribution.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunDistribution.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the distribution will be."),
        @Header(name = "Retry-After")
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(
      responseCode = "409",
      description =
          "The run is not done yet, or this build cannot compute it again, or not with the same digest.")
  @APIResponse(responseCode = "410", description = "The run or the distribution was cancelled.")
  @APIResponse(
      responseCode = "504",
      description = "It failed, as one of its simulations took too long.")
  public Response get(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(description = METRIC_DESCRIPTION, example = "capacityKw") @QueryParam(METRIC)
          String metric,
      @Parameter(
              description = ON_DESCRIPTION,
              schema = @Schema(implementation = String.class, format = "date"),
              example = "2035-12-31")
          @QueryParam(ON)
          String on,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context Request request,
      @Context RoutingContext http) {
    Distributions.Asked asked = distributions.asked(id, metric, on);
    StudyState state = distributions.of(asked, Commission.of(http, limits));
    return StudyAnswers.of(
        state,
        path(asked),
        uri.getBaseUri(),
        result -> DistributionTable.of(CanonicalJson.read(result, RunDistribution.class)),
        headers,
        request);
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "distributeRun",
      summary = "Find how a number of a run is distributed",
      description =
          "Begins to find it, anew when that failed or was cancelled; without effect when it is done or goes on.")
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
        @Header(name = "Location", description = "Where the distribution will be."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = StudyJob.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "The run is not done yet, or this build cannot compute it again, or not with the same digest.")
  @APIResponse(responseCode = "410", description = "The run was cancelled.")
  public Response begin(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(description = METRIC_DESCRIPTION, example = "capacityKw") @QueryParam(METRIC)
          String metric,
      @Parameter(
              description = ON_DESCRIPTION,
              schema = @Schema(implementation = String.class, format = "date"),
              example = "2035-12-31")
          @QueryParam(ON)
          String on,
      @Context UriInfo uri,
      @Context RoutingContext http) {
    Distributions.Asked asked = distributions.asked(id, metric, on);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        NO_BODY,
        () ->
            StudyAnswers.asked(
                distributions.begin(asked, Commission.of(http, limits)), path(asked), base));
  }

  @DELETE
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "cancelRunDistribution",
      summary = "Cancel the distribution of a number of a run",
      description =
          "Ends a distribution that waits or is being computed, for everyone who waits for it. One that is done is never"
              + " deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(
      responseCode = "409",
      description = "It has ended already, or the run is not done yet.")
  @APIResponse(responseCode = "410", description = "The run was cancelled.")
  public Response cancel(
      @Parameter(description = "Name of a run of the mixture.") @PathParam("id") String id,
      @Parameter(description = METRIC_DESCRIPTION, example = "capacityKw") @QueryParam(METRIC)
          String metric,
      @Parameter(
              description = ON_DESCRIPTION,
              schema = @Schema(implementation = String.class, format = "date"),
              example = "2035-12-31")
          @QueryParam(ON)
          String on,
      @Context RoutingContext http) {
    studies.cancel(
        StudyKind.DISTRIBUTION, distributions.asked(id, metric, on).inputs().id(), Caller.of(http));
    return Response.noContent().build();
  }
}
