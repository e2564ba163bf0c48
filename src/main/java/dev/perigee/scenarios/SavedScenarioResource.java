package dev.perigee.scenarios;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.ImmutableAnswer;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.Precondition;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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

/** Saved scenarios over HTTP. */
@Path(SavedScenarioResource.PATH)
@Tag(
    name = SavedScenarioResource.TAG,
    description = "Assumptions kept under a name, with every version they ever had.")
public class SavedScenarioResource {
  static final String PATH = "/api/v1/scenarios";
  static final String TAG = "Scenarios";
  static final String ID = "Name of the saved scenario.";
  static final String TAG_OF_VERSION = "The number of the version in quotes.";

  private final SavedScenarios scenarios;
  private final ScenarioRuns runs;
  private final BodyReader bodies;
  private final Idempotency idempotency;

  public SavedScenarioResource(
      SavedScenarios scenarios, ScenarioRuns runs, BodyReader bodies, Idempotency idempotency) {
    this.idempotency = idempotency;
    this.scenarios = scenarios;
    this.runs = runs;
    this.bodies = bodies;
  }

  /** Where a version is found. */
  static String path(ScenarioVersion version) {
    return "%s/%s/versions/%d".formatted(PATH, version.id(), version.version());
  }

  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "saveScenario",
      summary = "Save a scenario",
      description =
          "Keeps assumptions under a new name. They are checked as those of a run are, and every"
              + " violation is listed. Sending what is stored under the name already answers 200"
              + " and changes nothing.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SavedScenarioRequest.class),
              examples = @ExampleObject(name = "reuse", value = SavedScenarioRequest.EXAMPLE)))
  @APIResponse(
      responseCode = "201",
      description = "Saved, with Location.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(
      responseCode = "200",
      description = "The same was saved under this name before.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(responseCode = "409", description = "Another scenario has the name.")
  public Response create(byte[] body, @Context RoutingContext http) {
    return idempotency.once(
        http,
        body,
        () ->
            created(
                scenarios.create(bodies.read(body, SavedScenarioRequest.class), Caller.of(http))));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listScenarios",
      summary = "List saved scenarios",
      description = "The latest version of each that is not deleted, by name.")
  @APIResponse(
      responseCode = "200",
      description = "A page of scenarios; Link names the next.",
      content = @Content(schema = @Schema(implementation = SavedScenarioPage.class)))
  public Response list(
      @Parameter(
              description = "Only those whose names contain this, whatever the case.",
              example = "reuse")
          @QueryParam("name")
          String name,
      @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<String> after = page.after(query, 1, key -> key.getFirst());
    query.check();
    return listed(
        page,
        page.page(
            scenarios.list(Optional.ofNullable(name), after, most + 1),
            most,
            last -> List.of(last.name())));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getScenario",
      summary = "Read a saved scenario",
      description = "The latest version. PUT and DELETE want its entity tag in `If-Match`.")
  @APIResponse(
      responseCode = "200",
      description = "The scenario.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "410", description = "It was deleted; its versions can be read.")
  public Response get(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = Precondition.IF_NONE_MATCH,
              example = "\"3\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_NONE_MATCH)
          String ifNoneMatch) {
    SavedScenario scenario = scenarios.latest(id);
    Response.ResponseBuilder response =
        Precondition.isUnchanged(ifNoneMatch, scenario.tag())
            ? Response.notModified()
            : Response.ok(scenario);
    return tagged(response, scenario);
  }

  @PUT
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceScenario",
      summary = "Change a saved scenario",
      description =
          "Saves another version of it, whole, if nobody else did since the one that `If-Match`"
              + " names. What the latest version says already is not saved again.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SavedScenarioRequest.class),
              examples = @ExampleObject(name = "reuse", value = SavedScenarioRequest.EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "The scenario as it is now.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(responseCode = "409", description = "Another scenario has the name.")
  @APIResponse(responseCode = "410", description = "It was deleted.")
  @APIResponse(responseCode = "412", description = "Somebody else changed it since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Response replace(
      @Parameter(description = ID) @PathParam("id") String id,
      byte[] body,
      @Parameter(
              description = Precondition.IF_MATCH,
              example = "\"3\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Context RoutingContext http) {
    SavedScenarioRequest request = bodies.read(body, SavedScenarioRequest.class);
    SavedScenario scenario = scenarios.replace(id, request, ifMatch, Caller.of(http));
    return tagged(Response.ok(scenario), scenario);
  }

  @DELETE
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @Operation(
      operationId = "deleteScenario",
      summary = "Delete a saved scenario",
      description =
          "Its name is free again, and it is answered with 410. Its versions can still be read,"
              + " copied and run, as runs refer to them.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @APIResponse(responseCode = "204", description = "It is deleted.")
  @APIResponse(responseCode = "410", description = "It was deleted before.")
  @APIResponse(responseCode = "412", description = "Somebody else changed it since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Response delete(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = Precondition.IF_MATCH,
              example = "\"3\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Context RoutingContext http) {
    scenarios.delete(id, ifMatch, Caller.of(http));
    return Response.noContent().build();
  }

  @POST
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}/copies")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "copyScenario",
      summary = "Copy a saved scenario",
      description =
          "Saves what a version holds, the latest unless another is named, as a new scenario under"
              + " a new name. Making the same copy again answers 200 and changes nothing.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScenarioCopyRequest.class),
              examples =
                  @ExampleObject(
                      name = "copy",
                      value = "{\"name\": \"reuse in early 2027, cheaper\"}")))
  @APIResponse(
      responseCode = "201",
      description = "The copy, with Location.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(
      responseCode = "200",
      description = "The same copy was made before.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(responseCode = "409", description = "Another scenario has the name.")
  public Response copy(
      @Parameter(description = ID) @PathParam("id") String id,
      byte[] body,
      @Context RoutingContext http) {
    return idempotency.once(
        http,
        body,
        () ->
            created(
                scenarios.copy(id, bodies.read(body, ScenarioCopyRequest.class), Caller.of(http))));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/versions")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listScenarioVersions",
      summary = "List the versions of a saved scenario",
      description = "Who saved it when and from where, the latest first; also when it was deleted.")
  @APIResponse(
      responseCode = "200",
      description = "A page of versions; Link names the next.",
      content = @Content(schema = @Schema(implementation = SavedScenarioPage.class)))
  public Response versions(
      @Parameter(description = ID) @PathParam("id") String id, @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<Integer> before = page.after(query, 1, key -> Integer.valueOf(key.getFirst()));
    query.check();
    return listed(
        page,
        page.page(scenarios.versions(id, before, most + 1), most, last -> List.of(last.version())));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/versions/{version}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getScenarioVersion",
      summary = "Read a version of a saved scenario",
      description = "It never changes, and can be read when the scenario was deleted.")
  @APIResponse(
      responseCode = "200",
      description = "The version.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = SavedScenario.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response version(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = "Number of the version, from 1.",
              schema = @Schema(implementation = Integer.class, minimum = "1"),
              example = "1")
          @PathParam("version")
          String version,
      @Parameter(
              description = Precondition.IF_NONE_MATCH,
              example = "\"3\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_NONE_MATCH)
          String ifNoneMatch) {
    SavedScenario scenario =
        Optional.of(version)
            .filter(text -> text.matches("[1-9][0-9]{0,8}"))
            .flatMap(text -> scenarios.version(id, Integer.parseInt(text)))
            .orElseThrow(
                () ->
                    ProblemException.notFound("version %s of scenario %s".formatted(version, id)));
    return (Precondition.isUnchanged(ifNoneMatch, scenario.tag())
            ? Response.notModified()
            : Response.ok(scenario))
        .tag(scenario.tag())
        .header(HttpHeaders.CACHE_CONTROL, ImmutableAnswer.IMMUTABLE)
        .build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}/runs")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listScenarioRuns",
      summary = "List the runs of a saved scenario",
      description =
          "The runs that were asked for by its name, the latest first, with the version that was"
              + " run. Each run of a version is listed once, however often it was asked for.")
  @APIResponse(
      responseCode = "200",
      description = "A page of runs; Link names the next.",
      content = @Content(schema = @Schema(implementation = ScenarioRunPage.class)))
  public Response runs(
      @Parameter(description = ID) @PathParam("id") String id, @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<Long> before = page.after(query, 1, key -> Long.valueOf(key.getFirst()));
    query.check();
    PageCursor.Page<ScenarioRunEntity> found =
        page.page(runs.list(id, before, most + 1), most, last -> List.of(last.id));
    return page.linked(
            Response.ok(
                new ScenarioRunPage(
                    found.rows().stream().map(ScenarioRun::of).toList(), found.next())),
            found)
        .build();
  }

  private static Response created(SavedScenarios.Saved saved) {
    URI location = URI.create(PATH + "/" + saved.scenario().id());
    return tagged(
        (saved.created() ? Response.created(location) : Response.ok()).entity(saved.scenario()),
        saved.scenario());
  }

  private static Response tagged(Response.ResponseBuilder response, SavedScenario scenario) {
    return response.tag(scenario.tag()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static Response listed(PageRequest page, PageCursor.Page<SavedScenarioSummary> found) {
    return page.linked(Response.ok(new SavedScenarioPage(found.rows(), found.next())), found)
        .build();
  }
}
