package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.UndefinedResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A request of a worker, from its acceptance to its one last answer. Cancelled while it waits, it
 * is answered at once; while it runs, its thread is interrupted; afterwards, nothing happens.
 */
final class Job implements Runnable {
  private enum State {
    WAITING,
    RUNNING,
    OVER
  }

  private final String id;
  private final Supplier<WorkerMessage> computation;
  private final Worker worker;
  private State state = State.WAITING;
  private Thread thread;

  Job(String id, Supplier<WorkerMessage> computation, Worker worker) {
    this.id = id;
    this.computation = computation;
    this.worker = worker;
  }

  static Job of(WorkerRequest.Simulate request, Worker worker) {
    String id = request.id();
    int threads = request.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    return new Job(
        id,
        () -> {
          try (Beat progress =
              new Beat(share -> worker.answer(new WorkerMessage.Advanced(id, share)))) {
            return new WorkerMessage.Finished(
                id, Simulation.run(request.simulation(), threads, progress));
          }
        },
        worker);
  }

  static Job of(WorkerRequest.Trace request, Worker worker) {
    return new Job(
        request.id(),
        () ->
            new WorkerMessage.Traced(
                request.id(),
                Simulation.trajectory(
                    request.trajectory().values(), request.trajectory().horizon())),
        worker);
  }

  String id() {
    return id;
  }

  @Override
  public void run() {
    if (begin()) {
      byte[] line = compute();
      end();
      worker.answerLast(id, line);
    }
  }

  private byte[] compute() {
    try {
      return computation.get().write();
    } catch (InvalidParameters e) {
      return failed(WorkerMessage.Failure.INVALID, e);
    } catch (UndefinedResult e) {
      return failed(WorkerMessage.Failure.UNDEFINED, e);
    } catch (CancellationException e) {
      return cancelled();
    } catch (RuntimeException | Error e) {
      worker.report(e);
      return failed(WorkerMessage.Failure.INTERNAL, e);
    }
  }

  private byte[] failed(WorkerMessage.Failure failure, Throwable cause) {
    return WorkerMessage.Failed.of(Optional.of(id), failure, cause).write();
  }

  private byte[] cancelled() {
    return new WorkerMessage.Failed(
            Optional.of(id),
            WorkerMessage.Failure.CANCELLED,
            "the request was cancelled",
            List.of())
        .write();
  }

  /** Gives the request up. */
  void cancel() {
    boolean waited;
    synchronized (this) {
      waited = state == State.WAITING;
      if (waited) {
        state = State.OVER;
      } else if (state == State.RUNNING) {
        thread.interrupt();
      }
    }
    if (waited) {
      worker.answerLast(id, cancelled());
    }
  }

  private synchronized boolean begin() {
    if (state == State.OVER) {
      return false;
    }
    state = State.RUNNING;
    thread = Thread.currentThread();
    return true;
  }

  /** No interrupt reaches the thread after this; one that came too late is forgotten. */
  private synchronized void end() {
    state = State.OVER;
    var unused = Thread.interrupted();
  }
}
