package dev.perigee.simulation;

import java.util.Locale;

/**
 * What limits the capacity added in a quarter (equation 16); of equal limits the first in this
 * order binds.
 */
public enum Constraint {
  LAUNCH,
  FACTORY,
  DEMAND,
  CAPITAL,
  REGULATORY,
  BANDWIDTH;

  /** Name in answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
