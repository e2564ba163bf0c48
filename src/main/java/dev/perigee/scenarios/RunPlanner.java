package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.Milestones;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Sampling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes plans: of a request, and of the inputs of a run that is to be computed again. */
@ApplicationScoped
public class RunPlanner {
  private static final Logger LOG = Logger.getLogger(RunPlanner.class);

  /** Paths of each pack unless a request says otherwise. */
  public static final int DEFAULT_PATHS = 20_000;

  private static final int DEFAULT_LIMIT = 200_000;

  /** Seed unless a request says otherwise. */
  public static final long DEFAULT_SEED = 20_260_215;

  private final Milestones milestones;
  private final KnownFacts knownFacts;
  private final RuleSets ruleSets;
  private final ScenarioReader scenarios;
  private final SavedScenarios saved;
  private final KnowledgeDate knowledge;

  public RunPlanner(
      Milestones milestones,
      KnownFacts knownFacts,
      RuleSets ruleSets,
      ScenarioReader scenarios,
      SavedScenarios saved,
      KnowledgeDate knowledge) {
    this.milestones = milestones;
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.saved = saved;
    this.knowledge = knowledge;
  }

  /**
   * The saved scenario that a request that passed its schema names; empty when it names none.
   *
   * @throws ProblemException when it names one in vain, or assumes something itself too
   */
  Optional<SavedScenario> saved(RunRequest request) {
    List<Violation> violations = new ArrayList<>();
    if (request.scenarioId() != null && request.scenario() != null) {
      violations.add(
          Violation.at("/scenarioId", "either scenario or scenarioId", request.scenarioId()));
    }
    if (request.scenarioId() == null && request.scenarioVersion() != null) {
      violations.add(
          Violation.at(
              "/scenarioVersion", "nothing without scenarioId", request.scenarioVersion()));
    }
    ProblemException.throwIfAny(violations);
    return Optional.ofNullable(request.scenarioId())
        .map(id -> saved.named(id, request.scenarioVersion(), "/scenarioId", "/scenarioVersion"));
  }

  /**
   * The plan of a request that passed its schema. What is wrong with a saved scenario has pointers
   * into that.
   *
   * @throws ProblemException with every violation
   */
  public RunPlan plan(RunRequest request) {
    return plan(request, saved(request));
  }

  /**
   * The plan of a request that passed its schema.
   *
   * @param named the saved scenario that it names
   * @throws ProblemException with every violation
   */
  RunPlan plan(RunRequest request, Optional<SavedScenario> named) {
    ScenarioRequest assumed =
        named
            .map(SavedScenario::named)
            .or(() -> Optional.ofNullable(request.scenario()))
            .orElse(ScenarioRequest.NONE);
    Mode mode = request.mode() == null ? Mode.STOCHASTIC : request.mode();
    if (request.asOf() != null) {
      ProblemException.throwIfAny(
          knowledge.violations(request.asOf()).stream().map(v -> v.within("/asOf")).toList());
    }
    Scenario scenario = scenarios.read(assumed, mode);
    if (mode == Mode.DETERMINISTIC) {
      return new DeterministicPlan(
          RunInputs.deterministic(assumed, ModelConstants.CORE_VERSION), scenario);
    }
    RuleSet ruleSet =
        request.ruleSet() == null
            ? ruleSets.active()
            : ruleSet(request.ruleSet())
                .orElseThrow(
                    () ->
                        ProblemException.invalid(
                            List.of(
                                Violation.at(
                                    "/ruleSet",
                                    "the digest of a stored rule set",
                                    request.ruleSet()))));
    LocalDate asOf = request.asOf() == null ? knowledge.today() : request.asOf();
    KnownFacts.Snapshot known = knownFacts.on(asOf);
    RunInputs inputs =
        new RunInputs(
            Mode.STOCHASTIC,
            assumed,
            ruleSet.digest().toString(),
            asOf,
            CanonicalJson.digest(known.facts()),
            paths(request),
            request.seed() == null ? DEFAULT_SEED : request.seed(),
            Sampling.PSEUDO.key().equals(request.sampling()) ? null : request.sampling(),
            request.precision(),
            ModelConstants.CORE_VERSION);
    return new StochasticPlan(inputs, scenario, ruleSet, known.facts(), known.position());
  }

  private static int paths(RunRequest request) {
    if (request.paths() != null) {
      return request.paths();
    }
    return request.precision() == null ? DEFAULT_PATHS : DEFAULT_LIMIT;
  }

  /**
   * The plan of inputs that were stored, with the facts as they were known then.
   *
   * @throws ProblemException irreproducible, with the reason, when this build on this ledger cannot
   *     compute them
   */
  RunPlan again(StoredInputs stored) {
    RunInputs inputs = read(stored);
    if (!inputs.coreVersion().equals(ModelConstants.CORE_VERSION)) {
      throw irreproducible(
          "It was computed by core %s, and this is core %s"
              .formatted(inputs.coreVersion(), ModelConstants.CORE_VERSION));
    }
    if (!inputs.id().equals(stored.id())) {
      throw unknownForm();
    }
    Scenario scenario = scenarios.read(inputs.scenario(), inputs.mode());
    if (inputs.mode() == Mode.DETERMINISTIC) {
      return new DeterministicPlan(inputs, scenario);
    }
    RuleSet ruleSet =
        ruleSet(inputs.ruleSet())
            .orElseThrow(
                () -> irreproducible("Its rule set %s is not stored".formatted(inputs.ruleSet())));
    long position =
        stored.ledgerPosition().orElseGet(() -> milestones.position(stored.recordedAt()));
    List<Milestone> facts = knownFacts.read(inputs.asOf(), position);
    String digest = CanonicalJson.digest(facts);
    if (!digest.equals(inputs.facts())) {
      throw irreproducible(
          "Its facts have the digest %s, and those of %s in the ledger have %s"
              .formatted(inputs.facts(), inputs.asOf(), digest));
    }
    return new StochasticPlan(inputs, scenario, ruleSet, facts, position);
  }

  private static RunInputs read(StoredInputs stored) {
    try {
      RunInputs inputs = CanonicalJson.read(stored.inputs(), RunInputs.class);
      if (inputs != null && inputs.coreVersion() != null) {
        return inputs;
      }
    } catch (IllegalStateException e) {
      LOG.warnf(e, "Inputs of run %s cannot be read", stored.id());
    }
    throw unknownForm();
  }

  private static ProblemException unknownForm() {
    return irreproducible("Its inputs are written in a form that this build does not know");
  }

  private static ProblemException irreproducible(String why) {
    return new ProblemException(ProblemType.IRREPRODUCIBLE, why, List.of());
  }

  private Optional<RuleSet> ruleSet(String digest) {
    return RuleSetDigest.read(digest).flatMap(ruleSets::find);
  }
}
