package dev.perigee.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.engine.EngineKind;
import dev.perigee.identity.Roles;
import dev.perigee.identity.Unaudited;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ClientGone;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import dev.perigee.platform.Violation;
import dev.perigee.tables.TableFormat;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What lies behind a stored run: its series, its trace, and whether it can be computed again. */
@Path(RunResource.PATH)
@Tag(name = "Runs")
public class RunDetailResource {
  private static final String HEADLINE = "/valuation/enterpriseValueUsd/mean";
  private static final String DETERMINISTIC_HEADLINE = "/enterpriseValueUsd";

  private final Runs runs;
  private final RunVerifications verifications;

  public RunDetailResource(Runs runs, RunVerifications verifications) {
    this.runs = runs;
    this.verifications = verifications;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/series")
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Operation(
      operationId = "getRunSeries",
      summary = "Read a run over time",
      description =
          "Mean and percentiles of the metrics in every quarter. As CSV, Arrow or Parquet it is a"
              + " tidy table: run_id, rule_set, as_of, scenario, metric, unit, date, statistic,"
              + " value, standard_error.")
  @APIResponse(
      responseCode = "200",
      description = "The series.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunSeries.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response series(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Parameter(
              description = "Only these metrics, by commas; all unless given.",
              example = "capacityKw,costRatio")
          @QueryParam("metric")
          String metric,
      @Context HttpHeaders headers,
      @Context Request request) {
    StoredRun run = runs.stored(id);
    RunSeries series = CanonicalJson.read(run.series(), RunSeries.class);
    if (metric != null) {
      List<String> wanted = Arrays.asList(metric.split(",", -1));
      List<String> known = series.items().stream().map(RunSeries.Line::metric).toList();
      ProblemException.throwIfAny(
          wanted.stream()
              .filter(name -> !known.contains(name))
              .map(name -> Violation.of("metric", "one of " + known, name))
              .toList());
      series = series.only(wanted);
    }
    Optional<TableFormat> format = TableFormat.accepted(headers);
    if (format.isEmpty()) {
      return RunResponses.immutable(
          run, request, CanonicalJson.write(series), MediaType.APPLICATION_JSON);
    }
    return RunResponses.immutable(
        run, request, series::table, String.valueOf(metric), format.get());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/trace")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRunTrace",
      summary = "Trace a number of a run",
      description =
          "From a number of the answer to the parameters it depends on, to the rules that changed"
              + " them, to the facts they rest on, to their sources.")
  @APIResponse(
      responseCode = "200",
      description = "The trace.",
      content = @Content(schema = @Schema(implementation = RunTrace.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response trace(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Parameter(
              description =
                  "The number, as a JSON pointer into the run's answer; the mean enterprise value"
                      + " unless given.",
              example = "/valuation/enterpriseValueUsd/p90")
          @QueryParam("result")
          String result,
      @Context Request request) {
    StoredRun run = runs.stored(id);
    RunTrace trace = CanonicalJson.read(run.trace(), RunTrace.class);
    boolean stochastic = trace.provenance().seed() != null;
    String pointer = result == null ? (stochastic ? HEADLINE : DETERMINISTIC_HEADLINE) : result;
    RunTrace.Result number =
        RunNumbers.at(CanonicalJson.read(run.answer(), JsonNode.class), pointer);
    return RunResponses.immutable(
        run,
        request,
        CanonicalJson.write(trace.of(number, Influences.of(pointer))),
        MediaType.APPLICATION_JSON);
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/verification")
  @Unaudited("nothing is stored")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "verifyRun",
      summary = "Compute a run again",
      description =
          "Computes a stored run again from its stored inputs, with the facts as they were known"
              + " then, and compares the digest of the result. Nothing is stored.")
  @APIResponse(
      responseCode = "200",
      description = "What came out.",
      content = @Content(schema = @Schema(implementation = RunVerification.class)))
  @APIResponse(
      responseCode = "409",
      description = "This build, on this ledger, cannot compute it again; the detail says why.")
  public CompletionStage<RunVerification> verify(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Parameter(
              description = "Which engine computes it; the one in use unless given.",
              schema = @Schema(enumeration = {"jvm", "native"}),
              example = "jvm")
          @QueryParam("engine")
          String engine,
      @Context RoutingContext http) {
    QueryParameters query = new QueryParameters();
    Optional<EngineKind> kind =
        engine == null ? Optional.of(verifications.usual()) : verifications.engine(engine);
    if (kind.isEmpty()) {
      query.refuse("engine", "one of " + verifications.engines(), engine);
    }
    query.check();
    RunVerifications.Begun begun = verifications.begin(id, kind.orElseThrow());
    ClientGone.then(http, begun::cancel);
    return begun.outcome();
  }
}
