package dev.perigee.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What is counted of the engine; see docs/engine.md for each name. */
final class EngineMetrics {
  private final MeterRegistry registry;
  private final Counter starts;
  private final Counter deaths;
  private final Counter recycles;
  private final Counter retries;
  private final Counter expired;
  private final Counter rejections;
  private final Counter cancelled;
  private final Counter fallbacks;

  EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    starts = counter("worker.starts", "Worker processes that said hello");
    deaths = counter("worker.deaths", "Worker processes that ended unasked or never said hello");
    recycles = counter("worker.recycles", "Worker processes replaced for their age or work");
    retries = counter("retries", "Computations begun again because their worker died");
    expired = counter("deadline.kills", "Computations ended at their deadline");
    rejections = counter("rejections", "Computations refused because the queue was full");
    cancelled = counter("cancelled", "Computations that were cancelled");
    fallbacks = counter("fallbacks", "Computations done in this process for want of a worker");
  }

  private Counter counter(String name, String description) {
    return Counter.builder("perigee.engine." + name).description(description).register(registry);
  }

  /** Shows a number of an object that lives as long as the service. */
  <T> void gauge(String name, String description, T source, ToDoubleFunction<T> number) {
    io.micrometer.core.instrument.Gauge.builder("perigee.engine." + name, source, number)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** A computation that ended with a result. */
  void computed(EngineKind engine, Duration time) {
    Timer.builder("perigee.engine.run")
        .description("Time of computations that gave a result, without waiting")
        .tag("engine", engine.key())
        .publishPercentileHistogram()
        .register(registry)
        .record(time);
  }

  void started() {
    starts.increment();
  }

  void died() {
    deaths.increment();
  }

  void recycled() {
    recycles.increment();
  }

  void retried() {
    retries.increment();
  }

  void expired() {
    expired.increment();
  }

  void rejected() {
    rejections.increment();
  }

  void cancelled() {
    cancelled.increment();
  }

  void fellBack() {
    fallbacks.increment();
  }

  /** All of them since the service started. */
  EngineStatus.Counters counters() {
    return new EngineStatus.Counters(
        of(starts),
        of(deaths),
        of(recycles),
        of(retries),
        of(expired),
        of(rejections),
        of(cancelled),
        of(fallbacks));
  }

  private static long of(Counter counter) {
    return Math.round(counter.count());
  }
}
