package dev.perigee.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the engine; see docs/engine.md. */
@ConfigMapping(prefix = "perigee")
public interface EngineConfig {
  /** What computes: {@code auto}, {@code jvm} or {@code native}. */
  @WithName("engine")
  @WithDefault("auto")
  EngineMode mode();

  /**
   * The native executable; unless given it is looked for beside the running jar, in the folder
   * above it, and in {@code target}.
   */
  @WithName("engine.executable")
  Optional<Path> executable();

  /** The whole command line of a worker, instead of the executable with {@code serve}. */
  @WithName("engine.command")
  Optional<List<String>> command();

  /**
   * Path-quarters up to which {@code auto} computes in this process although there are workers: the
   * virtual machine's vectors answer sooner, and what is so small can do no harm. 0 for none.
   */
  @WithName("engine.in-process-up-to")
  @WithDefault("150000")
  long inProcessUpTo();

  /** Computations at a time; each native slot has a worker process. */
  @WithName("engine.slots")
  @WithDefault("2")
  int slots();

  /** Threads of one computation; 0 for one a processor. Does not change results. */
  @WithName("engine.threads")
  @WithDefault("0")
  int threads();

  /** Computations that may wait for a slot; a further one is answered 503. */
  @WithName("engine.queue")
  @WithDefault("256")
  int queue();

  /** Longest time of one computation; after it the worker is killed and the answer is 504. */
  @WithName("engine.deadline")
  @WithDefault("PT60S")
  Duration deadline();

  /** How long computations may go on when the service stops. */
  @WithName("engine.drain")
  @WithDefault("PT20S")
  Duration drain();

  /** How many workers may die under one computation before it is given up. */
  @WithName("engine.attempts")
  @WithDefault("20")
  int attempts();

  /** How long a worker may take to say hello. */
  @WithName("engine.hello")
  @WithDefault("PT10S")
  Duration hello();

  /** How long a worker may take to answer a cancellation or a ping before it is killed. */
  @WithName("engine.grace")
  @WithDefault("PT1S")
  Duration grace();

  /** How often idle workers are looked after. */
  @WithName("engine.check")
  @WithDefault("PT10S")
  Duration check();

  /** Pause after the second of several starts in a row that failed; doubles with each. */
  @WithName("engine.pause")
  @WithDefault("PT0.05S")
  Duration pause();

  /** Longest pause between two starts of a worker. */
  @WithName("engine.longest-pause")
  @WithDefault("PT10S")
  Duration longestPause();

  /** Computations after which a worker is replaced by a fresh one. */
  @WithName("engine.recycle-after-runs")
  @WithDefault("1000")
  int recycleAfterRuns();

  /** Age at which a worker is replaced by a fresh one. */
  @WithName("engine.recycle-after")
  @WithDefault("PT1H")
  Duration recycleAfter();

  /** Threads of one computation on this machine. */
  default int threadsOfOne() {
    return threads() > 0 ? threads() : Runtime.getRuntime().availableProcessors();
  }
}
