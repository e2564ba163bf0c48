package dev.perigee.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client may use in a window of time. */
@ConfigMapping(prefix = "perigee.limits")
public interface LimitsConfig {
  /** The window, in which what is used comes back. */
  @WithDefault("PT1M")
  Duration window();

  /** Requests; 0 for as many as it likes. */
  @WithDefault("600000")
  long requests();

  /**
   * Cost of what is computed for it, in path-quarters: paths x quarters of each run. What is stored
   * costs nothing. 0 for as much as it likes.
   */
  @WithDefault("2000000000")
  long cost();
}
