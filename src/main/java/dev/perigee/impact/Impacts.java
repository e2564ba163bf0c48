package dev.perigee.impact;

import dev.perigee.engine.Engine;
import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.KnownFacts;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.RunPlanner;
import dev.perigee.scenarios.SavedScenario;
import dev.perigee.scenarios.SavedScenarios;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.scenarios.StoredProblem;
import dev.perigee.simulation.ModelConstants;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Compares rule sets and keeps what came of it. A comparison is named by the digest of all its
 * inputs, so that equal ones are computed once; this service computes one at a time.
 */
@ApplicationScoped
public class Impacts {
  private static final Logger LOG = Logger.getLogger(Impacts.class);
  private static final int MOST_WAITING = 16;
  private static final int BEFORE_THE_ENGINE = 1;
  private static final StoredProblem ABANDONED =
      unavailable("The service that computed it ended; ask for it anew");
  private static final StoredProblem STOPPED =
      unavailable("The service stopped while it computed it; ask for it anew");

  private final Engine engine;
  private final KnownFacts knownFacts;
  private final RuleSets ruleSets;
  private final ScenarioReader scenarios;
  private final SavedScenarios savedScenarios;
  private final KnowledgeDate knowledge;
  private final ImpactStore store;
  private final ConcurrentMap<String, ImpactRun> live = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("impact").factory());
  private volatile boolean stopping;

  public Impacts(
      Engine engine,
      KnownFacts knownFacts,
      RuleSets ruleSets,
      ScenarioReader scenarios,
      SavedScenarios savedScenarios,
      KnowledgeDate knowledge,
      ImpactStore store) {
    this.engine = engine;
    this.knownFacts = knownFacts;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.savedScenarios = savedScenarios;
    this.knowledge = knowledge;
    this.store = store;
  }

  private static StoredProblem unavailable(String why) {
    return new StoredProblem(ProblemType.UNAVAILABLE, why, List.of());
  }

  /**
   * The comparison of a rule set, stored, being computed, or begun now.
   *
   * @throws ProblemException when there is no such rule set, the request is not valid, or too many
   *     comparisons wait
   */
  ImpactJob ask(String candidate, ImpactRequest request) {
    ImpactPlan plan = plan(candidate, request);
    String id = plan.inputs().id();
    if (store.begin(plan.inputs())) {
      begin(plan, id);
    }
    return state(candidate, id);
  }

  private void begin(ImpactPlan plan, String id) {
    ImpactRun run = new ImpactRun(plan, engine);
    live.put(id, run);
    try {
      thread.execute(() -> compute(id, run));
    } catch (RejectedExecutionException e) {
      live.remove(id, run);
      ProblemException full =
          stopping
              ? STOPPED.exception()
              : new ProblemException(
                  ProblemType.SATURATED,
                  "%d comparisons are waiting; try again".formatted(MOST_WAITING),
                  List.of());
      store.fail(id, StoredProblem.of(full));
      throw full;
    }
  }

  private void compute(String id, ImpactRun run) {
    try {
      ImpactInputs inputs = run.plan().inputs();
      ImpactResult result =
          run.compute(
              stored(inputs.reference()).orElseThrow(), stored(inputs.candidate()).orElseThrow());
      store.done(id, result, run.startedAt());
    } catch (CancellationException e) {
      if (stopping) {
        store.fail(id, STOPPED);
      } // whoever else cancelled it changed its row before
    } catch (ProblemException e) {
      store.fail(id, StoredProblem.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      store.fail(id, STOPPED);
    } catch (RuntimeException | Error e) {
      String reference = UUID.randomUUID().toString();
      LOG.errorf(e, "Impact %s failed, reference %s", id, reference);
      store.fail(id, StoredProblem.internal(reference));
    } finally {
      live.remove(id, run);
    }
  }

  /**
   * What is known of a comparison.
   *
   * @throws ProblemException when there is none of this name for this rule set
   */
  ImpactJob state(String candidate, String id) {
    ImpactRun run = live.get(id);
    ImpactJob job =
        store
            .find(candidate, id)
            .orElseThrow(
                () -> ProblemException.notFound("impact %s of %s".formatted(id, candidate)));
    return run != null && job.state().isPending()
        ? job.with(run.state(), run.progress(), run.startedAt())
        : job;
  }

  /**
   * Cancels a comparison that is not done.
   *
   * @throws ProblemException when there is none, or it has ended
   */
  void cancel(String candidate, String id) {
    state(candidate, id);
    if (store.cancel(id)) {
      ImpactRun run = live.get(id);
      if (run != null) {
        run.cancel();
      }
      return;
    }
    JobState ended = state(candidate, id).state();
    if (ended != JobState.CANCELLED) {
      throw ProblemException.conflict("Impact %s is %s already".formatted(id, ended.key()));
    }
  }

  /** Keeps what is computed here, and finds what nobody computes any more. */
  @Scheduled(
      every = "${perigee.runs.heartbeat:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keep() {
    live.forEach(
        (id, run) -> {
          if (!store.renew(id, run.state(), run.progress(), run.startedAt())) {
            run.cancel();
          }
        });
    store.failAbandoned(ABANDONED);
  }

  void onStop(@Observes @Priority(BEFORE_THE_ENGINE) ShutdownEvent event)
      throws InterruptedException {
    stopping = true;
    thread.shutdown();
    live.values().forEach(ImpactRun::cancel);
    thread.awaitTermination(5, TimeUnit.SECONDS);
  }

  private ImpactPlan plan(String candidate, ImpactRequest request) {
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
    return new ImpactPlan(
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
