package dev.perigee.rules;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditPage;
import dev.perigee.identity.AuditTrail;
import dev.perigee.identity.AuditTrailResource;
import dev.perigee.identity.Roles;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail of rule sets over HTTP. */
@Path(RuleSetResource.PATH + "/audit")
@Tag(name = RuleSetResource.TAG)
public class AuditResource {
  private final AuditTrail audit;

  public AuditResource(AuditTrail audit) {
    this.audit = audit;
  }

  @GET
  @RolesAllowed({Roles.AUTHOR, Roles.APPROVER, Roles.OPERATOR, Roles.ADMIN})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRuleSetAudit",
      summary = "Read the audit trail",
      description =
          "Who uploaded, approved and activated rule sets, or tried to, when, why and from where; the latest first. It is never"
              + " changed.")
  @APIResponse(
      responseCode = "200",
      description = "A page of events; Link names the next.",
      content = @Content(schema = @Schema(implementation = AuditPage.class)))
  public Response list(
      @Parameter(
              description = "Only of this rule set.",
              schema = @Schema(implementation = String.class, pattern = RuleSetDigest.PATTERN))
          @QueryParam("digest")
          String digest,
      @Parameter(description = "Only by this person.", example = "ada") @QueryParam("who")
          String who,
      @Parameter(
              description = "Only of this kind.",
              schema = @Schema(enumeration = {"upload", "approval", "activation"}),
              example = "activation")
          @QueryParam("kind")
          String kind,
      @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    if (digest != null && RuleSetDigest.read(digest).isEmpty()) {
      query.refuse("digest", "sha256: and 64 hexadecimal digits", digest);
    }
    Optional<AuditKind> only = AuditTrailResource.kind(kind, AuditKind.OF_RULE_SETS, query);
    return AuditTrailResource.answer(
        audit,
        only.map(List::of).orElse(AuditKind.OF_RULE_SETS),
        Optional.ofNullable(who),
        Optional.ofNullable(digest),
        page,
        query);
  }
}
