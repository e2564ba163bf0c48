package dev.perigee.forecasts;

/**
 * A probability and what came.
 *
 * @param probability of yes, in [0, 1]
 * @param happened whether it was yes
 * @param outcome name of what decided it; forecasts of one outcome share it
 */
record Judged(double probability, boolean happened, String outcome) {
  Judged {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies in [0, 1], got " + probability);
    }
  }

  /** 1 for yes, 0 for no. */
  double indicator() {
    return happened ? 1 : 0;
  }
}
