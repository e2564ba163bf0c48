package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a line from a client; what cannot be read becomes the answer to it. */
final class RequestLine {
  private RequestLine() {}

  static WorkerRequest read(byte[] line) {
    JsonValue json;
    try {
      json = JsonParsing.parse(line);
    } catch (InvalidJson e) {
      throw refused(Optional.empty(), WorkerMessage.Failure.PROTOCOL, e);
    }
    Optional<String> id = id(json);
    WorkerMessage.Failure failure = WorkerMessage.Failure.PROTOCOL;
    try {
      JsonObject request =
          json.object("id", "simulation", "threads", "trajectory", "cancel", "ping");
      if (request.members().containsKey("cancel")) {
        return cancel(json.object("cancel").required("cancel"));
      }
      if (request.members().containsKey("ping")) {
        return new WorkerRequest.Ping(json.object("ping").required("ping").text());
      }
      String name = requestId(request.required("id"));
      failure = WorkerMessage.Failure.INVALID;
      return request.members().containsKey("trajectory")
          ? trace(name, json.object("id", "trajectory"))
          : simulate(name, json.object("id", "simulation", "threads"));
    } catch (InvalidJson | InvalidParameters e) {
      throw refused(id, failure, e);
    }
  }

  private static WorkerRequest cancel(JsonValue id) {
    return new WorkerRequest.Cancel(requestId(id));
  }

  private static WorkerRequest trace(String id, JsonObject request) {
    return new WorkerRequest.Trace(id, RequestJson.readTrajectory(request.required("trajectory")));
  }

  private static WorkerRequest simulate(String id, JsonObject request) {
    OptionalInt threads =
        request.optional("threads").stream()
            .mapToInt(value -> value.integer(1, WorkerRequest.MOST_THREADS))
            .findFirst();
    return new WorkerRequest.Simulate(
        id, RequestJson.read(request.required("simulation")), threads);
  }

  private static String requestId(JsonValue json) {
    String id = json.text();
    return json.made(() -> Protocol.requireId(id));
  }

  /** The id of a line that may be wrong in any other way. */
  private static Optional<String> id(JsonValue json) {
    if (!json.isObject() || !json.members().containsKey("id")) {
      return Optional.empty();
    }
    try {
      return Optional.of(requestId(json.members().get("id")));
    } catch (InvalidJson e) {
      return Optional.empty();
    }
  }

  private static RefusedLine refused(
      Optional<String> id, WorkerMessage.Failure failure, IllegalArgumentException cause) {
    return new RefusedLine(WorkerMessage.Failed.of(id, failure, cause));
  }
}
