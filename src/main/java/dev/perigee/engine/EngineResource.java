package dev.perigee.engine;

import dev.perigee.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The engine over HTTP. */
@Path("/api/v1/engine")
@Tag(name = "Engine", description = "What computes.")
public class EngineResource {
  private final Engine engine;

  public EngineResource(Engine engine) {
    this.engine = engine;
  }

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getEngine",
      summary = "Read what computes",
      description =
          "Which engine computes, its queue and its workers at this moment, and counts since the service started.")
  @APIResponse(
      responseCode = "200",
      description = "The engine.",
      content = @Content(schema = @Schema(implementation = EngineStatus.class)))
  public EngineStatus status() {
    return engine.status();
  }
}
