package dev.perigee.rules;

import dev.perigee.rules.vetting.DryRunConfig;
import io.smallrye.config.ConfigMapping;

/** Settings of rule sets. */
@ConfigMapping(prefix = "perigee.rules")
public interface RulesConfig {
  /** What a bundle may take while it is tried. */
  DryRunConfig dryRun();
}
