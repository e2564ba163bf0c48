package dev.perigee.simulation;

/**
 * The regularised lower incomplete gamma function and its inverse, for the date of first production
 * (a shifted gamma distribution, model 1.4).
 */
final class GammaFunctions {
  private static final int ITERATIONS = 400;
  private static final double EPSILON = 1e-16;
  private static final double SMALLEST = 1e-300;

  /** Coefficients of the Lanczos approximation with g = 7 and nine terms (P. Godfrey, 2001). */
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-06,
    1.5056327351493116e-07
  };

  private GammaFunctions() {}

  /** Natural logarithm of the gamma function, for a of at least 0.5. */
  static double logGamma(double a) {
    double x = a - 1;
    double series = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      series += LANCZOS[i] / (x + i);
    }
    double t = x + 7.5;
    return 0.9189385332046728 + (x + 0.5) * PortableMath.log(t) - t + PortableMath.log(series);
  }

  /** Probability that a gamma number of shape {@code a} and scale 1 is at most {@code x}. */
  static double regularizedP(double a, double x, double logGammaOfA) {
    if (x <= 0) {
      return 0;
    }
    double front = PortableMath.exp(a * PortableMath.log(x) - x - logGammaOfA);
    return x < a + 1 ? front * series(a, x) : 1 - front * continuedFraction(a, x);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < ITERATIONS && term > sum * EPSILON; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Modified Lentz evaluation of the continued fraction of the upper incomplete gamma function. */
  private static double continuedFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / SMALLEST;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < ITERATIONS; i++) {
      double an = -i * (i - a);
      b += 2;
      d = an * d + b;
      d = Math.abs(d) < SMALLEST ? SMALLEST : d;
      c = b + an / c;
      c = Math.abs(c) < SMALLEST ? SMALLEST : c;
      d = 1 / d;
      double delta = d * c;
      h *= delta;
      if (Math.abs(delta - 1) < EPSILON) {
        break;
      }
    }
    return h;
  }

  /**
   * The number that a gamma number of shape {@code a} of at least 0.5 and scale 1 stays below with
   * probability {@code p}: Wilson and Hilferty's start, then Halley steps until the step is below
   * 1e-13 relative.
   */
  static double quantile(double a, double p, double logGammaOfA) {
    double z = Normal.quantile(p);
    double root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
    double x = root > 0.1 ? a * root * root * root : smallStart(a, p, logGammaOfA);
    for (int i = 0; i < 50; i++) {
      double density = PortableMath.exp((a - 1) * PortableMath.log(x) - x - logGammaOfA);
      if (density <= 0) {
        break;
      }
      double newton = (regularizedP(a, x, logGammaOfA) - p) / density;
      double step = newton / (1 - 0.5 * Math.clamp(newton * ((a - 1) / x - 1), -1, 1));
      double next = x - step;
      x = next > 0 ? next : x / 2;
      if (Math.abs(step) <= 1e-13 * x) {
        break;
      }
    }
    return x;
  }

  /** Start from the leading term of the series, x^a / (a gamma(a)) = p. */
  private static double smallStart(double a, double p, double logGammaOfA) {
    return PortableMath.exp((PortableMath.log(p) + PortableMath.log(a) + logGammaOfA) / a);
  }
}
