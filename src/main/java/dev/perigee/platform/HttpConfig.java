package dev.perigee.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the HTTP side. */
@ConfigMapping(prefix = "perigee.http")
public interface HttpConfig {
  /** Longest body that is read; a longer one is refused. */
  @WithDefault("1M")
  MemorySize bodyLimit();
}
