package dev.perigee.dashboards;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the charts that other pages embed. */
@ConfigMapping(prefix = "perigee.embed")
public interface EmbedConfig {
  /**
   * Which pages may embed charts, and give them a token: sources of the directive {@code
   * frame-ancestors} of a Content Security Policy, separated by spaces, such as {@code 'self'
   * https://portal.example.com}. The page itself is never embedded, as a click on it may write.
   */
  @WithDefault("'self'")
  String frameAncestors();
}
