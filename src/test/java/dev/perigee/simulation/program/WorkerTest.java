package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.UndefinedResults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker in this JVM. */
class WorkerTest extends ServeContract {
  private final List<Thread> workers = new ArrayList<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Override
  ServeSession start() throws IOException {
    Pipe toWorker = Pipe.open();
    Pipe fromWorker = Pipe.open();
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (InputStream in = Channels.newInputStream(toWorker.source());
                      OutputStream out = Channels.newOutputStream(fromWorker.sink())) {
                    new Worker(in, out, System.err, () -> {}).serve();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    workers.add(worker);
    return new ServeSession(
        Channels.newOutputStream(toWorker.sink()), Channels.newInputStream(fromWorker.source()));
  }

  @AfterEach
  void everyWorkerEndsWithItsInput() throws InterruptedException {
    for (Thread worker : workers) {
      worker.join();
    }
  }

  @Test
  void anOutputThatBreaksIsReported() throws IOException {
    AtomicInteger breaks = new AtomicInteger();
    OutputStream broken = BrokenStreams.output();

    new Worker(InputStream.nullInputStream(), broken, System.err, breaks::incrementAndGet).serve();

    assertEquals(1, breaks.get());
  }

  @Test
  void anInputThatBreaksEndsTheWorker() {
    InputStream broken = BrokenStreams.input();

    assertThrows(
        IOException.class,
        () -> new Worker(broken, new ByteArrayOutputStream(), System.err, () -> {}).serve());
  }

  @Test
  void aResultThatIsNotFiniteIsAnsweredAsUndefined() {
    assertEquals(
        WorkerMessage.Failure.UNDEFINED,
        answerOf(
                () -> {
                  throw UndefinedResults.of("costRatio");
                })
            .failure());
  }

  @Test
  void aDefectIsAnsweredAsInternalAndItsTraceGoesToTheStandardError() {
    WorkerMessage.Failed failed =
        answerOf(
            () -> {
              throw new IllegalStateException(
                  "a simulation worker failed", new OutOfMemoryError("Java heap space"));
            });

    assertEquals(WorkerMessage.Failure.INTERNAL, failed.failure());
    assertEquals("a defect: java.lang.OutOfMemoryError: Java heap space", failed.message());
    String trace = errors.toString(UTF_8);
    assertTrue(
        trace.startsWith("java.lang.IllegalStateException: a simulation worker failed\n\tat "),
        trace);
    assertTrue(trace.contains("Caused by: java.lang.OutOfMemoryError: Java heap space"), trace);
  }

  private WorkerMessage.Failed answerOf(Supplier<WorkerMessage> computation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Worker worker =
        new Worker(
            InputStream.nullInputStream(), out, new PrintStream(errors, true, UTF_8), () -> {});
    new Job("a", computation, worker).run();
    return (WorkerMessage.Failed) WorkerMessage.read(out.toByteArray());
  }

  @Test
  void theLastLineNeedsNoLineFeed() throws IOException {
    LineReader lines = new LineReader(new ByteArrayInputStream("one\n\ntwo".getBytes(UTF_8)), 3);

    assertEquals("one", text(lines));
    assertEquals("", text(lines));
    assertEquals("two", text(lines));
    assertTrue(lines.next().isEmpty());
  }

  @Test
  void oneByteMoreThanMayBeIsKeptOfALine() throws IOException {
    LineReader lines =
        new LineReader(new ByteArrayInputStream("12345678\nabc\n".getBytes(UTF_8)), 3);

    assertEquals("1234", text(lines));
    assertEquals("abc", text(lines));
  }

  @Test
  void aBeatTellsTheShareUntilItIsClosed() throws InterruptedException {
    List<Double> told = new ArrayList<>();
    CountDownLatch twice = new CountDownLatch(2);
    try (Beat beat =
        new Beat(
            share -> {
              told.add(share);
              twice.countDown();
            })) {
      beat.reached(0.5);
      twice.await();
    }

    assertEquals(0.5, told.getLast());
  }

  @Test
  void anInterruptDoesNotDisturbTheListenerOfABeat() throws InterruptedException {
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicBoolean disturbed = new AtomicBoolean();
    try (Beat beat =
        new Beat(
            share -> {
              listening.countDown();
              try {
                closing.await();
                Thread.sleep(50);
              } catch (InterruptedException e) {
                disturbed.set(true);
              }
            })) {
      beat.reached(1);
      listening.await();
      closing.countDown();
      Thread.currentThread().interrupt();
    }

    assertTrue(Thread.interrupted());
    assertFalse(disturbed.get());
  }

  private static String text(LineReader lines) throws IOException {
    return new String(lines.next().orElseThrow(), UTF_8);
  }
}
