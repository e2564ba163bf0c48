package dev.perigee.impact;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.Caller;
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
import dev.perigee.scenarios.SavedScenario;
import dev.perigee.scenarios.SavedScenarios;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.studies.Commission;
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
  private final SavedScenarios savedScenarios;
  private final KnowledgeDate knowledge;
  private final Studies studies;

  public Impacts(
      KnownFacts knownFacts,
      RuleSets ruleSets,
      ScenarioReader scenarios,
      SavedScenarios savedScenarios,
      KnowledgeDate knowledge,
      Studies studies) {
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.savedScenarios = savedScenarios;
    this.knowledge = knowledge;
    this.studies = studies;
  }

  /**
   * The comparison of a rule set, stored, being computed, or begun now.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when there is no such rule set, the request is not valid, the client
   *     may not have it computed, or too many comparisons wait
   */
  ImpactJob ask(String candidate, ImpactRequest request, Commission commission) {
    return ImpactJob.of(studies.ask(study(candidate, request), commission));
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
  void cancel(String candidate, String id, Caller caller) {
    state(candidate, id);
    studies.cancel(StudyKind.IMPACT, id, caller);
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
    List<SavedScenario> saved = saved(request, violations);
    List<ImpactCase> cases = cases(saved, request, violations);
    ProblemException.throwIfAny(violations);
    LocalDate asOf = request.asOf() == null ? knowledge.today() : request.asOf();
    List<Milestone> facts = knownFacts.on(asOf).facts();
    return new ImpactStudy(
        new ImpactInputs(
            reference.orElseThrow().digest().toString(),
            compared.digest().toString(),
            saved.stream()
                .map(each -> new ImpactInputs.Saved(each.id(), each.version(), each.named()))
                .toList(),
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

  /** The saved scenarios to compare on. */
  private List<SavedScenario> saved(ImpactRequest request, List<Violation> violations) {
    int given = request.scenarios() == null ? 0 : request.scenarios().size();
    int most = ImpactRequest.MOST_SCENARIOS - given;
    List<SavedScenario> chosen = new ArrayList<>();
    if (request.scenarioIds() == null) {
      chosen.addAll(savedScenarios.living(Math.max(0, most) + 1));
    } else {
      for (int i = 0; i < request.scenarioIds().size(); i++) {
        String pointer = "/scenarioIds/" + i;
        try {
          chosen.add(savedScenarios.named(request.scenarioIds().get(i), null, pointer, pointer));
        } catch (ProblemException e) {
          violations.addAll(e.violations());
        }
      }
    }
    if (chosen.size() > most) {
      violations.add(
          Violation.at(
              "/scenarioIds",
              "at most %d saved scenarios beside the %d of the request; name those to compare on"
                  .formatted(Math.max(0, most), given),
              request.scenarioIds() == null ? "all that are saved" : request.scenarioIds().size()));
    }
    return chosen;
  }

  /** The ledger as it is, then the saved scenarios, then those of the request. */
  private List<ImpactCase> cases(
      List<SavedScenario> saved, ImpactRequest request, List<Violation> violations) {
    List<ImpactCase> cases = new ArrayList<>();
    cases.add(
        new ImpactCase(
            ImpactCase.LEDGER,
            ScenarioRequest.NONE,
            scenarios.read(ScenarioRequest.NONE, Mode.STOCHASTIC)));
    Set<String> names = new HashSet<>(Set.of(ImpactCase.LEDGER));
    for (int i = 0; i < saved.size(); i++) {
      SavedScenario each = saved.get(i);
      if (!names.add(each.name())) {
        violations.add(Violation.at("/scenarioIds/" + i, "each scenario once", each.id()));
      }
      cases.add(
          new ImpactCase(each.name(), each.named(), scenarios.read(each.named(), Mode.STOCHASTIC)));
    }
    if (request.scenarios() == null) {
      return cases;
    }
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
