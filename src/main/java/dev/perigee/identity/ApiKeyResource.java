package dev.perigee.identity;

import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.QueryParameters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** API keys over HTTP. */
@Path(ApiKeyResource.PATH)
@Tag(name = "API keys", description = "Credentials for machines.")
public class ApiKeyResource {
  static final String PATH = "/api/v1/api-keys";
  private static final String ID = "Id of the key: the part of it between the underscores.";

  private final ApiKeys keys;
  private final BodyReader bodies;

  public ApiKeyResource(ApiKeys keys, BodyReader bodies) {
    this.keys = keys;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createApiKey",
      summary = "Create an API key",
      description =
          "Creates a key that may do what its roles may. The caller owns it: what it does is done"
              + " in the caller's name. The answer has the key; it is stored nowhere and cannot be"
              + " read again. It is sent as `Authorization: Bearer pgk_...` or as"
              + " `Perigee-Api-Key`.")
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
              schema = @Schema(implementation = ApiKeyCreation.class),
              examples =
                  @ExampleObject(
                      name = "sweep",
                      value =
                          "{\"name\": \"nightly sweep\", \"roles\": [\"viewer\"], \"lifeDays\":"
                              + " 90}")))
  @APIResponse(
      responseCode = "201",
      description = "Created: the key, with Location.",
      content = @Content(schema = @Schema(implementation = ApiKeyResponse.class)))
  public Response create(byte[] body, @Context RoutingContext http) {
    ApiKeyCreation request = bodies.read(body, ApiKeyCreation.class);
    return answer(keys.create(request, Caller.of(http)));
  }

  private static Response answer(ApiKeys.Created created) {
    return Response.status(Response.Status.CREATED)
        .location(URI.create(PATH + "/" + created.stored().id()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(ApiKeyResponse.of(created))
        .build();
  }

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listApiKeys",
      summary = "List API keys",
      description = "Every key that ever was, the latest first, without secrets.")
  @APIResponse(
      responseCode = "200",
      description = "A page of keys; Link names the next.",
      content = @Content(schema = @Schema(implementation = ApiKeyPage.class)))
  public Response list(@BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<ApiKeyTable.Position> after =
        page.after(
            query,
            2,
            key -> new ApiKeyTable.Position(PageCursor.moment(key.getFirst()), key.getLast()));
    query.check();
    PageCursor.Page<StoredKey> found =
        page.page(keys.list(after, most + 1), most, last -> List.of(last.createdAt(), last.id()));
    return page.linked(
            Response.ok(
                new ApiKeyPage(
                    found.rows().stream().map(ApiKeyResponse::of).toList(), found.next())),
            found)
        .build();
  }

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getApiKey",
      summary = "Read an API key",
      description = "Whose a key is, what it may do, until when, and when it was last used.")
  @APIResponse(
      responseCode = "200",
      description = "The key, without its secret.",
      content = @Content(schema = @Schema(implementation = ApiKeyResponse.class)))
  public ApiKeyResponse get(
      @Parameter(
              description = ID,
              schema = @Schema(implementation = String.class, pattern = "^[0-9a-f]{16}$"))
          @PathParam("id")
          String id) {
    return ApiKeyResponse.of(keys.find(id));
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}/rotations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rotateApiKey",
      summary = "Rotate an API key",
      description =
          "Creates a key with the same name, owner and roles. The old one goes on for"
              + " `overlapSeconds`, a day unless given, so that clients can change over. Only its"
              + " owner may, as the new key acts in that name.")
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
              schema = @Schema(implementation = ApiKeyRotation.class),
              examples =
                  @ExampleObject(
                      name = "quarter",
                      value = "{\"lifeDays\": 90, \"overlapSeconds\": 3600}")))
  @APIResponse(
      responseCode = "201",
      description = "Created: the new key, with Location.",
      content = @Content(schema = @Schema(implementation = ApiKeyResponse.class)))
  @APIResponse(responseCode = "409", description = "The key has expired or was revoked.")
  public Response rotate(
      @Parameter(
              description = ID,
              schema = @Schema(implementation = String.class, pattern = "^[0-9a-f]{16}$"))
          @PathParam("id")
          String id,
      byte[] body,
      @Context RoutingContext http) {
    ApiKeyRotation request = bodies.read(body, ApiKeyRotation.class);
    return answer(keys.rotate(id, request, Caller.of(http)));
  }

  @DELETE
  @RolesAllowed(Roles.ADMIN)
  @Path("/{id}")
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key",
      description =
          "Ends a key: at once on the replica that answers, within"
              + " `perigee.identity.api-key-memory` on the others. It stays in the list. Revoking"
              + " it again changes nothing.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @APIResponse(responseCode = "204", description = "It is revoked.")
  public Response revoke(
      @Parameter(
              description = ID,
              schema = @Schema(implementation = String.class, pattern = "^[0-9a-f]{16}$"))
          @PathParam("id")
          String id,
      @Context RoutingContext http) {
    keys.revoke(id, Caller.of(http));
    return Response.noContent().build();
  }
}
