package dev.perigee.rules.vetting;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a bundle may take while it is tried in a JVM of its own. */
public interface DryRunConfig {
  /** Longest time of a dry run, the start of its JVM included; after it the JVM is killed. */
  @WithDefault("PT60S")
  Duration deadline();

  /** Largest heap of the JVM, as {@code -Xmx} takes it. */
  @WithDefault("256m")
  String heap();
}
