package dev.perigee.scenarios;

import dev.perigee.identity.Roles;
import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.QueryParameters;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.simulation.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of parameters and the outlook of a day over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Outlook", description = "The parameters of the model and what is believed of them.")
public class OutlookResource {
  private final KnownFacts knownFacts;
  private final RuleSets ruleSets;
  private final ScenarioReader scenarios;
  private final KnowledgeDate knowledge;

  public OutlookResource(
      KnownFacts knownFacts, RuleSets ruleSets, ScenarioReader scenarios, KnowledgeDate knowledge) {
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.knowledge = knowledge;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/parameters")
  @Operation(
      operationId = "listParameters",
      summary = "List the parameters",
      description =
          "The catalogue of the model's parameters, with their units, central values, admissible ranges, sources and the"
              + " distribution of each in the prior packs of the active rule set.")
  @APIResponse(
      responseCode = "200",
      description = "The catalogue.",
      content = @Content(schema = @Schema(implementation = ParameterCatalogue.class)))
  public ParameterCatalogue parameters() {
    RuleSet active = ruleSets.active();
    return new ParameterCatalogue(
        active.digest().toString(),
        Arrays.stream(Parameter.values())
            .map(
                parameter ->
                    new ParameterCatalogue.Entry(
                        parameter.key(),
                        parameter.symbol(),
                        parameter.unit(),
                        parameter.central(),
                        parameter.minimum(),
                        parameter.maximum(),
                        parameter.meaning(),
                        parameter.source(),
                        OutlookResponse.views(parameter, active.priors().packs())))
            .toList());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/outlook")
  @Operation(
      operationId = "getOutlook",
      summary = "Read the outlook of a day",
      description =
          "What the rules make of the facts known on a day: effects, their trace, posterior packs and parameters, without"
              + " simulating.")
  @APIResponse(
      responseCode = "200",
      description = "The outlook.",
      content = @Content(schema = @Schema(implementation = OutlookResponse.class)))
  public OutlookResponse outlook(
      @org.eclipse.microprofile.openapi.annotations.parameters.Parameter(
              description = "Facts reported after this day are not seen; today unless given.",
              schema = @Schema(format = "date"),
              example = "2026-11-01")
          @QueryParam("asOf")
          String asOf,
      @org.eclipse.microprofile.openapi.annotations.parameters.Parameter(
              description = "Digest of the rule set; the active one unless given.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN))
          @QueryParam("ruleSet")
          String ruleSet) {
    QueryParameters query = new QueryParameters();
    LocalDate day = query.asOf(asOf, knowledge);
    Optional<RuleSet> rules = ruleSet == null ? Optional.of(ruleSets.active()) : stored(ruleSet);
    if (rules.isEmpty()) {
      query.refuse("ruleSet", "the digest of a stored rule set", ruleSet);
    }
    query.check();
    RuleSet used = rules.orElseThrow();
    List<Milestone> facts = knownFacts.on(day).facts();
    Scenario nothing = scenarios.read(ScenarioRequest.NONE, Mode.STOCHASTIC);
    return OutlookResponse.of(
        used.digest().toString(),
        day,
        CanonicalJson.digest(facts),
        facts.size(),
        used.priors().weights(),
        Outlooks.of(used, facts, day, nothing, ScenarioRequest.NONE));
  }

  private Optional<RuleSet> stored(String digest) {
    return RuleSetDigest.read(digest).flatMap(ruleSets::find);
  }
}
