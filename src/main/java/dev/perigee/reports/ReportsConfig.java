package dev.perigee.reports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of reports. */
@ConfigMapping(prefix = "perigee.reports")
public interface ReportsConfig {
  /** How many reports are written at a time; the others wait. */
  @WithDefault("2")
  int concurrency();

  /** How long a report waits for its turn before it is answered 503. */
  @WithDefault("PT20S")
  Duration patience();

  /** How much memory the reports written last may take; they are sent again from there. */
  @WithDefault("64M")
  MemorySize kept();

  /** What a client is charged for a report that is written for it, path-quarters. */
  @WithDefault("1000000")
  long cost();
}
