package dev.perigee.impact;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.KnownFacts;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.RunPlanner;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares rule sets. */
@ApplicationScoped
public class Impacts {
  private final KnownFacts knownFacts;
  private final RuleSets ruleSets;
  private final ScenarioReader scenarios;
  private final KnowledgeDate knowledge;
  private final Studies studies;

  public Impacts(
      KnownFacts knownFacts,
      RuleSets ruleSets,
      ScenarioReader scenarios,
      KnowledgeDate knowledge,
      Studies studies) {
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.knowledge = knowledge;
    this.studies = studies;
  }

  /**
   * The comparison of a rule set, stored, being computed, or begun now.
   *
   * @throws ProblemException when there is no such rule set, the request is not valid, or too many
   *     comparisons wait
   */
  ImpactJob ask(String candidate, ImpactRequest request) {
    return ImpactJob.of(studies.ask(study(candidate, request), cost -> {}));
  }

  /**
   * What is known of a comparison.
   *
   * @throws ProblemException when there is none of this name for this rule set
   */
  ImpactJob state(String candidate, String id) {
    return studies
        .find(StudyKind.IMPACT, id)
        .filter(state -> state.inputs(ImpactInputs.class).candidate().equals(candidate))
        .map(ImpactJob::of)
        .orElseThrow(() -> ProblemException.notFound("impact %s of %s".formatted(id, candidate)));
  }

  /**
   * Cancels a comparison that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  void cancel(String candidate, String id) {
    state(candidate, id);
    studies.cancel(StudyKind.IMPACT, id);
  }

  private ImpactStudy study(String candidate, ImpactRequest request) {
    RuleSet compared =
        stored(candidate).orElseThrow(() -> ProblemException.notFound("rule set " + candidate));
    List<Violation> violations = new ArrayList<>();
    Optional<RuleSet> reference =
        request.against() == null ? Optional.of(ruleSets.active()) : stored(request.against());
    if (reference.isEmpty()) {
      violations.add(
          Violation.at("/against", "the digest of a stored rule set", request.against()));
    }
    if (request.asOf() != null) {
      knowledge.violations(request.asOf()).forEach(v -> violations.add(v.within("/asOf")));
    }
    List<ImpactCase> cases = cases(request, violations);
    ProblemException.throwIfAny(violations);
    LocalDate asOf = request.asOf() == null ? knowledge.today() : request.asOf();
    List<Milestone> facts = knownFacts.on(asOf).facts();
    return new ImpactStudy(
        new ImpactInputs(
            reference.orElseThrow().digest().toString(),
            compared.digest().toString(),
            request.scenarios() == null ? List.of() : request.scenarios(),
            asOf,
            CanonicalJson.digest(facts),
            request.paths() == null ? RunPlanner.DEFAULT_PATHS : request.paths(),
            request.seed() == null ? RunPlanner.DEFAULT_SEED : request.seed(),
            ModelConstants.CORE_VERSION),
        digest -> stored(digest).orElseThrow(),
        cases,
        facts);
  }

  /** The ledger as it is, then the scenarios of the request. */
  private List<ImpactCase> cases(ImpactRequest request, List<Violation> violations) {
    List<ImpactCase> cases = new ArrayList<>();
    cases.add(
        new ImpactCase(
            ImpactCase.LEDGER,
            ScenarioRequest.NONE,
            scenarios.read(ScenarioRequest.NONE, Mode.STOCHASTIC)));
    if (request.scenarios() == null) {
      return cases;
    }
    Set<String> names = new HashSet<>(Set.of(ImpactCase.LEDGER));
    for (int i = 0; i < request.scenarios().size(); i++) {
      String outer = "/scenarios/" + i;
      ImpactRequest.NamedScenario given = request.scenarios().get(i);
      if (!names.add(given.name())) {
        violations.add(Violation.at(outer + "/name", "a name that nothing else has", given.name()));
      }
      try {
        cases.add(
            new ImpactCase(
                given.name(), given.scenario(), scenarios.read(given.scenario(), Mode.STOCHASTIC)));
      } catch (ProblemException e) {
        e.violations().forEach(violation -> violations.add(violation.within(outer)));
      }
    }
    return cases;
  }

  private Optional<RuleSet> stored(String digest) {
    return RuleSetDigest.read(digest).flatMap(ruleSets::find);
  }
}
