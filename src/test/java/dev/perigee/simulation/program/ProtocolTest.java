package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.RandomOutlooks;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolTest {
  private static final SimulationRequest SIMULATION =
      SimulationRequest.of(RandomOutlooks.draw(new SplittableRandom(21)), 1_000, -7);

  static Stream<WorkerRequest> requests() {
    return Stream.of(
        new WorkerRequest.Simulate("a", SIMULATION, OptionalInt.empty()),
        new WorkerRequest.Simulate("a \"quoted\" ü", SIMULATION, OptionalInt.of(3)),
        new WorkerRequest.Trace(
            "b",
            new TrajectoryRequest(
                Map.of(Parameter.LAUNCH_RATE_INITIAL, 0.1 + 0.2), new Horizon(2027, 4))),
        new WorkerRequest.Cancel("x".repeat(64)),
        new WorkerRequest.Ping("hello\nthere"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestReadsBack(WorkerRequest request) {
    assertEquals(request, WorkerRequest.read(assertOneLine(request.write())));
  }

  static Stream<WorkerMessage> messages() {
    return Stream.of(
        new WorkerMessage.Hello(Protocol.VERSION, "1.0.0", 2),
        new WorkerMessage.Advanced("a", 0.25),
        new WorkerMessage.Finished("a", Simulation.run(SIMULATION, 2, Progress.NONE)),
        new WorkerMessage.Failed(
            Optional.empty(), WorkerMessage.Failure.PROTOCOL, "no JSON", List.of()),
        new WorkerMessage.Failed(
            Optional.of("a"),
            WorkerMessage.Failure.INVALID,
            "too low",
            List.of(
                new InvalidParameters.Violation(
                    Parameter.VALUATION_DISCOUNT_RATE, "a rate above growth", 0.02))),
        new WorkerMessage.Pong("hello"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageReadsBack(WorkerMessage message) {
    assertEquals(message, WorkerMessage.read(assertOneLine(message.write())));
  }

  @Test
  void aTracedPathReadsBack() {
    byte[] line =
        new WorkerMessage.Traced("t", Simulation.trajectory(Map.of(), Horizon.DEFAULT)).write();

    assertArrayEquals(line, WorkerMessage.read(line).write());
  }

  @Test
  void theLinesAreThoseOfTheProtocol() {
    assertEquals(
        "{\"protocol\":1,\"coreVersion\":\"1.0.0\",\"processors\":2}",
        text(new WorkerMessage.Hello(1, "1.0.0", 2).write()));
    assertEquals(
        "{\"id\":\"a\",\"progress\":0.25}", text(new WorkerMessage.Advanced("a", 0.25).write()));
    assertEquals(
        "{\"id\":null,\"error\":{\"kind\":\"protocol\",\"message\":\"no JSON\"}}",
        text(
            new WorkerMessage.Failed(
                    Optional.empty(), WorkerMessage.Failure.PROTOCOL, "no JSON", List.of())
                .write()));
    assertEquals("{\"cancel\":\"a\"}", text(new WorkerRequest.Cancel("a").write()));
    assertEquals("{\"ping\":\"a\"}", text(new WorkerRequest.Ping("a").write()));
    assertEquals("{\"pong\":\"a\"}", text(new WorkerMessage.Pong("a").write()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "[] | - | PROTOCOL | the document: expected an object, got an array of 0",
        "{\"stop\": 1} | - | PROTOCOL | /stop: expected no other field than id, simulation,"
            + " threads, trajectory, cancel, ping, got 1",
        "{\"id\": \"a\", \"stop\": 1} | a | PROTOCOL | /stop: expected no other field than id,"
            + " simulation, threads, trajectory, cancel, ping, got 1",
        "{\"simulation\": {}} | - | PROTOCOL | /id: expected a value, got nothing",
        "{\"id\": 7, \"simulation\": {}} | - | PROTOCOL | /id: expected a string, got 7",
        "{\"id\": \"\", \"simulation\": {}} | - | PROTOCOL | /id: an id must have 1 to 64"
            + " characters, got 0",
        "{\"id\": \"a\"} | a | INVALID | /simulation: expected a value, got nothing",
        "{\"id\": \"a\", \"simulation\": {}, \"threads\": 0} | a | INVALID | /threads: expected a"
            + " whole number from 1 to 1024, got 0",
        "{\"id\": \"a\", \"simulation\": {\"path\": 1}} | a | INVALID | /simulation/path: expected"
            + " no other field than outlook, paths, seed, sampling, precision, got 1",
        "{\"id\": \"a\", \"trajectory\": {\"values\": {\"x\": 1}}} | a | INVALID |"
            + " /trajectory/values/x: expected a parameter of the catalogue, got \"x\"",
        "{\"id\": \"a\", \"trajectory\": {}, \"threads\": 1} | a | INVALID | /threads: expected no"
            + " other field than id, trajectory, got 1",
        "{\"cancel\": \"a\", \"ping\": \"b\"} | - | PROTOCOL | /ping: expected no other field than"
            + " cancel, got \"b\"",
        "{\"ping\": 1} | - | PROTOCOL | /ping: expected a string, got 1",
        "{\"cancel\": 1} | - | PROTOCOL | /cancel: expected a string, got 1",
      })
  void aLineThatIsNoRequestHasAnAnswer(
      String line, String id, WorkerMessage.Failure failure, String message) {
    WorkerMessage.Failed answer = refused(line);

    assertEquals(Optional.ofNullable(id), answer.id());
    assertEquals(failure, answer.failure());
    assertEquals(message, answer.message());
  }

  @Test
  void whatIsNoJsonHasAnAnswer() {
    WorkerMessage.Failed answer = refused("{\"id\": \"a\", ");

    assertEquals(Optional.empty(), answer.id());
    assertEquals(WorkerMessage.Failure.PROTOCOL, answer.failure());
    assertTrue(answer.message().startsWith("the document: no JSON at line 1"), answer.message());
  }

  @Test
  void parametersThatContradictEachOtherAreListed() {
    String line = text(new WorkerRequest.Simulate("a", SIMULATION, OptionalInt.of(1)).write());
    String bad =
        line.replaceFirst(
            "(\"valuation.discount-rate\":\\{\"distribution\":)(\\{[^}]*}|[^,}]*)", "$10.001");
    assertNotEquals(line, bad);

    WorkerMessage.Failed answer = refused(bad);

    assertEquals(Optional.of("a"), answer.id());
    assertEquals(WorkerMessage.Failure.INVALID, answer.failure());
    assertEquals(Parameter.VALUATION_DISCOUNT_RATE, answer.violations().getFirst().parameter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\": \"a\"} | the document: expected a message with one of protocol, progress,"
            + " result, trajectory, error, pong, got an object of [id]",
        "{\"id\": \"a\", \"progress\": 1.5} | /progress: progress must lie in [0, 1], got 1.5",
        "{\"id\": \"a\", \"error\": {\"kind\": \"odd\", \"message\": \"\"}} | /error/kind: expected"
            + " one of invalid, undefined, cancelled, protocol, internal, got \"odd\"",
        "{\"protocol\": 1, \"coreVersion\": \"1\"} | /processors: expected a value, got nothing",
      })
  void aLineThatIsNoMessageIsRefused(String line, String complaint) {
    InvalidJson refusal =
        assertThrows(InvalidJson.class, () -> WorkerMessage.read(line.getBytes(UTF_8)));

    assertEquals(complaint, refusal.getMessage());
  }

  private static WorkerMessage.Failed refused(String line) {
    return assertInstanceOf(
            RefusedLine.class,
            assertThrows(RefusedLine.class, () -> WorkerRequest.read(line.getBytes(UTF_8))))
        .answer();
  }

  private static byte[] assertOneLine(byte[] line) {
    assertEquals(-1, text(line).indexOf('\n'));
    return line;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
