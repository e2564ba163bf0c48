package dev.perigee.impact;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Engine;
import dev.perigee.engine.NoFiniteAnswer;
import dev.perigee.engine.Work;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDifference;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * A comparison that this service computes. Simulations are handed to the engine one after the
 * other, so that it takes one slot at a time and leaves the others to runs; equal outlooks are
 * simulated once.
 */
final class ImpactRun {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ImpactPlan plan;
  private final Engine engine;
  private volatile Instant startedAt;
  private volatile double progress;
  private boolean cancelled;
  private Computation<SimulationResult> current;

  ImpactRun(ImpactPlan plan, Engine engine) {
    this.plan = plan;
    this.engine = engine;
  }

  ImpactPlan plan() {
    return plan;
  }

  JobState state() {
    return startedAt == null ? JobState.QUEUED : JobState.RUNNING;
  }

  /** When it was taken up; null while it waits. */
  Instant startedAt() {
    return startedAt;
  }

  /** Share of the simulations that are done. */
  double progress() {
    return progress;
  }

  /** Ends it soon. */
  void cancel() {
    Computation<SimulationResult> computation;
    synchronized (this) {
      cancelled = true;
      computation = current;
    }
    if (computation != null) {
      computation.cancel();
    }
  }

  /**
   * Computes it in this thread.
   *
   * @throws CancellationException when it was cancelled
   * @throws ProblemException when there is no answer
   */
  ImpactResult compute(RuleSet reference, RuleSet candidate) throws InterruptedException {
    startedAt = Instant.now();
    RuleSetDifference difference = RuleSetDifference.between(reference, candidate);
    List<Switches.Switch> switches = Switches.of(difference, reference, candidate);
    List<Contrast> contrasts = new ArrayList<>();
    for (ImpactCase each : plan.cases()) {
      requireNotCancelled();
      contrasts.add(Contrast.of(plan, each, reference, candidate, switches));
    }
    Map<Outlook, Batches> simulated = simulated(contrasts);
    ImpactInputs inputs = plan.inputs();
    return new ImpactResult(
        inputs.reference(),
        inputs.candidate(),
        inputs.asOf(),
        inputs.facts(),
        inputs.batches() * inputs.pathsOfBatch(),
        inputs.batches(),
        inputs.seed(),
        inputs.coreVersion(),
        difference.parts().stream().map(ImpactRun::part).toList(),
        contrasts.stream().map(contrast -> Differences.of(contrast, simulated)).toList());
  }

  private static ImpactResult.ChangedPart part(RuleSetDifference.Part part) {
    return new ImpactResult.ChangedPart(
        part.name(),
        part.file(),
        switch (part.kind()) {
          case ADDED -> ImpactResult.PartChange.ADDED;
          case REMOVED -> ImpactResult.PartChange.REMOVED;
          case CHANGED -> ImpactResult.PartChange.CHANGED;
        });
  }

  private Map<Outlook, Batches> simulated(List<Contrast> contrasts) throws InterruptedException {
    List<Outlook> outlooks =
        contrasts.stream().flatMap(each -> each.outlooks().stream()).distinct().toList();
    List<Long> seeds = plan.inputs().seeds();
    double all = outlooks.size() * (double) seeds.size();
    int done = 0;
    Map<Outlook, Batches> simulated = new LinkedHashMap<>();
    for (Outlook outlook : outlooks) {
      List<SimulationResult> results = new ArrayList<>();
      for (long seed : seeds) {
        results.add(simulate(SimulationRequest.of(outlook, plan.inputs().pathsOfBatch(), seed)));
        done++;
        progress = done / all;
      }
      simulated.put(outlook, new Batches(results));
    }
    return simulated;
  }

  private SimulationResult simulate(SimulationRequest request) throws InterruptedException {
    try {
      return submit(request).result().get().value();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case NoFiniteAnswer none -> ScenarioReader.problem(none);
        case RuntimeException known -> known;
        case Throwable unknown -> new IllegalStateException(unknown);
      };
    } finally {
      synchronized (this) {
        current = null;
      }
    }
  }

  /** Hands it to the engine, as soon as that takes something. */
  private Computation<SimulationResult> submit(SimulationRequest request)
      throws InterruptedException {
    while (true) {
      synchronized (this) {
        requireNotCancelled();
        try {
          current = engine.submit(new Work.Simulate(request), share -> {});
          return current;
        } catch (ProblemException e) {
          if (e.type() != ProblemType.SATURATED) {
            throw e;
          }
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  private synchronized void requireNotCancelled() {
    if (cancelled) {
      throw new CancellationException("the comparison was cancelled");
    }
  }
}
