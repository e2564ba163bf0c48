package dev.perigee.studies;

import dev.perigee.engine.Computation;
import dev.perigee.engine.Engine;
import dev.perigee.engine.NoFiniteAnswer;
import dev.perigee.engine.Work;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * The simulations of one study. They are handed to the engine one after the other, so that a study
 * takes one slot at a time, after what clients wait for. Every method ends with a {@link
 * CancellationException} once the study is cancelled.
 */
public final class Simulations {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Engine engine;
  private volatile double progress;
  private int expected;
  private int done;
  private boolean cancelled;
  private Computation<?> current;

  Simulations(Engine engine) {
    this.engine = engine;
  }

  /** Share of what is expected that is done. */
  double progress() {
    return progress;
  }

  /** Says how much there will be to do, for the progress; until then it stays at 0. */
  public void expect(int computations) {
    expected = computations;
  }

  /** Says that one more of what is expected is done; whatever is computed here does so itself. */
  public void advance() {
    done++;
    progress = expected == 0 ? 0 : Math.min(1, done / (double) expected);
  }

  /** The batches of an outlook; those of every outlook of a design share their random numbers. */
  public Batches batches(Outlook outlook, PairedDesign design) throws InterruptedException {
    List<SimulationResult> results = new ArrayList<>();
    for (long seed : design.seeds()) {
      results.add(
          compute(new Work.Simulate(SimulationRequest.of(outlook, design.pathsOfBatch(), seed))));
    }
    return new Batches(results);
  }

  /**
   * One computation.
   *
   * @throws ProblemException when it has no finite answer, or none in time
   */
  public <R> R compute(Work<R> work) throws InterruptedException {
    try {
      R result = submit(work).result().get().value();
      advance();
      return result;
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
  private <R> Computation<R> submit(Work<R> work) throws InterruptedException {
    while (true) {
      synchronized (this) {
        requireNotCancelled();
        try {
          Computation<R> computation = engine.submit(work, share -> {});
          current = computation;
          computation.giveWay();
          return computation;
        } catch (ProblemException e) {
          if (e.type() != ProblemType.SATURATED) {
            throw e;
          }
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Ends the study when it was cancelled; for what takes long between simulations. */
  public synchronized void requireNotCancelled() {
    if (cancelled) {
      throw new CancellationException("the study was cancelled");
    }
  }

  /** Ends the study soon. */
  void cancel() {
    Computation<?> computation;
    synchronized (this) {
      cancelled = true;
      computation = current;
    }
    if (computation != null) {
      computation.cancel();
    }
  }
}
