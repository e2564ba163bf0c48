package dev.perigee.milestones;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Csv;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import dev.perigee.tables.TableFormat;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger over HTTP. */
@Path(MilestoneResource.PATH)
@Tag(name = "Milestones", description = "The ledger of dated, sourced, graded facts.")
public class MilestoneResource {
  static final String PATH = "/api/v1/milestones";

  private final Milestones milestones;
  private final BodyReader bodies;
  private final KnowledgeDate knowledge;
  private final Idempotency idempotency;

  public MilestoneResource(
      Milestones milestones, BodyReader bodies, KnowledgeDate knowledge, Idempotency idempotency) {
    this.idempotency = idempotency;
    this.milestones = milestones;
    this.bodies = bodies;
    this.knowledge = knowledge;
  }

  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes({MediaType.APPLICATION_JSON, TableFormat.CSV_TYPE})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "recordMilestones",
      summary = "Record facts",
      description =
          "Adds one fact as JSON, or many as CSV with a header, all or none. `supersedes` corrects"
              + " an earlier fact, `retracted: true` withdraws it; nothing is overwritten. Sending"
              + " the same fact under the same `id` again answers 200 and changes nothing.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = MilestoneRequest.class),
            examples = @ExampleObject(name = "flight", value = MilestoneExamples.FLIGHT)),
        @Content(
            mediaType = TableFormat.CSV_TYPE,
            schema = @Schema(implementation = String.class),
            examples = @ExampleObject(name = "flights", value = MilestoneExamples.ROWS))
      })
  @APIResponse(
      responseCode = "201",
      description =
          "Recorded: the fact, with Location, or for CSV a page of the facts in the order of the"
              + " rows.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(anyOf = {MilestoneResponse.class, MilestonePage.class})))
  @APIResponse(
      responseCode = "200",
      description = "The same fact, or every one of the rows, was recorded before.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(anyOf = {MilestoneResponse.class, MilestonePage.class})))
  @APIResponse(
      responseCode = "409",
      description = "The name is taken by another fact, or the fact was superseded already.")
  public Response record(byte[] body, @Context HttpHeaders headers, @Context RoutingContext http) {
    Caller caller = Caller.of(http);
    return idempotency.once(http, body, () -> record(body, headers, caller));
  }

  private Response record(byte[] body, HttpHeaders headers, Caller caller) {
    if (MediaType.valueOf(TableFormat.CSV_TYPE).isCompatible(headers.getMediaType())) {
      return recordRows(body, caller);
    }
    MilestoneRequest request = bodies.read(body, MilestoneRequest.class);
    Milestones.Recorded recorded = milestones.record(List.of(request), false, caller).getFirst();
    MilestoneResponse response = MilestoneResponse.of(recorded.milestone());
    return recorded.created()
        ? Response.status(Response.Status.CREATED)
            .location(URI.create(PATH + "/" + response.id()))
            .entity(response)
            .build()
        : Response.ok(response).build();
  }

  private Response recordRows(byte[] body, Caller caller) {
    bodies.checkLength(body);
    List<Milestones.Recorded> recorded =
        milestones.record(
            bodies.readAll(MilestoneCsv.read(Csv.text(body)), MilestoneRequest.class),
            true,
            caller);
    List<MilestoneResponse> items =
        recorded.stream().map(each -> MilestoneResponse.of(each.milestone())).toList();
    boolean created = recorded.stream().anyMatch(Milestones.Recorded::created);
    return Response.status(created ? Response.Status.CREATED : Response.Status.OK)
        .entity(new MilestonePage(knowledge.today(), items, null))
        .build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Operation(
      operationId = "listMilestones",
      summary = "List facts",
      description =
          "Facts in force as of a day, the latest first. As a table it has the same rows; as CSV in"
              + " the form that POST takes.")
  @APIResponse(
      responseCode = "200",
      description = "A page of facts; Link names the next.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = MilestonePage.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  public Response list(
      @Parameter(
              description = "Facts reported after this day are not seen; today unless given.",
              schema = @Schema(format = "date"),
              example = "2026-11-01")
          @QueryParam("asOf")
          String asOf,
      @Parameter(
              description = "Only facts of this type.",
              schema = @Schema(implementation = FactType.class),
              example = "FLIGHT_RESULT")
          @QueryParam("type")
          String type,
      @Parameter(
              description = "Only facts of this subject, whatever the case.",
              example = "Starship")
          @QueryParam("subject")
          String subject,
      @Parameter(description = "Only facts of this actor, whatever the case.", example = "SpaceX")
          @QueryParam("actor")
          String actor,
      @Parameter(
              description = "Only facts that happened on this day or later.",
              schema = @Schema(format = "date"),
              example = "2025-01-01")
          @QueryParam("from")
          String from,
      @Parameter(
              description = "Only facts that happened on this day or earlier.",
              schema = @Schema(format = "date"),
              example = "2026-12-31")
          @QueryParam("to")
          String to,
      @Parameter(
              description = "Whether superseded and withdrawn facts are listed too.",
              schema = @Schema(implementation = Boolean.class, defaultValue = "false"),
              example = "false")
          @QueryParam("history")
          String history,
      @BeanParam PageRequest page,
      @Context HttpHeaders headers) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    MilestoneFilter filter =
        new MilestoneFilter(
            query.asOf(asOf, knowledge),
            query.constant("type", type, FactType.class),
            Optional.ofNullable(subject),
            Optional.ofNullable(actor),
            query.date("from", from),
            query.date("to", to),
            query.flag("history", history));
    Optional<Milestones.Position> after =
        page.after(
            query,
            2,
            key -> new Milestones.Position(PageCursor.day(key.getFirst()), key.getLast()));
    query.check();
    PageCursor.Page<Milestone> found =
        page.page(
            milestones.list(filter, after, most + 1),
            most,
            last -> List.of(last.occurredOn(), last.id()));
    Response.ResponseBuilder response =
        TableFormat.accepted(headers)
            .map(format -> format.answer(MilestoneTable.of(found.rows())))
            .orElseGet(
                () ->
                    Response.ok(
                        new MilestonePage(
                            filter.asOf(),
                            found.rows().stream().map(MilestoneResponse::of).toList(),
                            found.next()),
                        MediaType.APPLICATION_JSON));
    return page.linked(response, found).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getMilestone",
      summary = "Read a fact",
      description = "A fact by its name, whether or not it is still in force.")
  @APIResponse(
      responseCode = "200",
      description = "The fact.",
      content = @Content(schema = @Schema(implementation = MilestoneResponse.class)))
  public MilestoneResponse get(
      @Parameter(description = "Name of the fact.", example = "starship-flight-14") @PathParam("id")
          String id) {
    return milestones
        .find(id)
        .map(MilestoneResponse::of)
        .orElseThrow(() -> ProblemException.notFound("milestone " + id));
  }
}
