package dev.perigee.simulation;

import java.util.Arrays;
import java.util.Optional;

/** How the points at which an outlook is drawn are chosen. */
public enum Sampling {
  /** Independent pseudo-random points. */
  PSEUDO("pseudo"),
  /** Independently scrambled Sobol points: even coverage, for fewer paths at the same error. */
  SOBOL("sobol");

  private final String key;

  Sampling(String key) {
    this.key = key;
  }

  /** The sampling with this public key. */
  public static Optional<Sampling> byKey(String key) {
    return Arrays.stream(values()).filter(sampling -> sampling.key.equals(key)).findFirst();
  }

  /** Name in requests and answers. */
  public String key() {
    return key;
  }
}
