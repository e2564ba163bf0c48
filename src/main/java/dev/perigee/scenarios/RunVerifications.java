package dev.perigee.scenarios;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Engine;
import dev.perigee.engine.EngineKind;
import dev.perigee.engine.Work;
import dev.perigee.platform.ProblemException;
import dev.perigee.simulation.ModelConstants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Computes stored runs again, to see that the same comes out. */
@ApplicationScoped
public class RunVerifications {
  private final Engine engine;
  private final Runs runs;

  public RunVerifications(Engine engine, Runs runs) {
    this.engine = engine;
    this.runs = runs;
  }

  /** A verification that goes on. */
  record Begun(Computation<?> computation, CompletionStage<RunVerification> outcome) {
    /** Ends it. */
    void cancel() {
      computation.cancel();
    }
  }

  /** The engine in use. */
  EngineKind usual() {
    return engine.kind();
  }

  /** The engine of this key, when it is there. */
  Optional<EngineKind> engine(String key) {
    return EngineKind.byKey(key).filter(engine::has);
  }

  /** Keys of the engines that are there. */
  List<String> engines() {
    return Arrays.stream(EngineKind.values()).filter(engine::has).map(EngineKind::key).toList();
  }

  /**
   * Computes a run again.
   *
   * @throws ProblemException when there is no such run, or this build cannot reproduce it
   */
  Begun begin(String id, EngineKind kind) {
    String digest = runs.stored(id).digest();
    RunPlan plan = runs.plan(id);
    long start = System.nanoTime();
    StartedRun started =
        plan.start(
            new RunPlan.Submission() {
              @Override
              public <R> Computation<R> submit(Work.OfWorkers<R> work) {
                return engine.submit(work, share -> {}, kind);
              }
            });
    return new Begun(
        started.computation(),
        started
            .run()
            .thenApply(
                again ->
                    new RunVerification(
                        id,
                        kind.key(),
                        ModelConstants.CORE_VERSION,
                        digest,
                        again.digest(),
                        again.digest().equals(digest),
                        (System.nanoTime() - start) / 1e9)));
  }
}
