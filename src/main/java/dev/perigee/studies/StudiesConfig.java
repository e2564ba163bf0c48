package dev.perigee.studies;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of studies. */
@ConfigMapping(prefix = "perigee.studies")
public interface StudiesConfig {
  /**
   * How many short ones and how many long ones may wait for the one of their kind that is being
   * computed; a further one is answered 503.
   */
  @WithDefault("16")
  int queue();

  /**
   * What a study may cost to be a short one: simulations times paths of each pack times quarters.
   * Long ones are computed beside the short ones, which do not wait for them. The default is about
   * 16 simulations of the usual size.
   */
  @WithDefault("20000000")
  long shortUpTo();

  /**
   * What one sweep may cost: simulations times paths of each pack times quarters. The default is
   * about 800 simulations of the usual size.
   */
  @WithDefault("1000000000")
  long budget();
}
