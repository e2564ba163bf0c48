package dev.perigee.forecasts;

import java.util.Optional;

/** What is said of a question before it is answered: a probability, or a distribution. */
sealed interface Said {
  /**
   * Of a yes or no.
   *
   * @param probability of yes
   * @param standardError of the probability, where it was simulated
   */
  record Probability(double probability, Optional<Double> standardError) implements Said {
    /** Rounding of sums of weights may leave the probability a hair outside [0, 1]. */
    public Probability {
      probability = Math.clamp(probability, 0, 1);
    }
  }

  /** Of a number. */
  record Distribution(PredictiveDistribution of) implements Said {}
}
