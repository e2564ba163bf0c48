package dev.perigee.simulation.program;

import dev.perigee.simulation.SimulationRequest;
import java.util.OptionalInt;

/** A line from a client to a worker. */
public sealed interface WorkerRequest {
  /** Most threads that may be asked for. */
  int MOST_THREADS = 1_024;

  /**
   * Simulate a mixture.
   *
   * @param id names the request in its answers; 1 to {@link Protocol#LONGEST_ID} characters
   * @param simulation what is simulated
   * @param threads at least 1; empty for one a processor of the worker
   */
  record Simulate(String id, SimulationRequest simulation, OptionalInt threads)
      implements WorkerRequest {
    public Simulate {
      Protocol.requireId(id);
      if (threads.isPresent() && (threads.getAsInt() < 1 || threads.getAsInt() > MOST_THREADS)) {
        throw new IllegalArgumentException(
            "threads must lie in [1, %d], got %d".formatted(MOST_THREADS, threads.getAsInt()));
      }
    }
  }

  /**
   * Run a single path.
   *
   * @param id names the request in its answer; 1 to {@link Protocol#LONGEST_ID} characters
   * @param trajectory its values and quarters
   */
  record Trace(String id, TrajectoryRequest trajectory) implements WorkerRequest {
    public Trace {
      Protocol.requireId(id);
    }
  }

  /**
   * Give up the request of this id, whether it runs or waits; it is answered as cancelled. Without
   * effect when there is none.
   */
  record Cancel(String id) implements WorkerRequest {
    public Cancel {
      Protocol.requireId(id);
    }
  }

  /** Answer at once with the same text. */
  record Ping(String text) implements WorkerRequest {}

  /** The line in UTF-8, without a line feed. */
  default byte[] write() {
    return JsonWriter.line(
        out ->
            out.object(
                o -> {
                  switch (this) {
                    case Simulate simulate -> {
                      o.field("id", simulate.id());
                      o.name("simulation");
                      RequestJson.write(o, simulate.simulation());
                      if (simulate.threads().isPresent()) {
                        o.field("threads", simulate.threads().getAsInt());
                      }
                    }
                    case Trace trace -> {
                      o.field("id", trace.id());
                      o.name("trajectory");
                      RequestJson.write(o, trace.trajectory());
                    }
                    case Cancel cancel -> o.field("cancel", cancel.id());
                    case Ping ping -> o.field("ping", ping.text());
                  }
                }));
  }

  /**
   * The request of a line.
   *
   * @throws RefusedLine with the answer to it
   */
  static WorkerRequest read(byte[] line) {
    return RequestLine.read(line);
  }
}
