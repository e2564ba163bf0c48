package dev.perigee.dashboards;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of what dashboards read in the database. */
@ConfigMapping(prefix = "perigee.reporting")
public interface ReportingConfig {
  /**
   * Password of the role that reads the schema {@code reporting}, by which it may log in. Without
   * one the role is left as it is: at first it may not log in, and an administrator can let it.
   */
  Optional<String> password();
}
