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
}
