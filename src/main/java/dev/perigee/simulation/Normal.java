package dev.perigee.simulation;

/** The standard normal distribution. */
final class Normal {
  private static final double SQRT_2_PI = 2.5066282746310007;

  private Normal() {}

  /**
   * Probability that a standard normal number is at most {@code x}; absolute error below 1e-15.
   * Algorithm: J. F. Hart et al., Computer Approximations (1968), in the form of G. West, "Better
   * approximations to cumulative normal functions" (2005).
   */
  static double cdf(double x) {
    double a = Math.abs(x);
    double tail;
    if (a > 37) {
      tail = 0;
    } else {
      double density = PortableMath.exp(-a * a / 2);
      if (a < 7.07106781186547) {
        double numerator = 3.52624965998911E-02 * a + 0.700383064443688;
        numerator = numerator * a + 6.37396220353165;
        numerator = numerator * a + 33.912866078383;
        numerator = numerator * a + 112.079291497871;
        numerator = numerator * a + 221.213596169931;
        numerator = numerator * a + 220.206867912376;
        double denominator = 8.83883476483184E-02 * a + 1.75566716318264;
        denominator = denominator * a + 16.064177579207;
        denominator = denominator * a + 86.7807322029461;
        denominator = denominator * a + 296.564248779674;
        denominator = denominator * a + 637.333633378831;
        denominator = denominator * a + 793.826512519948;
        denominator = denominator * a + 440.413735824752;
        tail = density * numerator / denominator;
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

  /**
   * The number that a standard normal number stays below with probability {@code p}, for p strictly
   * between 0 and 1; relative error about 1e-15. Algorithm AS 241 (PPND16) of M. J. Wichura,
   * Applied Statistics 37 (1988).
   */
  static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q
          * (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r
                                              + 45921.95393154987)
                                          * r
                                      + 13731.69376550946)
                                  * r
                              + 1971.5909503065513)
                          * r
                      + 133.14166789178438)
                  * r
              + 3.3871328727963665)
          / (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r
                                              + 21213.794301586597)
                                          * r
                                      + 5394.196021424751)
                                  * r
                              + 687.1870074920579)
                          * r
                      + 42.31333070160091)
                  * r
              + 1.0);
    }
    double r = Math.sqrt(-PortableMath.log(q < 0 ? p : 1 - p));
    double magnitude = r <= 5 ? middle(r - 1.6) : far(r - 5);
    return q < 0 ? -magnitude : magnitude;
  }

  private static double middle(double r) {
    return (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r
                                            + 1.2704582524523684)
                                        * r
                                    + 3.6478483247632045)
                                * r
                            + 5.769497221460691)
                        * r
                    + 4.630337846156546)
                * r
            + 1.4234371107496835)
        / (((((((1.0507500716444169e-09 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r
                                            + 0.14810397642748008)
                                        * r
                                    + 0.6897673349851)
                                * r
                            + 1.6763848301838038)
                        * r
                    + 2.053191626637759)
                * r
            + 1.0);
  }

  private static double far(double r) {
    return (((((((2.0103343992922881e-07 * r + 2.7115555687434876e-05) * r + 0.0012426609473880784)
                                                * r
                                            + 0.026532189526576124)
                                        * r
                                    + 0.29656057182850487)
                                * r
                            + 1.7848265399172913)
                        * r
                    + 5.463784911164114)
                * r
            + 6.657904643501103)
        / (((((((2.0442631033899397e-15 * r + 1.421511758316446e-07) * r + 1.8463183175100548e-05)
                                                * r
                                            + 0.0007868691311456133)
                                        * r
                                    + 0.014875361290850615)
                                * r
                            + 0.1369298809227358)
                        * r
                    + 0.599832206555888)
                * r
            + 1.0);
  }
}
