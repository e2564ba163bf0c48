package dev.perigee.simulation.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.RandomOutlooks;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every worker does, in this JVM or as a process of its own. */
abstract class ServeContract {
  private static final Outlook PRIORS = RandomOutlooks.priors();
  private static final int LONG = SimulationRequest.MOST_PATHS;
  private static final int SHORT = 1_000;

  /** A worker that has just started. */
  abstract ServeSession start() throws IOException;

  @Test
  void theFirstLineSaysWhoAnswers() throws IOException {
    try (ServeSession session = start()) {
      WorkerMessage.Hello hello = assertInstanceOf(WorkerMessage.Hello.class, session.next());

      assertEquals(Protocol.VERSION, hello.protocol());
      assertEquals(ModelConstants.CORE_VERSION, hello.coreVersion());
      assertEquals(Runtime.getRuntime().availableProcessors(), hello.processors());
      assertEquals(List.of(), session.end());
    }
  }

  @Test
  void requestsAreAnsweredInTheirOrder() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      SimulationRequest first = SimulationRequest.of(PRIORS, SHORT, 1);
      SimulationRequest second = SimulationRequest.of(PRIORS, SHORT, 2);
      session.send(new WorkerRequest.Simulate("first", first, OptionalInt.of(1)));
      session.send(new WorkerRequest.Simulate("second", second, OptionalInt.empty()));

      assertEquals(finished("first", first), session.nextAnswer());
      assertEquals(finished("second", second), session.nextAnswer());
    }
  }

  @Test
  void aTrajectoryIsAnswered() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      Map<Parameter, Double> values = Map.of(Parameter.LAUNCH_RATE_INITIAL, 7.0);
      session.send(new WorkerRequest.Trace("path", new TrajectoryRequest(values, Horizon.DEFAULT)));

      assertArrayEquals(
          new WorkerMessage.Traced("path", Simulation.trajectory(values, Horizon.DEFAULT)).write(),
          session.nextLine());
    }
  }

  @Test
  void whatIsAcceptedIsFinishedAtTheEndOfTheInput() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      SimulationRequest request = SimulationRequest.of(PRIORS, SHORT, 1);
      session.send(new WorkerRequest.Simulate("a", request, OptionalInt.of(2)));
      session.send(new WorkerRequest.Simulate("b", request, OptionalInt.of(1)));

      assertEquals(List.of(finished("a", request), finished("b", request)), session.end());
    }
  }

  @Test
  void aRunningSimulationTellsItsProgressAndIsCancelled() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(simulate("long", LONG));
      WorkerMessage.Advanced first = assertInstanceOf(WorkerMessage.Advanced.class, session.next());
      WorkerMessage.Advanced second =
          assertInstanceOf(WorkerMessage.Advanced.class, session.next());
      assertEquals("long", first.id());
      assertTrue(second.share() >= first.share());

      session.send(new WorkerRequest.Cancel("long"));

      assertCancelled("long", session.nextAnswer());
      assertServes(session);
    }
  }

  @Test
  void aWaitingSimulationIsCancelledAtOnce() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(simulate("running", LONG));
      session.send(simulate("waiting", LONG));
      session.send(new WorkerRequest.Cancel("waiting"));
      assertCancelled("waiting", session.nextAnswer());

      session.send(new WorkerRequest.Cancel("running"));

      assertCancelled("running", session.nextAnswer());
      assertServes(session);
    }
  }

  @Test
  void aPingIsAnsweredDuringARun() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(simulate("long", LONG));
      session.send(new WorkerRequest.Ping("are you there"));

      assertEquals(new WorkerMessage.Pong("are you there"), session.nextAnswer());
      session.send(new WorkerRequest.Cancel("long"));
      assertCancelled("long", session.nextAnswer());
    }
  }

  @Test
  void cancellingWhatIsNotThereHasNoEffect() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(new WorkerRequest.Cancel("nobody"));

      assertServes(session);
    }
  }

  @Test
  void linesThatAreNoRequestAreAnsweredAndTheWorkerGoesOn() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      for (String line : List.of("", "garbage", "[1,2]", "{\"id\":\"a\"", "\u0000", "{}")) {
        session.send(line);
        WorkerMessage.Failed failed =
            assertInstanceOf(WorkerMessage.Failed.class, session.next(), line);
        assertEquals(WorkerMessage.Failure.PROTOCOL, failed.failure(), line);
        assertEquals(Optional.empty(), failed.id(), line);
      }
      assertServes(session);
    }
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheWorkerGoesOn() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(new byte[Protocol.LONGEST_LINE + 1]);

      WorkerMessage.Failed failed = assertInstanceOf(WorkerMessage.Failed.class, session.next());
      assertEquals("the document: expected at most 8388608 bytes, got more", failed.message());
      assertServes(session);
    }
  }

  @Test
  void aRequestThatDoesNotFitIsAnsweredAsInvalid() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send("{\"id\": \"a\", \"trajectory\": {\"values\": {\"launch.rate.initial\": -1}}}");

      WorkerMessage.Failed failed = assertInstanceOf(WorkerMessage.Failed.class, session.next());
      assertEquals(Optional.of("a"), failed.id());
      assertEquals(WorkerMessage.Failure.INVALID, failed.failure());
      assertEquals(Parameter.LAUNCH_RATE_INITIAL, failed.violations().getFirst().parameter());
      assertServes(session);
    }
  }

  @Test
  void anIdThatIsOpenIsRefused() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      session.send(simulate("a", LONG));
      session.send(simulate("a", LONG));

      WorkerMessage.Failed failed =
          assertInstanceOf(WorkerMessage.Failed.class, session.nextAnswer());
      assertEquals("a request of this id is not answered yet", failed.message());
      session.send(new WorkerRequest.Cancel("a"));
      assertCancelled("a", session.nextAnswer());
    }
  }

  @Test
  void moreThanMayBeOpenIsRefused() throws IOException {
    try (ServeSession session = start()) {
      session.next();
      for (int i = 0; i < Worker.MOST_OPEN; i++) {
        session.send(simulate("open-" + i, LONG));
      }
      session.send(simulate("refused", LONG));

      WorkerMessage.Failed failed =
          assertInstanceOf(WorkerMessage.Failed.class, session.nextAnswer());
      assertEquals(Optional.of("refused"), failed.id());
      assertEquals(WorkerMessage.Failure.PROTOCOL, failed.failure());
      for (int i = Worker.MOST_OPEN - 1; i >= 0; i--) {
        session.send(new WorkerRequest.Cancel("open-" + i));
        assertCancelled("open-" + i, session.nextAnswer());
      }
      assertServes(session);
    }
  }

  private static void assertServes(ServeSession session) throws IOException {
    SimulationRequest request = SimulationRequest.of(PRIORS, SHORT, 3);
    session.send(new WorkerRequest.Simulate("next", request, OptionalInt.of(2)));
    assertEquals(finished("next", request), session.nextAnswer());
  }

  private static void assertCancelled(String id, WorkerMessage message) {
    WorkerMessage.Failed failed = assertInstanceOf(WorkerMessage.Failed.class, message);
    assertEquals(Optional.of(id), failed.id());
    assertEquals(WorkerMessage.Failure.CANCELLED, failed.failure());
  }

  private static WorkerRequest simulate(String id, int paths) {
    return new WorkerRequest.Simulate(
        id, SimulationRequest.of(PRIORS, paths, 1), OptionalInt.of(1));
  }

  private static WorkerMessage finished(String id, SimulationRequest request) {
    return new WorkerMessage.Finished(id, Simulation.run(request, 2, Progress.NONE));
  }
}
