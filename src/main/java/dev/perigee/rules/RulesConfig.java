package dev.perigee.rules;

import dev.perigee.rules.vetting.DryRunConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of rule sets. */
@ConfigMapping(prefix = "perigee.rules")
public interface RulesConfig {
  /**
   * Whether a rule set must be approved by someone other than its author before it is activated.
   * The shipped one needs no approval.
   */
  @WithDefault("true")
  boolean fourEyes();

  /** How many compiled rule sets are kept at hand beside the active one. */
  @WithDefault("8")
  int kept();

  /** How many bundles are inspected at a time. */
  @WithDefault("2")
  int inspections();

  /** How long an upload waits for its turn before it is answered 503. */
  @WithDefault("PT10S")
  Duration patience();

  /** How often a replica looks which rule set is active, and says which one it serves. */
  @WithDefault("PT1S")
  Duration poll();

  /** How long a replica may be silent before it counts as gone. */
  @WithDefault("PT3S")
  Duration silence();

  /** Folder of the rules that are taken in, in development, whenever a file is saved. */
  Optional<Path> folder();

  /** What a bundle may take while it is tried. */
  DryRunConfig dryRun();
}
