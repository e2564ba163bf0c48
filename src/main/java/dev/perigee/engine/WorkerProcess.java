package dev.perigee.engine;

import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.program.InvalidJson;
import dev.perigee.simulation.program.Protocol;
import dev.perigee.simulation.program.WorkerMessage;
import dev.perigee.simulation.program.WorkerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A worker as a process: lines out, messages in, its complaints in the log. It ends by itself when
 * its input is closed, as happens when this service ends in whatever way.
 */
final class WorkerProcess {
  private static final Logger LOG = Logger.getLogger(WorkerProcess.class);

  /** What of our environment a worker gets; above all not the password of the database. */
  private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "TMPDIR");

  private final Process process;
  private final Instant startedAt = Instant.now();
  private final OutputStream input;
  private final BlockingQueue<Optional<byte[]>> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<Optional<WorkerMessage>> messages = new LinkedBlockingQueue<>();

  private WorkerProcess(Process process) {
    this.process = process;
    input = process.getOutputStream();
    String name = "worker-" + process.pid();
    Thread.ofPlatform().daemon().name(name).start(this::readMessages);
    Thread.ofPlatform().daemon().name(name + "-in").start(this::writeLines);
    Thread.ofPlatform().daemon().name(name + "-log").start(this::readComplaints);
  }

  /**
   * Starts a worker and waits for its hello.
   *
   * @throws WorkerRefused when it does not start, says nothing in time, or is of another protocol
   *     or core
   */
  static WorkerProcess start(List<String> command, Duration patience)
      throws WorkerRefused, InterruptedException {
    WorkerProcess worker;
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().retainAll(ENVIRONMENT);
      worker = new WorkerProcess(builder.start());
    } catch (IOException e) {
      throw new WorkerRefused("a worker does not start: " + e.getMessage());
    }
    boolean usable = false;
    try {
      worker.expectHello(patience);
      usable = true;
      return worker;
    } finally {
      if (!usable) {
        worker.kill();
      }
    }
  }

  private void expectHello(Duration patience) throws WorkerRefused, InterruptedException {
    Optional<WorkerMessage> first;
    try {
      first = poll(patience);
    } catch (WorkerDied e) {
      throw new WorkerRefused("a worker ended before it said hello: " + e.getMessage());
    }
    if (first.isEmpty()) {
      throw new WorkerRefused("a worker said nothing within " + patience);
    }
    if (!(first.get() instanceof WorkerMessage.Hello hello)) {
      throw new WorkerRefused("a worker began with " + first.get() + " instead of hello");
    }
    if (hello.protocol() != Protocol.VERSION
        || !hello.coreVersion().equals(ModelConstants.CORE_VERSION)) {
      throw new WorkerRefused(
          "the worker is of protocol %d and core %s, expected protocol %d and core %s"
              .formatted(
                  hello.protocol(),
                  hello.coreVersion(),
                  Protocol.VERSION,
                  ModelConstants.CORE_VERSION));
    }
  }

  /** Sends a line; does not wait until the worker reads it, since one that hangs never does. */
  void send(WorkerRequest request) {
    lines.add(Optional.of(request.write()));
  }

  private void writeLines() {
    try (input) {
      for (Optional<byte[]> line = lines.take(); line.isPresent(); line = lines.take()) {
        input.write(line.get());
        input.write('\n');
        input.flush();
      }
    } catch (IOException e) {
      LOG.debugf("Worker %d takes no requests: %s", pid(), e.getMessage());
      kill();
    } catch (InterruptedException e) {
      LOG.debugf("Worker %d gets no more requests", pid());
    }
  }

  /** Waits for the next message. */
  WorkerMessage take() throws WorkerDied, InterruptedException {
    return present(messages.take());
  }

  /** The next message, or nothing when none comes in time. */
  Optional<WorkerMessage> poll(Duration patience) throws WorkerDied, InterruptedException {
    Optional<WorkerMessage> message = messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return message == null ? Optional.empty() : Optional.of(present(message));
  }

  private WorkerMessage present(Optional<WorkerMessage> message)
      throws WorkerDied, InterruptedException {
    if (message.isPresent()) {
      return message.get();
    }
    messages.add(message); // whoever asks again is told again
    kill();
    throw new WorkerDied("exit code " + process.waitFor());
  }

  private void readMessages() {
    try (MessageLines lines = new MessageLines(process.getInputStream())) {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        messages.add(Optional.of(WorkerMessage.read(line.get())));
      }
    } catch (InvalidJson e) {
      LOG.warnf("Worker %d is killed, it said what cannot be read: %s", pid(), e.getMessage());
    } catch (IOException e) {
      LOG.debugf("Worker %d: its output broke: %s", pid(), e.getMessage());
    } finally {
      messages.add(Optional.empty());
      lines.add(Optional.empty());
      process.destroyForcibly();
    }
  }

  private void readComplaints() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> LOG.warnf("Worker %d: %s", pid(), line));
    } catch (IOException | UncheckedIOException e) {
      LOG.debugf("Worker %d: its log broke: %s", pid(), e.getMessage());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Ends the process at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** Lets the process end by itself, and ends it when it does not in time. */
  void retire(Duration patience) throws InterruptedException {
    lines.add(Optional.empty());
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }
}
