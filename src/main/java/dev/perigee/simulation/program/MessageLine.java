package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes and reads the lines of a worker. */
final class MessageLine {
  private static final String ID = "id";
  private static final String PROTOCOL = "protocol";
  private static final String CORE_VERSION = "coreVersion";
  private static final String PROCESSORS = "processors";
  private static final String PROGRESS = "progress";
  private static final String RESULT = "result";
  private static final String TRAJECTORY = "trajectory";
  private static final String ERROR = "error";
  private static final String PONG = "pong";
  private static final List<String> KINDS =
      List.of(PROTOCOL, PROGRESS, RESULT, TRAJECTORY, ERROR, PONG);

  private MessageLine() {}

  static byte[] write(WorkerMessage message) {
    return JsonWriter.line(out -> out.object(o -> writeMembers(o, message)));
  }

  private static void writeMembers(JsonWriter out, WorkerMessage message) throws IOException {
    switch (message) {
      case WorkerMessage.Hello hello -> {
        out.field(PROTOCOL, hello.protocol());
        out.field(CORE_VERSION, hello.coreVersion());
        out.field(PROCESSORS, hello.processors());
      }
      case WorkerMessage.Advanced advanced -> {
        out.field(ID, advanced.id());
        out.field(PROGRESS, advanced.share());
      }
      case WorkerMessage.Finished finished -> {
        out.field(ID, finished.id());
        out.name(RESULT);
        ResultWriter.write(out, finished.result());
      }
      case WorkerMessage.Traced traced -> {
        out.field(ID, traced.id());
        out.name(TRAJECTORY);
        TrajectoryJson.write(out, traced.trajectory());
      }
      case WorkerMessage.Failed failed -> {
        out.name(ID);
        if (failed.id().isPresent()) {
          out.text(failed.id().get());
        } else {
          out.nothing();
        }
        out.object(ERROR, error -> writeError(error, failed));
      }
      case WorkerMessage.Pong pong -> out.field(PONG, pong.text());
    }
  }

  private static void writeError(JsonWriter out, WorkerMessage.Failed failed) throws IOException {
    out.field("kind", failed.failure().key());
    out.field("message", failed.message());
    if (failed.violations().isEmpty()) {
      return;
    }
    out.array(
        "violations",
        list -> {
          for (InvalidParameters.Violation violation : failed.violations()) {
            list.object(
                o -> {
                  o.field("parameter", violation.parameter().key());
                  o.field("expected", violation.expected());
                  o.field("actual", violation.actual());
                });
          }
        });
  }

  static WorkerMessage read(byte[] line) {
    JsonValue json = JsonParsing.parse(line);
    String kind =
        KINDS.stream()
            .filter(json.members()::containsKey)
            .findFirst()
            .orElseThrow(() -> json.refused("a message with one of " + String.join(", ", KINDS)));
    return switch (kind) {
      case PROTOCOL -> hello(json.object(PROTOCOL, CORE_VERSION, PROCESSORS));
      case PROGRESS -> advanced(json.object(ID, PROGRESS));
      case RESULT -> finished(json.object(ID, RESULT));
      case TRAJECTORY -> traced(json.object(ID, TRAJECTORY));
      case ERROR -> failed(json.object(ID, ERROR));
      default -> new WorkerMessage.Pong(json.object(PONG).required(PONG).text());
    };
  }

  private static String id(JsonValue json) {
    String id = json.text();
    return json.made(() -> Protocol.requireId(id));
  }

  private static WorkerMessage hello(JsonObject hello) {
    return new WorkerMessage.Hello(
        hello.required(PROTOCOL).integer(1, Integer.MAX_VALUE),
        hello.required(CORE_VERSION).text(),
        hello.required(PROCESSORS).integer(1, Integer.MAX_VALUE));
  }

  private static WorkerMessage finished(JsonObject finished) {
    return new WorkerMessage.Finished(
        id(finished.required(ID)), ResultReader.read(finished.required(RESULT)));
  }

  private static WorkerMessage traced(JsonObject traced) {
    return new WorkerMessage.Traced(
        id(traced.required(ID)), TrajectoryJson.read(traced.required(TRAJECTORY)));
  }

  private static WorkerMessage advanced(JsonObject advanced) {
    String id = id(advanced.required(ID));
    JsonValue share = advanced.required(PROGRESS);
    return share.made(() -> new WorkerMessage.Advanced(id, share.number()));
  }

  private static WorkerMessage failed(JsonObject failed) {
    JsonValue id = failed.required(ID);
    JsonObject error = failed.required(ERROR).object("kind", "message", "violations");
    return new WorkerMessage.Failed(
        id.isNull() ? Optional.empty() : Optional.of(id(id)),
        error.required("kind").oneOf(WorkerMessage.Failure.values(), WorkerMessage.Failure::key),
        error.required("message").text(),
        error
            .optional("violations")
            .map(list -> list.items().stream().map(MessageLine::violation).toList())
            .orElse(List.of()));
  }

  private static InvalidParameters.Violation violation(JsonValue json) {
    JsonObject violation = json.object("parameter", "expected", "actual");
    JsonValue parameter = violation.required("parameter");
    return new InvalidParameters.Violation(
        OutlookJson.parameter(parameter.text(), parameter),
        violation.required("expected").text(),
        violation.required("actual").number());
  }
}
