package dev.perigee.scenarios;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of runs and of the jobs that they become when they take long. */
@ConfigMapping(prefix = "perigee.runs")
public interface JobsConfig {
  /** Whether the run of the day is computed as soon as the service listens, before anyone asks. */
  @WithDefault("true")
  boolean prepare();

  /** How long POST waits for a run before it answers 202, unless the request prefers otherwise. */
  @WithDefault("PT1S")
  Duration patience();

  /** How long a job belongs to a service that does not renew its claim. */
  @WithDefault("PT15S")
  Duration lease();

  /** How often a service renews its claims and looks for jobs that nobody has. */
  @WithDefault("PT2S")
  Duration heartbeat();

  /** How many services may end while they compute a job before it has failed. */
  @WithDefault("5")
  int attempts();
}
