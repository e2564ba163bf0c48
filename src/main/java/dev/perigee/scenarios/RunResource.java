package dev.perigee.scenarios;

import dev.perigee.identity.Roles;
import dev.perigee.identity.Unaudited;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ClientGone;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.RuntimeDelegate;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

/** Runs over HTTP. */
@Path(RunResource.PATH)
@Tag(name = "Runs", description = "Simulations of a scenario, stored with their provenance.")
public class RunResource {
  static final String PATH = "/api/v1/runs";

  private final Runs runs;
  private final RunPlanner planner;
  private final ScenarioRuns scenarioRuns;
  private final BodyReader bodies;
  private final JobsConfig config;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public RunResource(
      Runs runs,
      RunPlanner planner,
      ScenarioRuns scenarioRuns,
      BodyReader bodies,
      JobsConfig config,
      Idempotency idempotency,
      ClientLimits limits) {
    this.limits = limits;
    this.idempotency = idempotency;
    this.runs = runs;
    this.planner = planner;
    this.scenarioRuns = scenarioRuns;
    this.bodies = bodies;
    this.config = config;
    // Found now, by the class loader of the application: answers are written by threads of others.
    RuntimeDelegate.getInstance();
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Unaudited(
      "a run is what reading an outlook stores too: it follows from inputs that are stored with it, whoever asks")
  @Operation(
      operationId = "run",
      summary = "Run a scenario",
      description =
          "Fires the rules over the facts known on a day, simulates the outlook and stores the result. Equal provenance gives"
              + " the stored run. With `mode: deterministic`, the single path of the central values. A run that is not done within"
              + " a second goes on as a job, and the answer is 202; `Prefer: wait=N` waits up to N seconds instead. A client"
              + " that goes away before it is answered gives the run up.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
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
                    value = RunExamples.DETERMINISTIC),
                @ExampleObject(
                    name = "central",
                    summary = "The single path of the central values",
                    value = RunExamples.CENTRAL)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The run; Location names it for ever.",
      headers = {
        @Header(name = "Location", description = "Where the run is."),
        @Header(
            name = "Link",
            description =
                "The version of the saved scenario that was run, as `describedby`, when the request named one."),
        @Header(
            name = RunResponses.DEGRADED,
            description =
                "Present when the database cannot be reached, so that the run is not stored yet.")
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      oneOf = {StochasticRun.class, DeterministicRun.class},
                      discriminatorProperty = "mode",
                      discriminatorMapping = {
                        @DiscriminatorMapping(value = "stochastic", schema = StochasticRun.class),
                        @DiscriminatorMapping(
                            value = "deterministic",
                            schema = DeterministicRun.class)
                      })))
  @APIResponse(
      responseCode = "202",
      description = "The run goes on; Location names it, now the job and later the run.",
      headers = {
        @Header(name = "Location", description = "Where the job is, and the run will be."),
        @Header(name = "Retry-After")
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunJob.class)))
  public CompletionStage<Response> run(
      byte[] body,
      @Parameter(
              description =
                  "`wait=N` (RFC 7240): how many seconds, up to 60, to wait for the run before the answer is 202; 1 unless given."
                      + " `respond-async`: do not wait.",
              example = "wait=30")
          @HeaderParam(Preference.HEADER)
          List<String> prefer,
      @Context UriInfo uri,
      @Context RoutingContext http) {
    URI base = uri.getBaseUri();
    Preference preference = Preference.of(prefer);
    RunRequest request = bodies.read(body, RunRequest.class);
    Optional<Idempotency.Key> key = idempotency.key(http, body);
    Consumer<RunPlan> admission = plan -> limits.charge(http, plan.cost());
    AtomicReference<ScenarioVersion> scenario = new AtomicReference<>();
    Supplier<RunPlan> plan =
        () -> {
          Optional<SavedScenario> saved = planner.saved(request);
          saved.ifPresent(each -> scenario.set(new ScenarioVersion(each.id(), each.version())));
          return planner.plan(request, saved);
        };
    Duration patience = preference.patience().orElse(config.patience());
    boolean awaited = !patience.isZero();
    Runs.Asked asked =
        key.isPresent()
            ? runs.ask(key.get(), plan, awaited, admission)
            : runs.ask(plan.get(), awaited, admission);
    ClientGone.then(http, asked::leave);
    return asked
        .within(patience)
        .thenApply(
            state -> {
              Response answer = RunResponses.asked(state, preference, base);
              return scenario.get() == null ? answer : noted(answer, scenario.get(), state, base);
            });
  }

  /** Notes of which saved scenario a run was made, and says so beside the run. */
  private Response noted(Response answer, ScenarioVersion scenario, RunState state, URI base) {
    scenarioRuns.note(scenario, RunResponses.job(state).id());
    return Response.fromResponse(answer)
        .link(base.resolve(SavedScenarioResource.path(scenario)), "describedby")
        .build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRun",
      summary = "Read a run",
      description =
          "A stored run never changes. While it is computed the answer is 202 with how far it is; when it failed, the problem"
              + " that ended it.")
  @APIResponse(
      responseCode = "200",
      description = "The run.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      oneOf = {StochasticRun.class, DeterministicRun.class},
                      discriminatorProperty = "mode",
                      discriminatorMapping = {
                        @DiscriminatorMapping(value = "stochastic", schema = StochasticRun.class),
                        @DiscriminatorMapping(
                            value = "deterministic",
                            schema = DeterministicRun.class)
                      })))
  @APIResponse(
      responseCode = "202",
      description = "It waits or is being computed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunJob.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "410", description = "It was cancelled.")
  public Response get(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Context UriInfo uri,
      @Context Request request) {
    return switch (state(id)) {
      case RunState.Done done ->
          RunResponses.immutable(
              done.run(), request, done.run().answer(), MediaType.APPLICATION_JSON);
      case RunState.Pending pending ->
          RunResponses.accepted(pending.job(), uri.getBaseUri()).build();
      case RunState.Failed failed -> throw failed.problem().exception();
      case RunState.Cancelled cancelled -> throw Runs.cancelled(id);
    };
  }

  @DELETE
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "cancelRun",
      summary = "Cancel a run",
      description =
          "Ends a run that waits or is being computed, for everyone who waits for it. A run that is done is never deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(responseCode = "409", description = "It has ended already.")
  public Response cancel(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Context RoutingContext http) {
    runs.cancel(id, Caller.of(http));
    return Response.noContent().build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(
      operationId = "watchRun",
      summary = "Watch a run",
      description =
          "Server-sent events: `progress` several times a second, then one of `done`, `failed` and `cancelled`, and the end. The"
              + " data of each is how far the run is, as GET answers it with 202.")
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = RunJob.class)))
  public Multi<OutboundSseEvent> events(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Context Sse sse) {
    state(id);
    return runs.watch(id).map(state -> event(sse, state));
  }

  private static OutboundSseEvent event(Sse sse, RunState state) {
    RunJob job = RunResponses.job(state);
    return sse.newEventBuilder()
        .name(job.state().isPending() ? "progress" : job.state().key())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(String.class, CanonicalJson.write(job))
        .build();
  }

  private RunState state(String id) {
    return runs.state(id).orElseThrow(() -> ProblemException.notFound("run " + id));
  }
}
