package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.TECHNOLOGY_LOADING;

/**
 * Draws of one parameter for many paths: those of {@link Marginal#at} and {@link
 * Marginal#atNormal}, bit for bit, with what does not depend on the path computed once.
 */
final class UncertainParameter {
  private static final double OWN_LOADING = Math.sqrt(1 - TECHNOLOGY_LOADING * TECHNOLOGY_LOADING);

  private final Parameter parameter;
  private final Marginal marginal;
  private final Quantiles quantiles;

  UncertainParameter(Parameter parameter, Marginal marginal) {
    this.parameter = parameter;
    this.marginal = marginal;
    quantiles = Quantiles.of(marginal.distribution(), parameter.onQuarterGrid());
  }

  Parameter parameter() {
    return parameter;
  }

  /**
   * Turns uniform numbers into values, in place.
   *
   * @param technology the common factor of each path, as a standard normal number
   */
  void draw(double[] u, double[] technology, int n, Lanes math) {
    int sign = marginal.loading().sign();
    if (sign == 0) {
      quantiles.at(u, n, math);
    } else {
      math.normalQuantile(u, n);
      for (int i = 0; i < n; i++) {
        u[i] = sign * TECHNOLOGY_LOADING * technology[i] + OWN_LOADING * u[i];
      }
      quantiles.atNormal(u, n, math);
    }
    marginal.transform(parameter, u, n);
  }
}
