package dev.perigee.simulation.program;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The client's end of a worker. */
final class ServeSession implements AutoCloseable {
  private final OutputStream toWorker;
  private final LineReader fromWorker;

  ServeSession(OutputStream toWorker, InputStream fromWorker) {
    this.toWorker = toWorker;
    this.fromWorker = new LineReader(new BufferedInputStream(fromWorker), Integer.MAX_VALUE - 1);
  }

  void send(WorkerRequest request) throws IOException {
    send(request.write());
  }

  void send(String line) throws IOException {
    send(line.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] line) throws IOException {
    toWorker.write(line);
    toWorker.write('\n');
    toWorker.flush();
  }

  /** The next message. */
  WorkerMessage next() throws IOException {
    return WorkerMessage.read(nextLine());
  }

  byte[] nextLine() throws IOException {
    return fromWorker
        .next()
        .orElseThrow(() -> new AssertionError("the worker ended before it answered"));
  }

  /** The next message that is no progress. */
  WorkerMessage nextAnswer() throws IOException {
    WorkerMessage message = next();
    while (message instanceof WorkerMessage.Advanced) {
      message = next();
    }
    return message;
  }

  /** Ends the input of the worker and returns what it still answers, without progress. */
  List<WorkerMessage> end() throws IOException {
    toWorker.close();
    List<WorkerMessage> rest = new ArrayList<>();
    for (var line = fromWorker.next(); line.isPresent(); line = fromWorker.next()) {
      WorkerMessage message = WorkerMessage.read(line.get());
      if (!(message instanceof WorkerMessage.Advanced)) {
        rest.add(message);
      }
    }
    return rest;
  }

  @Override
  public void close() throws IOException {
    toWorker.close();
  }
}
