package dev.perigee.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.Csv;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs over HTTP. */
@Path(RunResource.PATH)
@Tag(name = "Runs", description = "Simulations of a scenario, stored with their provenance.")
public class RunResource {
  static final String PATH = "/api/v1/runs";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String HEADLINE = "/valuation/enterpriseValueUsd/mean";
  private static final String DETERMINISTIC_HEADLINE = "/enterpriseValueUsd";

  private final Runs runs;
  private final BodyReader bodies;

  public RunResource(Runs runs, BodyReader bodies) {
    this.runs = runs;
    this.bodies = bodies;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "run",
      summary = "Run a scenario",
      description =
          "Fires the rules over the facts known on a day, simulates the outlook and stores the result. Equal provenance gives"
              + " the stored run. With `mode: deterministic`, the single path of the central values.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunRequest.class),
              examples = {
                @ExampleObject(
                    name = "plain",
                    summary = "The ledger as of today under the active rule set",
                    value = RunExamples.PLAIN),
                @ExampleObject(
                    name = "scenario",
                    summary = "Assumptions, effects and a hypothetical flight",
                    value = RunExamples.SCENARIO),
                @ExampleObject(
                    name = "deterministic",
                    summary = "A single path",
                    value = RunExamples.DETERMINISTIC)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The run; Location names it for ever.",
      headers =
          @Header(
              name = "Location",
              description = "Where the run is.",
              schema = @Schema(implementation = String.class)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {StochasticRun.class, DeterministicRun.class})))
  public Response run(byte[] body) {
    StoredRun run = runs.run(bodies.read(body, RunRequest.class));
    return Response.ok(run.answer(), MediaType.APPLICATION_JSON)
        .location(URI.create(PATH + "/" + run.id()))
        .tag(run.digest())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRun",
      summary = "Read a run",
      description = "A stored run; it never changes.")
  @APIResponse(
      responseCode = "200",
      description = "The run.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {StochasticRun.class, DeterministicRun.class})))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response get(
      @Parameter(description = "Name of the run.", example = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
          @PathParam("id")
          String id,
      @Context Request request) {
    StoredRun run = find(id);
    return immutable(run, request, run.answer(), MediaType.APPLICATION_JSON);
  }

  @GET
  @Path("/{id}/series")
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  @Operation(
      operationId = "getRunSeries",
      summary = "Read a run over time",
      description =
          "Mean and percentiles of the metrics in every quarter. `Accept: text/csv` gives a tidy table: run_id, rule_set,"
              + " as_of, scenario, metric, unit, date, statistic, value, standard_error.")
  @APIResponse(
      responseCode = "200",
      description = "The series.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunSeries.class)),
        @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response series(
      @Parameter(description = "Name of the run.", example = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
          @PathParam("id")
          String id,
      @Parameter(
              description = "Only these metrics, by commas; all unless given.",
              example = "capacityKw,costRatio")
          @QueryParam("metric")
          String metric,
      @Context HttpHeaders headers,
      @Context Request request) {
    StoredRun run = find(id);
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
    return Csv.isAccepted(headers)
        ? immutable(
            run,
            request,
            Csv.write(RunSeries.COLUMNS, series.rows()),
            Csv.MEDIA_TYPE + ";charset=UTF-8")
        : immutable(run, request, CanonicalJson.write(series), MediaType.APPLICATION_JSON);
  }

  @GET
  @Path("/{id}/trace")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRunTrace",
      summary = "Trace a number of a run",
      description =
          "From a number of the answer to the parameters it depends on, to the rules that changed them, to the facts they rest"
              + " on, to their sources.")
  @APIResponse(
      responseCode = "200",
      description = "The trace.",
      content = @Content(schema = @Schema(implementation = RunTrace.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response trace(
      @Parameter(description = "Name of the run.", example = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
          @PathParam("id")
          String id,
      @Parameter(
              description =
                  "The number, as a JSON pointer into the run's answer; the mean enterprise value unless given.",
              example = "/valuation/enterpriseValueUsd/p90")
          @QueryParam("result")
          String result,
      @Context Request request) {
    StoredRun run = find(id);
    RunTrace trace = CanonicalJson.read(run.trace(), RunTrace.class);
    boolean stochastic = trace.provenance().seed() != null;
    String pointer = result == null ? (stochastic ? HEADLINE : DETERMINISTIC_HEADLINE) : result;
    RunTrace.Result number =
        RunNumbers.at(CanonicalJson.read(run.answer(), JsonNode.class), pointer);
    return immutable(
        run,
        request,
        CanonicalJson.write(trace.of(number, Influences.of(pointer))),
        MediaType.APPLICATION_JSON);
  }

  private StoredRun find(String id) {
    return runs.find(id).orElseThrow(() -> ProblemException.notFound("run " + id));
  }

  /**
   * An answer that never changes: its tag is the digest of the run, which each representation
   * extends by its own.
   */
  private static Response immutable(StoredRun run, Request request, String body, String type) {
    EntityTag tag =
        new EntityTag(
            body.equals(run.answer())
                ? run.digest()
                : run.digest() + "." + Integer.toHexString(body.hashCode()));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder response = unchanged == null ? Response.ok(body, type) : unchanged;
    return response
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }
}
