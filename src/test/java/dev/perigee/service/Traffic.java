package dev.perigee.service;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;

/** Requests to a service from one event loop of this process. */
final class Traffic implements AutoCloseable {
  private static final int CONNECTIONS = 256;
  private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;

  Traffic(int port) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(1));
  }

  /**
   * A request.
   *
   * @param body JSON, or null for none
   */
  record Call(HttpMethod method, String path, Map<String, String> headers, String body) {
    static Call get(String path) {
      return new Call(HttpMethod.GET, path, Map.of(), null);
    }

    static Call post(String path, String body, String prefer) {
      return new Call(
          HttpMethod.POST,
          path,
          Map.of("Content-Type", "application/json", "Prefer", prefer),
          body);
    }
  }

  /** What came back: how many of each kind, and how long the accepted took. */
  static final class Answers {
    final ConcurrentHistogram accepted = new ConcurrentHistogram(MOST_MICROS, 3);
    final AtomicLong pending = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong refusedWithoutAdvice = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    private double seconds;

    /** Accepted answers a second. */
    double rate() {
      return accepted.getTotalCount() / seconds;
    }

    double milliseconds(double percentile) {
      return accepted.getValueAtPercentile(percentile) / 1000.0;
    }

    private void note(int status, boolean advised, long micros) {
      if (status < 400) {
        accepted.recordValue(Math.min(micros, MOST_MICROS));
        if (status == 202) {
          pending.incrementAndGet();
        }
      } else if (status == 429 || status == 503) {
        refused.incrementAndGet();
        if (!advised) {
          refusedWithoutAdvice.incrementAndGet();
        }
      } else {
        failed.incrementAndGet();
      }
    }
  }

  /**
   * Calls that begin at a fixed rate, however long answers take. Time counts from when a call was
   * due, so that a stall counts against all that it held up.
   *
   * @param calls the call of each number
   */
  Answers open(LongFunction<Call> calls, double perSecond, Duration duration)
      throws InterruptedException {
    Answers answers = new Answers();
    long all = (long) (perSecond * duration.toNanos() / 1e9);
    CountDownLatch done = new CountDownLatch((int) all);
    AtomicLong sent = new AtomicLong();
    long start = System.nanoTime();
    vertx.setPeriodic(
        1,
        timer -> {
          long now = System.nanoTime();
          for (long i = sent.get(); i < all; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            if (due > now) {
              return;
            }
            sent.incrementAndGet();
            send(calls.apply(i), due, answers, done::countDown);
          }
          vertx.cancelTimer(timer);
        });
    done.await();
    answers.seconds = Math.max(duration.toNanos(), System.nanoTime() - start) / 1e9;
    return answers;
  }

  /** Clients of which each sends the next call when the one before is answered. */
  Answers closed(LongFunction<Call> calls, int clients, Duration duration)
      throws InterruptedException {
    Answers answers = new Answers();
    AtomicLong number = new AtomicLong();
    CountDownLatch done = new CountDownLatch(clients);
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    vertx.runOnContext( // what another thread asks for may be answered before it listens
        begun -> {
          for (int i = 0; i < clients; i++) {
            next(calls, number, end, answers, done);
          }
        });
    done.await();
    answers.seconds = (System.nanoTime() - start) / 1e9;
    return answers;
  }

  private void next(
      LongFunction<Call> calls, AtomicLong number, long end, Answers answers, CountDownLatch done) {
    long now = System.nanoTime();
    if (now >= end) {
      done.countDown();
      return;
    }
    send(
        calls.apply(number.getAndIncrement()),
        now,
        answers,
        () -> next(calls, number, end, answers, done));
  }

  private void send(Call call, long since, Answers answers, Runnable then) {
    RequestOptions options = new RequestOptions().setMethod(call.method()).setURI(call.path());
    call.headers().forEach(options::putHeader);
    client
        .request(options)
        .compose(
            request ->
                call.body() == null ? request.send() : request.send(Buffer.buffer(call.body())))
        .compose(
            response ->
                response
                    .body()
                    .onSuccess(
                        body ->
                            answers.note(
                                response.statusCode(),
                                response.getHeader("Retry-After") != null,
                                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since))))
        .onFailure(failure -> answers.failed.incrementAndGet())
        .onComplete(result -> then.run());
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
