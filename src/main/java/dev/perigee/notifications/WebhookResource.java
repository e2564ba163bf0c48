package dev.perigee.notifications;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.Precondition;
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

/** Webhooks over HTTP. */
@Path(WebhookResource.PATH)
@Tag(name = "Webhooks", description = "Addresses that events are sent to, and what was sent.")
public class WebhookResource {
  static final String PATH = "/api/v1/webhooks";
  private static final String ID = "Id of the webhook.";
  private static final String DELIVERY = "Number of the delivery.";
  private static final String TAG_OF_VERSION = "The version of the webhook in quotes.";

  private final Webhooks webhooks;
  private final BodyReader bodies;
  private final Idempotency idempotency;

  public WebhookResource(Webhooks webhooks, BodyReader bodies, Idempotency idempotency) {
    this.webhooks = webhooks;
    this.bodies = bodies;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createWebhook",
      summary = "Create a webhook",
      description =
          "Events that happen from now on are sent to its address by POST, in their order, until it"
              + " answers with a status from 200 to 299. They are signed as Standard Webhooks says,"
              + " with the secret in this answer, which cannot be read again.")
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
              schema = @Schema(implementation = WebhookRequest.class),
              examples = @ExampleObject(name = "desk", value = WebhookRequest.EXAMPLE)))
  @APIResponse(
      responseCode = "201",
      description = "Created: the webhook with its secret, and Location.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  @APIResponse(responseCode = "409", description = "There are as many webhooks as there may be.")
  public Response create(byte[] body, @Context RoutingContext http) {
    WebhookResponse created =
        webhooks.create(bodies.read(body, WebhookRequest.class), Caller.of(http));
    return secret(Response.created(URI.create(PATH + "/" + created.id())), created);
  }

  private static Response secret(Response.ResponseBuilder response, WebhookResponse webhook) {
    return tagged(response.header(HttpHeaders.CACHE_CONTROL, "no-store").entity(webhook), webhook);
  }

  private static Response tagged(Response.ResponseBuilder response, WebhookResponse webhook) {
    return response.tag(webhook.tag()).build();
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listWebhooks",
      summary = "List webhooks",
      description = "All webhooks, the latest first, without their secrets.")
  @APIResponse(
      responseCode = "200",
      description = "A page of webhooks; Link names the next.",
      content = @Content(schema = @Schema(implementation = WebhookPage.class)))
  public Response list(@BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<Webhooks.Position> after =
        page.after(
            query,
            2,
            key -> new Webhooks.Position(PageRequest.moment(key.getFirst()), key.getLast()));
    query.check();
    PageCursor.Page<WebhookResponse> found =
        page.page(
            webhooks.list(after, most + 1), most, last -> List.of(last.createdAt(), last.id()));
    return page.linked(Response.ok(new WebhookPage(found.rows(), found.next())), found).build();
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getWebhook",
      summary = "Read a webhook",
      description =
          "A webhook, without its secret. PUT and DELETE want its entity tag in `If-Match`.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response get(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = Precondition.IF_NONE_MATCH,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_NONE_MATCH)
          String ifNoneMatch) {
    WebhookResponse webhook = webhooks.find(id);
    return tagged(
        Precondition.isUnchanged(ifNoneMatch, webhook.tag())
            ? Response.notModified()
            : Response.ok(webhook),
        webhook);
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceWebhook",
      summary = "Change a webhook",
      description =
          "Changes a webhook, whole, if nobody else did since the state that `If-Match` names. Its"
              + " secret stays. One that is disabled gives up what is still to be sent; one that is"
              + " enabled again is told of what happens from then on.")
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
              schema = @Schema(implementation = WebhookRequest.class),
              examples = @ExampleObject(name = "desk", value = WebhookRequest.EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  @APIResponse(responseCode = "412", description = "Somebody else changed it since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Response replace(
      @Parameter(description = ID) @PathParam("id") String id,
      byte[] body,
      @Parameter(
              description = Precondition.IF_MATCH,
              example = "\"1\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Context RoutingContext http) {
    WebhookRequest request = bodies.read(body, WebhookRequest.class);
    WebhookResponse webhook = webhooks.replace(id, request, ifMatch, Caller.of(http));
    return tagged(Response.ok(webhook), webhook);
  }

  @DELETE
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}")
  @Operation(
      operationId = "deleteWebhook",
      summary = "Delete a webhook",
      description = "Deletes a webhook with its deliveries. Nothing is sent to it any more.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @APIResponse(responseCode = "204", description = "It is deleted.")
  @APIResponse(responseCode = "412", description = "Somebody else changed it since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Response delete(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = Precondition.IF_MATCH,
              example = "\"1\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Context RoutingContext http) {
    webhooks.delete(id, ifMatch, Caller.of(http));
    return Response.noContent().build();
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}/rotations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Rotate the secret of a webhook",
      description =
          "Makes another secret. For `overlapSeconds`, a day unless given, what is sent has the"
              + " signatures of both, so that the receiver can change over; 0 ends the old one at"
              + " once.")
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
              schema = @Schema(implementation = WebhookRotation.class),
              examples = @ExampleObject(name = "hour", value = "{\"overlapSeconds\": 3600}")))
  @APIResponse(
      responseCode = "201",
      description = "Rotated: the webhook with its new secret, which cannot be read again.",
      headers = @Header(name = "ETag", description = TAG_OF_VERSION),
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  public Response rotate(
      @Parameter(description = ID) @PathParam("id") String id,
      byte[] body,
      @Context RoutingContext http) {
    WebhookRotation request = bodies.read(body, WebhookRotation.class);
    return secret(
        Response.created(URI.create(PATH + "/" + id)),
        webhooks.rotate(id, request, Caller.of(http)));
  }

  @POST
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Path("/{id}/deliveries")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "testWebhook",
      summary = "Send a test to a webhook",
      description =
          "Sends an event of the kind `test` to this webhook alone, whatever kinds it is told of."
              + " It waits for its turn.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "201",
      description = "To be sent: the delivery, with Location.",
      content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
  @APIResponse(responseCode = "409", description = "The webhook is disabled.")
  public Response test(
      @Parameter(description = ID) @PathParam("id") String id, @Context RoutingContext http) {
    return idempotency.once(http, null, () -> created(id, webhooks.test(id, Caller.of(http))));
  }

  private static Response created(String id, WebhookDelivery delivery) {
    return Response.created(
            URI.create("%s/%s/deliveries/%d".formatted(PATH, id, delivery.deliveryId())))
        .entity(delivery)
        .build();
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Path("/{id}/deliveries")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "List what was sent to a webhook",
      description =
          "Deliveries, the latest first. Those that ended are kept for"
              + " `perigee.notifications.retention`, 30 days unless changed.")
  @APIResponse(
      responseCode = "200",
      description = "A page of deliveries; Link names the next.",
      content = @Content(schema = @Schema(implementation = WebhookDeliveryPage.class)))
  public Response deliveries(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(
              description = "Only those that stand so.",
              schema = @Schema(enumeration = {"pending", "delivered", "given-up"}),
              example = "pending")
          @QueryParam("state")
          String state,
      @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<Long> before = page.after(query, 1, key -> Long.valueOf(key.getFirst()));
    Optional<DeliveryState> only = state(state, query);
    query.check();
    PageCursor.Page<WebhookDelivery> found =
        page.page(
            webhooks.deliveries(id, only, before, most + 1),
            most,
            last -> List.of(last.deliveryId()));
    return page.linked(Response.ok(new WebhookDeliveryPage(found.rows(), found.next())), found)
        .build();
  }

  private static Optional<DeliveryState> state(String key, QueryParameters query) {
    if (key == null) {
      return Optional.empty();
    }
    List<DeliveryState> states = List.of(DeliveryState.values());
    Optional<DeliveryState> state =
        states.stream().filter(each -> each.key().equals(key)).findFirst();
    return state.isPresent()
        ? state
        : query.refuse("state", "one of " + states.stream().map(DeliveryState::key).toList(), key);
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Path("/{id}/deliveries/{deliveryId}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getWebhookDelivery",
      summary = "Read a delivery",
      description = "How a delivery stands: how often it was sent, and what was answered last.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery.",
      content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
  public WebhookDelivery delivery(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(description = DELIVERY) @PathParam("deliveryId") String deliveryId) {
    return webhooks.delivery(id, deliveryId);
  }

  @POST
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Path("/{id}/deliveries/{deliveryId}/replays")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replayWebhookDelivery",
      summary = "Send a delivery again",
      description =
          "Sends the event again, behind all that is still to be sent, under the same `webhook-id`."
              + " A delivery that is pending is sent as soon as those before it are.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "201",
      description = "To be sent again: the new delivery, with Location.",
      content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is still pending, and waits no more.",
      content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
  @APIResponse(responseCode = "409", description = "The webhook is disabled.")
  public Response replay(
      @Parameter(description = ID) @PathParam("id") String id,
      @Parameter(description = DELIVERY) @PathParam("deliveryId") String deliveryId,
      @Context RoutingContext http) {
    return idempotency.once(
        http,
        null,
        () -> {
          Webhooks.Replayed replayed = webhooks.replay(id, deliveryId, Caller.of(http));
          return replayed.created()
              ? created(id, replayed.delivery())
              : Response.ok(replayed.delivery()).build();
        });
  }
}
