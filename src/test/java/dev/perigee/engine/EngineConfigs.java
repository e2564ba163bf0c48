package dev.perigee.engine;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of engines under test: the defaults, and what a test changes. */
public final class EngineConfigs {
  private EngineConfigs() {}

  public static EngineConfig of(Map<String, String> changes) {
    return new SmallRyeConfigBuilder()
        .withMapping(EngineConfig.class)
        .withSources(new PropertiesConfigSource(changes, "test", 100))
        .build()
        .getConfigMapping(EngineConfig.class);
  }
}
