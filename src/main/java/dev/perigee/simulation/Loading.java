package dev.perigee.simulation;

/**
 * How a parameter hangs on the common technology factor: the latent normal number of a loaded
 * parameter is 0.5 Z + sqrt(0.75) e with the sign of its good direction, so that good news comes
 * together (model 1.4).
 */
public enum Loading {
  GOOD_WHEN_HIGH(1),
  INDEPENDENT(0),
  GOOD_WHEN_LOW(-1);

  private final int sign;

  Loading(int sign) {
    this.sign = sign;
  }

  /** +1, 0 or -1. */
  public int sign() {
    return sign;
  }
}
