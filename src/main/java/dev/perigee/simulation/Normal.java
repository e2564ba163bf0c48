package dev.perigee.simulation;

/**
 * The standard normal distribution. Polynomials are given by their coefficients from the highest
 * power to the constant.
 */
final class Normal {
  private static final double SQRT_2_PI = 2.5066282746310007;

  /** Hart's rational function holds below the first of these; beyond the second nothing is left. */
  static final double HART_LIMIT = 7.07106781186547;

  private static final double NOTHING_BEYOND = 37;
  static final double[] HART_ABOVE = {
    0,
    3.52624965998911E-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  static final double[] HART_BELOW = {
    8.83883476483184E-02,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };

  /** The central function of AS 241 holds for probabilities this far from a half. */
  private static final double CENTRAL = 0.425;

  static final double CENTRAL_RANGE = 0.180625;
  static final double[] CENTRAL_ABOVE = {
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665
  };
  static final double[] CENTRAL_BELOW = {
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1.0
  };

  static final double MIDDLE_CENTRE = 1.6;
  static final double[] MIDDLE_ABOVE = {
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835
  };
  static final double[] MIDDLE_BELOW = {
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1.0
  };

  /** From here the third function of AS 241 holds. */
  static final double FAR = 5;

  private static final double[] FAR_ABOVE = {
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103
  };
  private static final double[] FAR_BELOW = {
    2.0442631033899397e-15,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1.0
  };

  private Normal() {}

  /**
   * Probability that a standard normal number is at most {@code x}; absolute error below 1e-15.
   * Algorithm: J. F. Hart et al., Computer Approximations (1968), in the form of G. West, "Better
   * approximations to cumulative normal functions" (2005).
   */
  static double cdf(double x) {
    double a = Math.abs(x);
    double tail;
    if (a > NOTHING_BEYOND) {
      tail = 0;
    } else {
      double density = PortableMath.exp(-a * a / 2);
      if (a < HART_LIMIT) {
        tail = density * polynomial(a, HART_ABOVE) / polynomial(a, HART_BELOW);
      } else {
        double fraction = a + 0.65;
        fraction = a + 4 / fraction;
        fraction = a + 3 / fraction;
        fraction = a + 2 / fraction;
        fraction = a + 1 / fraction;
        tail = density / fraction / SQRT_2_PI;
      }
    }
    return x > 0 ? 1 - tail : tail;
  }

  /** Whether a probability lies where the central function of {@link #quantile} holds. */
  static boolean isCentral(double p) {
    return Math.abs(p - 0.5) <= CENTRAL;
  }

  /**
   * The number that a standard normal number stays below with probability {@code p}, for p strictly
   * between 0 and 1; relative error about 1e-15. Algorithm AS 241 (PPND16) of M. J. Wichura,
   * Applied Statistics 37 (1988).
   */
  static double quantile(double p) {
    double q = p - 0.5;
    if (isCentral(p)) {
      double r = CENTRAL_RANGE - q * q;
      return q * polynomial(r, CENTRAL_ABOVE) / polynomial(r, CENTRAL_BELOW);
    }
    double r = Math.sqrt(-PortableMath.log(q < 0 ? p : 1 - p));
    double magnitude =
        r <= FAR
            ? polynomial(r - MIDDLE_CENTRE, MIDDLE_ABOVE)
                / polynomial(r - MIDDLE_CENTRE, MIDDLE_BELOW)
            : polynomial(r - FAR, FAR_ABOVE) / polynomial(r - FAR, FAR_BELOW);
    return q < 0 ? -magnitude : magnitude;
  }

  private static double polynomial(double x, double[] coefficients) {
    double value = coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      value = value * x + coefficients[k];
    }
    return value;
  }
}
