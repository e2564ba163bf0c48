package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.Milestones;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Sha256;
import dev.perigee.platform.Violation;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.rules.RuleSets;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Trajectory;
import dev.perigee.simulation.UndefinedResult;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes runs and keeps them. A run is named by the digest of all its inputs, so that equal inputs
 * find the stored run; of equal runs asked for at the same time one is computed and the others wait
 * for it.
 */
@ApplicationScoped
public class Runs {
  private static final int DEFAULT_PATHS = 20_000;
  private static final long DEFAULT_SEED = 20_260_215;
  private static final String ENGINE = "jvm";
  private static final int ID_START = Sha256.PREFIX.length();
  private static final int ID_LENGTH = 32;

  private final Milestones milestones;
  private final RuleSets ruleSets;
  private final ScenarioReader scenarios;
  private final KnowledgeDate knowledge;
  private final RunsConfig config;
  private final Semaphore turns;
  private final Map<String, CompletableFuture<StoredRun>> running = new ConcurrentHashMap<>();

  public Runs(
      Milestones milestones,
      RuleSets ruleSets,
      ScenarioReader scenarios,
      KnowledgeDate knowledge,
      RunsConfig config) {
    this.milestones = milestones;
    this.ruleSets = ruleSets;
    this.scenarios = scenarios;
    this.knowledge = knowledge;
    this.config = config;
    turns = new Semaphore(config.concurrentRuns(), true);
  }

  /**
   * The run of a request that passed its schema, stored or computed.
   *
   * @throws ProblemException with every violation, or when the service is saturated
   */
  StoredRun run(RunRequest request) {
    ScenarioRequest scenarioRequest =
        request.scenario() == null ? ScenarioRequest.NONE : request.scenario();
    Mode mode = request.mode() == null ? Mode.STOCHASTIC : request.mode();
    if (request.asOf() != null) {
      ProblemException.throwIfAny(
          knowledge.violations(request.asOf()).stream().map(v -> v.within("/asOf")).toList());
    }
    Scenario scenario = scenarios.read(scenarioRequest, mode);
    return switch (mode) {
      case DETERMINISTIC -> deterministic(scenarioRequest, scenario);
      case STOCHASTIC -> stochastic(request, scenarioRequest, scenario);
    };
  }

  /**
   * Computes the run of the ledger as of today under the active rules, so that the first who asks
   * need not wait.
   */
  void prepare() {
    if (config.prepare()) {
      run(new RunRequest(null, null, null, null, null, null));
    }
  }

  /** The stored run of this name. */
  Optional<StoredRun> find(String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                RunEntity.<RunEntity>findByIdOptional(id)
                    .map(
                        row ->
                            new StoredRun(row.id, row.answer, row.series, row.trace, row.digest)));
  }

  private StoredRun deterministic(ScenarioRequest request, Scenario scenario) {
    Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
    scenario.pins().forEach((parameter, pin) -> values.put(parameter, pin.median()));
    RunInputs inputs =
        new RunInputs(
            Mode.DETERMINISTIC, request, null, null, null, null, null, ModelConstants.CORE_VERSION);
    return once(
        inputs,
        id -> {
          Trajectory path;
          try {
            path = Simulation.trajectory(values, scenario.horizon());
          } catch (InvalidParameters e) {
            throw ScenarioReader.problem(e, request);
          } catch (UndefinedResult e) {
            throw ScenarioReader.problem(e);
          }
          DeterministicRun bare = DeterministicRun.of(id, request.name(), null, path);
          List<RunSeries.Line> lines = RunSeries.of(path);
          String digest = CanonicalJson.digest(List.of(bare, lines));
          Provenance provenance = provenance(inputs, digest);
          return new StoredRun(
              id,
              CanonicalJson.write(bare.with(provenance)),
              CanonicalJson.write(new RunSeries(id, request.name(), provenance, lines)),
              CanonicalJson.write(RunTraces.of(id, provenance, scenario)),
              digest);
        });
  }

  private StoredRun stochastic(
      RunRequest request, ScenarioRequest scenarioRequest, Scenario scenario) {
    RuleSet ruleSet = ruleSet(request.ruleSet());
    LocalDate asOf = request.asOf() == null ? knowledge.today() : request.asOf();
    int paths = request.paths() == null ? DEFAULT_PATHS : request.paths();
    long seed = request.seed() == null ? DEFAULT_SEED : request.seed();
    List<Milestone> facts = facts(asOf);
    RunInputs inputs =
        new RunInputs(
            Mode.STOCHASTIC,
            scenarioRequest,
            ruleSet.digest().toString(),
            asOf,
            CanonicalJson.digest(facts),
            paths,
            seed,
            ModelConstants.CORE_VERSION);
    return once(
        inputs,
        id -> {
          TracedOutlook outlook;
          try {
            outlook = Outlooks.of(ruleSet, facts, asOf, scenario);
          } catch (InvalidParameters e) {
            throw ScenarioReader.problem(e, scenarioRequest);
          } catch (IllegalArgumentException e) {
            throw ScenarioReader.problem(e);
          }
          SimulationResult result;
          try {
            result =
                Simulation.run(
                    SimulationRequest.of(outlook.outlook(), paths, seed), threads(), Progress.NONE);
          } catch (UndefinedResult e) {
            throw ScenarioReader.problem(e);
          }
          StochasticRun bare =
              StochasticRun.of(
                  id,
                  scenarioRequest.name(),
                  null,
                  outlook,
                  result,
                  scenario.company(ruleSet.company()));
          List<RunSeries.Line> lines = RunSeries.of(result);
          String digest = CanonicalJson.digest(List.of(bare, lines));
          Provenance provenance = provenance(inputs, digest);
          return new StoredRun(
              id,
              CanonicalJson.write(bare.with(provenance)),
              CanonicalJson.write(new RunSeries(id, scenarioRequest.name(), provenance, lines)),
              CanonicalJson.write(RunTraces.of(id, provenance, ruleSet, scenario, outlook, facts)),
              digest);
        });
  }

  /** Facts in force on a day, in the order of their names. */
  List<Milestone> facts(LocalDate asOf) {
    return milestones.inForce(asOf).stream().sorted(Comparator.comparing(Milestone::id)).toList();
  }

  private RuleSet ruleSet(String digest) {
    if (digest == null) {
      return ruleSets.active();
    }
    return RuleSetDigest.read(digest)
        .flatMap(ruleSets::find)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    List.of(Violation.at("/ruleSet", "the digest of a stored rule set", digest))));
  }

  private int threads() {
    return config.simulationThreads() > 0
        ? config.simulationThreads()
        : Runtime.getRuntime().availableProcessors();
  }

  private static Provenance provenance(RunInputs inputs, String digest) {
    return new Provenance(
        inputs.ruleSet(),
        inputs.asOf(),
        inputs.facts(),
        CanonicalJson.digest(inputs.scenario()),
        inputs.seed(),
        inputs.paths(),
        inputs.coreVersion(),
        ENGINE,
        digest);
  }

  private interface Computation {
    StoredRun of(String id);
  }

  private StoredRun once(RunInputs inputs, Computation computation) {
    String id = CanonicalJson.digest(inputs).substring(ID_START, ID_START + ID_LENGTH);
    Optional<StoredRun> stored = find(id);
    if (stored.isPresent()) {
      return stored.get();
    }
    CompletableFuture<StoredRun> mine = new CompletableFuture<>();
    CompletableFuture<StoredRun> other = running.putIfAbsent(id, mine);
    if (other != null) {
      return await(other);
    }
    try {
      StoredRun run = store(inputs, inTurn(id, computation));
      mine.complete(run);
      return run;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(id);
    }
  }

  private static StoredRun await(CompletableFuture<StoredRun> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw e;
    }
  }

  private StoredRun inTurn(String id, Computation computation) {
    try {
      if (!turns.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            ProblemType.SATURATED,
            "%d runs are being computed and more are waiting; try again"
                .formatted(config.concurrentRuns()),
            List.of());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a turn", e);
    }
    try {
      return computation.of(id);
    } finally {
      turns.release();
    }
  }

  /** Stores a run; when another replica was first, its run counts. */
  private StoredRun store(RunInputs inputs, StoredRun run) {
    int stored =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    RunEntity.getEntityManager()
                        .createNativeQuery(
                            "insert into run (id, mode, inputs, answer, series, trace, digest)"
                                + " values (:id, :mode, :inputs, :answer, :series, :trace, :digest)"
                                + " on conflict (id) do nothing")
                        .setParameter("id", run.id())
                        .setParameter("mode", inputs.mode().name().toLowerCase(Locale.ROOT))
                        .setParameter("inputs", CanonicalJson.write(inputs))
                        .setParameter("answer", run.answer())
                        .setParameter("series", run.series())
                        .setParameter("trace", run.trace())
                        .setParameter("digest", run.digest())
                        .executeUpdate());
    return stored == 1 ? run : find(run.id()).orElseThrow();
  }
}
