package dev.perigee.studies;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of studies: comparisons of rule sets and of runs, and sweeps. */
@ConfigMapping(prefix = "perigee.studies")
public interface StudiesConfig {
  /** How many may wait for the one that is being computed; a further one is answered 503. */
  @WithDefault("16")
  int queue();

  /**
   * What one sweep may cost: simulations times paths of each pack times quarters. The default is
   * about 800 simulations of the usual size.
   */
  @WithDefault("1000000000")
  long budget();
}
