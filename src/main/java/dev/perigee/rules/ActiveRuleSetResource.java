package dev.perigee.rules;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Precondition;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** Which rule set is active, over HTTP. */
@Path(RuleSetResource.PATH + "/active")
@Tag(name = RuleSetResource.TAG)
public class ActiveRuleSetResource {
  private final Activations activations;
  private final BodyReader bodies;

  public ActiveRuleSetResource(Activations activations, BodyReader bodies) {
    this.activations = activations;
    this.bodies = bodies;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getActiveRuleSet",
      summary = "Read which rule set is active",
      description =
          "Which rule set is active, since when, by whom and why, and which one each replica serves. The entity tag is that of the"
              + " activation; PUT wants it in `If-Match`.")
  @APIResponse(
      responseCode = "200",
      description = "The active rule set.",
      headers = @Header(name = "ETag", description = "The number of the activation in quotes."),
      content = @Content(schema = @Schema(implementation = ActiveRuleSet.class)))
  public Response active() {
    return answer(activations.active());
  }

  @PUT
  @RolesAllowed(Roles.APPROVER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "activateRuleSet",
      summary = "Activate a rule set",
      description =
          "Compiles a stored rule set beside the active one and then puts it in its place, for all replicas and without a failed"
              + " request; runs that go on end as they began. Going back to an earlier one is the same call. With four eyes on"
              + " it needs the approval of somebody other than its author, unless it was active before. Whatever goes wrong,"
              + " the one that was active stays.")
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
              schema = @Schema(implementation = ActivationRequest.class),
              examples = @ExampleObject(name = "start", value = RuleSetExamples.ACTIVATION)))
  @APIResponse(
      responseCode = "200",
      description = "It is active.",
      headers = @Header(name = "ETag", description = "The number of the activation in quotes."),
      content = @Content(schema = @Schema(implementation = ActiveRuleSet.class)))
  @APIResponse(responseCode = "409", description = "It lacks the approval of a second person.")
  @APIResponse(responseCode = "412", description = "Another one was activated since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Response activate(
      byte[] body,
      @Parameter(
              description = Precondition.IF_MATCH,
              example = "\"12\"",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Context RoutingContext http) {
    ActivationRequest request = bodies.read(body, ActivationRequest.class);
    activations.activate(
        RuleSetDigest.parse(request.digest()), request.reason(), ifMatch, Caller.of(http));
    return answer(activations.active());
  }

  private static Response answer(ActiveRuleSet active) {
    return Response.ok(active)
        .tag(active.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
