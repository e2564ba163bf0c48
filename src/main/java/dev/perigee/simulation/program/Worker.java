package dev.perigee.simulation.program;

import dev.perigee.simulation.ModelConstants;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code perigee-core serve}: computes the requests of a stream of lines, one at a time and in
 * their order, while the reading thread answers pings and cancels at once.
 */
final class Worker {
  /** Most requests that run or wait. */
  static final int MOST_OPEN = 64;

  private final LineReader in;
  private final OutputStream out;
  private final PrintStream err;
  private final Runnable whenOutputBreaks;
  private final Map<String, Job> open = new ConcurrentHashMap<>();

  /**
   * A worker on these streams.
   *
   * @param err is told of defects, with their traces
   * @param whenOutputBreaks is called when an answer cannot be written
   */
  Worker(InputStream in, OutputStream out, PrintStream err, Runnable whenOutputBreaks) {
    this.in = new LineReader(in, Protocol.LONGEST_LINE);
    this.out = out;
    this.err = err;
    this.whenOutputBreaks = whenOutputBreaks;
  }

  /**
   * Serves until the input ends and what was accepted is answered.
   *
   * @throws IOException when the input cannot be read
   */
  void serve() throws IOException {
    try (ExecutorService computing = Executors.newSingleThreadExecutor()) {
      answer(
          new WorkerMessage.Hello(
              Protocol.VERSION,
              ModelConstants.CORE_VERSION,
              Runtime.getRuntime().availableProcessors()));
      for (Optional<byte[]> line = in.next(); line.isPresent(); line = in.next()) {
        handle(line.get(), computing);
      }
    }
  }

  private void handle(byte[] line, ExecutorService computing) {
    try {
      switch (WorkerRequest.read(line)) {
        case WorkerRequest.Ping ping -> answer(new WorkerMessage.Pong(ping.text()));
        case WorkerRequest.Cancel cancel ->
            Optional.ofNullable(open.get(cancel.id())).ifPresent(Job::cancel);
        case WorkerRequest.Simulate simulate -> accept(Job.of(simulate, this), computing);
        case WorkerRequest.Trace trace -> accept(Job.of(trace, this), computing);
      }
    } catch (RefusedLine e) {
      answer(e.answer());
    }
  }

  private void accept(Job job, ExecutorService computing) {
    if (open.size() >= MOST_OPEN) {
      refuse(job, "at most %d requests may be open".formatted(MOST_OPEN));
    } else if (open.putIfAbsent(job.id(), job) != null) {
      refuse(job, "a request of this id is not answered yet");
    } else {
      computing.execute(job);
    }
  }

  private void refuse(Job job, String message) {
    answer(
        new WorkerMessage.Failed(
            Optional.of(job.id()), WorkerMessage.Failure.PROTOCOL, message, List.of()));
  }

  /** Writes the last answer to a request; its id is free again. */
  void answerLast(String id, byte[] line) {
    open.remove(id);
    write(line);
  }

  /** Writes an answer. */
  void answer(WorkerMessage message) {
    write(message.write());
  }

  /** Tells of a defect. */
  void report(Throwable defect) {
    defect.printStackTrace(err);
  }

  private synchronized void write(byte[] line) {
    try {
      out.write(line);
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      whenOutputBreaks.run();
    }
  }
}
