package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Trajectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A line from a worker to its client. */
public sealed interface WorkerMessage {
  /**
   * First line of a worker.
   *
   * @param protocol {@link Protocol#VERSION} of the worker
   * @param coreVersion version of its arithmetic
   * @param processors that it may use
   */
  record Hello(int protocol, String coreVersion, int processors) implements WorkerMessage {}

  /**
   * How far a simulation has come.
   *
   * @param share from 0 to 1, never less than before
   */
  record Advanced(String id, double share) implements WorkerMessage {
    public Advanced {
      Protocol.requireId(id);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("progress must lie in [0, 1], got " + share);
      }
    }
  }

  /** A simulation is done. */
  record Finished(String id, SimulationResult result) implements WorkerMessage {
    public Finished {
      Protocol.requireId(id);
    }
  }

  /** A single path is done. */
  record Traced(String id, Trajectory trajectory) implements WorkerMessage {
    public Traced {
      Protocol.requireId(id);
    }
  }

  /**
   * A request has no result.
   *
   * @param id of the request; empty when it could not be read
   * @param failure kind of reason
   * @param message the reason in a sentence
   * @param violations of parameters that contradict each other; mostly none
   */
  record Failed(
      Optional<String> id,
      Failure failure,
      String message,
      List<InvalidParameters.Violation> violations)
      implements WorkerMessage {
    public Failed {
      id.ifPresent(Protocol::requireId);
      violations = List.copyOf(violations);
    }

    /** The failure that an exception says. */
    static Failed of(Optional<String> id, Failure failure, Throwable cause) {
      return new Failed(
          id,
          failure,
          failure == Failure.INTERNAL
              ? "a defect: " + (cause.getCause() == null ? cause : cause.getCause())
              : cause.getMessage(),
          cause instanceof InvalidParameters invalid ? invalid.violations() : List.of());
    }
  }

  /** Answer to a ping. */
  record Pong(String text) implements WorkerMessage {}

  /** Why a request has no result. */
  enum Failure {
    /** Its values are out of range or contradict each other. */
    INVALID,
    /** The equations have no finite answer. */
    UNDEFINED,
    /** The client gave it up. */
    CANCELLED,
    /** The line is no request. */
    PROTOCOL,
    /** A defect of the core. */
    INTERNAL;

    /** Name on the line. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The line in UTF-8, without a line feed. */
  default byte[] write() {
    return MessageLine.write(this);
  }

  /**
   * The message of a line.
   *
   * @throws InvalidJson when it is of another form
   */
  static WorkerMessage read(byte[] line) {
    return MessageLine.read(line);
  }
}
