package dev.perigee.simulation;

import java.util.Arrays;
import java.util.Optional;

/** Why a run ended. */
public enum Stop {
  /** All paths asked for were run; no precision was asked for. */
  PATHS("paths"),
  /** The precision was met. */
  PRECISION("precision"),
  /** The limit of paths was reached before the precision was met. */
  LIMIT("limit");

  private final String key;

  Stop(String key) {
    this.key = key;
  }

  /** The reason with this public key. */
  public static Optional<Stop> byKey(String key) {
    return Arrays.stream(values()).filter(stop -> stop.key.equals(key)).findFirst();
  }

  /** Name in answers. */
  public String key() {
    return key;
  }
}
