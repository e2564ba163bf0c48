package dev.perigee.scenarios;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Settings of runs. */
@ConfigMapping(prefix = "perigee")
public interface RunsConfig {
  /** Threads of one simulation; 0 for one a processor. Does not change results. */
  @WithName("simulation.threads")
  @WithDefault("0")
  int simulationThreads();

  /** Simulations computed at a time; further ones wait. */
  @WithName("runs.concurrent")
  @WithDefault("2")
  int concurrentRuns();

  /** Whether the run of the day is computed as soon as the service listens, before anyone asks. */
  @WithName("runs.prepare")
  @WithDefault("true")
  boolean prepare();

  /** How long a run waits for its turn before the service answers that it is saturated. */
  @WithName("runs.patience")
  @WithDefault("PT30S")
  Duration patience();
}
