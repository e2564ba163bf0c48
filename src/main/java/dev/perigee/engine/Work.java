package dev.perigee.engine;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.Quantity;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Trajectory;
import dev.perigee.simulation.UndefinedResult;
import dev.perigee.simulation.program.TrajectoryRequest;
import dev.perigee.simulation.program.WorkerMessage;
import dev.perigee.simulation.program.WorkerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an engine can be asked to compute.
 *
 * @param <R> the result
 */
public sealed interface Work<R> {
  /**
   * Computes in this thread; an interrupt ends it with a {@link
   * java.util.concurrent.CancellationException}.
   *
   * @throws NoFiniteAnswer when the equations have none
   */
  R here(int threads, Progress progress);

  /**
   * What workers can be asked for too.
   *
   * @param <R> the result
   */
  sealed interface OfWorkers<R> extends Work<R> {
    /** The line that asks a worker for it. */
    WorkerRequest request(String id, int threads);

    /** The result, when a message of a worker holds it. */
    Optional<R> result(WorkerMessage message);
  }

  /** Statistics of the mixture. */
  record Simulate(SimulationRequest request) implements OfWorkers<SimulationResult> {
    @Override
    public SimulationResult here(int threads, Progress progress) {
      try {
        return Simulation.run(request, threads, progress);
      } catch (UndefinedResult e) {
        throw new NoFiniteAnswer(e.getMessage());
      }
    }

    @Override
    public WorkerRequest request(String id, int threads) {
      return new WorkerRequest.Simulate(id, request, OptionalInt.of(threads));
    }

    @Override
    public Optional<SimulationResult> result(WorkerMessage message) {
      return message instanceof WorkerMessage.Finished finished
          ? Optional.of(finished.result())
          : Optional.empty();
    }
  }

  /**
   * Statistics of the mixture, and how a quantity is distributed over its paths. Computed in this
   * process by every engine, since the histograms do not leave a worker; the numbers have the same
   * bits.
   */
  record Distribute(SimulationRequest request, Quantity quantity)
      implements Work<Simulation.Distributed> {
    @Override
    public Simulation.Distributed here(int threads, Progress progress) {
      try {
        return Simulation.distribution(request, quantity, threads, progress);
      } catch (UndefinedResult e) {
        throw new NoFiniteAnswer(e.getMessage());
      }
    }
  }

  /**
   * The single path of parameter values.
   *
   * @param values put over the central values of the catalogue
   * @param horizon quarters
   */
  record Trace(Map<Parameter, Double> values, Horizon horizon) implements OfWorkers<Trajectory> {
    public Trace {
      values = Map.copyOf(values);
    }

    @Override
    public Trajectory here(int threads, Progress progress) {
      try {
        return Simulation.trajectory(values, horizon);
      } catch (UndefinedResult e) {
        throw new NoFiniteAnswer(e.getMessage());
      }
    }

    @Override
    public WorkerRequest request(String id, int threads) {
      return new WorkerRequest.Trace(id, new TrajectoryRequest(values, horizon));
    }

    @Override
    public Optional<Trajectory> result(WorkerMessage message) {
      return message instanceof WorkerMessage.Traced traced
          ? Optional.of(traced.trajectory())
          : Optional.empty();
    }
  }
}
