package dev.perigee.forecasts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of forecasts. */
@ConfigMapping(prefix = "perigee.forecasts")
public interface ForecastsConfig {
  /**
   * Whether the forecasts of every day are made, also when nobody asks for the run of the day; as
   * {@code perigee.runs.prepare} unless given.
   */
  @WithDefault("${perigee.runs.prepare:true}")
  boolean daily();

  /** How often it is looked whether those of the day were made. */
  @WithDefault("PT1M")
  Duration look();

  /** How long a back-test belongs to a service that does not renew its claim. */
  @WithDefault("PT2M")
  Duration lease();

  /** How often it is looked for back-tests that nobody computes. */
  @WithDefault("PT2S")
  Duration heartbeat();

  /** How many back-tests may wait or be computed; a further one is answered 503. */
  @WithDefault("8")
  int waiting();

  /** How many services may end while they compute a back-test before it has failed. */
  @WithDefault("5")
  int attempts();
}
