package dev.perigee.identity;

import dev.perigee.platform.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks, over HTTP. */
@Path("/api/v1/identity")
@Tag(name = "Identity", description = "Who asks.")
public class IdentityResource {
  private final Access access;
  private final SecurityIdentity identity;

  public IdentityResource(Access access, SecurityIdentity identity) {
    this.access = access;
    this.identity = identity;
  }

  @GET
  @RolesAllowed({
    Roles.VIEWER,
    Roles.ANALYST,
    Roles.AUTHOR,
    Roles.APPROVER,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getIdentity",
      summary = "See who asks, and what they may do",
      description =
          "The name that is written beside what the caller does, and the roles of the credential. A page shows by it what"
              + " whoever looks at it may do.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      description = "Who asks.",
      content = @Content(schema = @Schema(implementation = IdentityResponse.class)))
  public Response get(@Context RoutingContext http) {
    IdentityResponse answer =
        new IdentityResponse(
            access.isOpen() ? Mode.OPEN : Mode.REQUIRED,
            Caller.of(http).name(),
            Roles.ALL.stream().filter(identity::hasRole).toList());
    return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
