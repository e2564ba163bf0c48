package dev.perigee.simulation;

import java.util.Locale;

/**
 * The three prior packs: complete sets of parameter distributions held by three kinds of observer
 * (model 1.4).
 */
public enum Pack {
  SCEPTIC,
  HOUSE,
  COMPANY;

  /** Name in requests and answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
