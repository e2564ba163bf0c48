package dev.perigee.identity;

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

/** The audit trail over HTTP. */
@Path("/api/v1/audit")
@Tag(name = "Audit", description = "Who wrote what.")
public class AuditTrailResource {
  private final AuditTrail audit;

  public AuditTrailResource(AuditTrail audit) {
    this.audit = audit;
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listAudit",
      summary = "Read the audit trail",
      description =
          "Every write: who recorded facts, uploaded, approved and activated rule sets, created, rotated and revoked API keys, saved"
              + " and deleted scenarios, began and cancelled sweeps and other studies, cancelled runs, when and from where, and what"
              + " the name rests on; the latest first. It is never changed.")
  @APIResponse(
      responseCode = "200",
      description = "A page of events; Link names the next.",
      content = @Content(schema = @Schema(implementation = AuditPage.class)))
  public Response list(
      @Parameter(
              description = "Only of this kind.",
              schema =
                  @Schema(
                      enumeration = {
                        "upload",
                        "approval",
                        "activation",
                        "fact",
                        "api-key-creation",
                        "api-key-rotation",
                        "api-key-revocation",
                        "scenario-creation",
                        "scenario-copy",
                        "scenario-change",
                        "scenario-deletion",
                        "impact",
                        "comparison",
                        "sweep",
                        "attribution",
                        "distribution",
                        "backtest",
                        "cancellation"
                      }),
              example = "fact")
          @QueryParam("kind")
          String kind,
      @Parameter(description = "Only by the bearer of this name.", example = "ada")
          @QueryParam("who")
          String who,
      @Parameter(
              description =
                  "Only what was done to this: the digest of a rule set, the name of a fact, a run or a study, the id of an API key or a scenario.",
              example = "starship-flight-14")
          @QueryParam("target")
          String target,
      @BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    Optional<AuditKind> only = kind(kind, List.of(AuditKind.values()), query);
    return answer(
        audit,
        only.map(List::of).orElse(List.of(AuditKind.values())),
        Optional.ofNullable(who),
        Optional.ofNullable(target),
        page,
        query);
  }

  /** The kind of this key, when it is one of some. */
  public static Optional<AuditKind> kind(String key, List<AuditKind> known, QueryParameters query) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<AuditKind> kind = AuditKind.of(key).filter(known::contains);
    return kind.isPresent()
        ? kind
        : query.refuse("kind", "one of " + known.stream().map(AuditKind::key).toList(), key);
  }

  /** A page of the audit trail, unless the query is not valid. */
  public static Response answer(
      AuditTrail audit,
      List<AuditKind> kinds,
      Optional<String> who,
      Optional<String> target,
      PageRequest page,
      QueryParameters query) {
    int most = page.limit(query);
    Optional<Long> before = page.after(query, 1, key -> Long.valueOf(key.getFirst()));
    query.check();
    PageRequest.Page<AuditEvent> found =
        page.page(
            audit.list(new AuditTrail.Filter(kinds, who, target, before), most + 1),
            most,
            last -> List.of(last.id()));
    return page.linked(Response.ok(new AuditPage(found.rows(), found.next())), found).build();
  }
}
