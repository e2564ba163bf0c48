package dev.perigee.impact;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.Idempotency;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSetExamples;
import dev.perigee.scenarios.JobState;
import dev.perigee.studies.Commission;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
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

/** Comparisons of rule sets over HTTP. */
@Path("/api/v1/rule-sets/{digest}/impact")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Impact", description = "What a rule set would change.")
public class ImpactResource {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Impacts impacts;
  private final BodyReader bodies;
  private final Idempotency idempotency;
  private final ClientLimits limits;

  public ImpactResource(
      Impacts impacts, BodyReader bodies, Idempotency idempotency, ClientLimits limits) {
    this.limits = limits;
    this.idempotency = idempotency;
    this.impacts = impacts;
    this.bodies = bodies;
  }

  /** Where a comparison is found. */
  static String path(String candidate, String id) {
    return "/api/v1/rule-sets/" + candidate + "/impact/" + id;
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "compareRuleSet",
      summary = "See what a rule set would change",
      description =
          "Simulates the ledger and the scenarios given under the rule set and under the one it is compared with, with the same"
              + " random numbers: differences with their standard errors, and which changed rules they come from. Equal requests"
              + " give the stored answer; else the answer is 202, and the comparison goes on.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      description = "What to compare with, and on what; may be absent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImpactRequest.class),
              examples = {
                @ExampleObject(
                    name = "quick",
                    summary = "The ledger as of a day, on few paths",
                    value = "{\"asOf\": \"2026-11-01\", \"paths\": 8000}")
              }))
  @APIResponse(
      responseCode = "200",
      description = "It is done already.",
      content = @Content(schema = @Schema(implementation = ImpactJob.class)))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location names it.",
      headers = {
        @Header(name = "Location", description = "Where the comparison is."),
        @Header(name = "Retry-After")
      },
      content = @Content(schema = @Schema(implementation = ImpactJob.class)))
  public Response compare(
      @Parameter(
              description = "Digest of the rule set.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN),
              example = RuleSetExamples.DIGEST)
          @PathParam("digest")
          String digest,
      byte[] body,
      @Context UriInfo uri,
      @Context RoutingContext http) {
    ImpactRequest request =
        body == null || body.length == 0
            ? ImpactRequest.PLAIN
            : bodies.read(body, ImpactRequest.class);
    URI base = uri.getBaseUri();
    return idempotency.once(
        http,
        body,
        () -> {
          ImpactJob job = impacts.ask(digest, request, Commission.of(http, limits));
          Response.ResponseBuilder response =
              job.state() == JobState.DONE
                  ? Response.ok(job)
                  : Response.accepted(job).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
          return response
              .location(base.resolve(path(digest, job.id())))
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
        });
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "getImpact",
      summary = "Read what a rule set would change",
      description =
          "How far the comparison has come, and its result once it is done. A result never changes.")
  @APIResponse(
      responseCode = "200",
      description = "The comparison, in whatever state it is.",
      content = @Content(schema = @Schema(implementation = ImpactJob.class)))
  public Response get(
      @Parameter(
              description = "Digest of the rule set.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN),
              example = RuleSetExamples.DIGEST)
          @PathParam("digest")
          String digest,
      @Parameter(description = "Name of the comparison.") @PathParam("id") String id) {
    return Response.ok(impacts.state(digest, id))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @RolesAllowed(Roles.VIEWER)
  @Path("/{id}")
  @Operation(
      operationId = "cancelImpact",
      summary = "Cancel a comparison",
      description =
          "Ends a comparison that waits or is being computed, for everyone who waits for it. One that is done is never"
              + " deleted.")
  @Parameter(name = Caller.HEADER, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "204", description = "It is cancelled.")
  @APIResponse(responseCode = "409", description = "It has ended already.")
  public Response cancel(
      @Parameter(
              description = "Digest of the rule set.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN),
              example = RuleSetExamples.DIGEST)
          @PathParam("digest")
          String digest,
      @Parameter(description = "Name of the comparison.") @PathParam("id") String id,
      @Context RoutingContext http) {
    impacts.cancel(digest, id, Caller.of(http));
    return Response.noContent().build();
  }
}
