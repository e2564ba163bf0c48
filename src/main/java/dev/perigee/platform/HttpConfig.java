package dev.perigee.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the HTTP side. */
@ConfigMapping(prefix = "perigee.http")
public interface HttpConfig {
  /** Longest body that is read; a longer one is refused. */
  @WithDefault("1M")
  MemorySize bodyLimit();

  /** How long the answer to a request with an Idempotency-Key is kept. */
  @WithDefault("P1D")
  Duration idempotencyRetention();
}
