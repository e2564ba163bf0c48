package dev.perigee.simulation;

/**
 * Distribution of one parameter. Every family is a map from a uniform or a standard normal number,
 * so that two outlooks under one seed share their draws.
 */
public sealed interface Distribution {
  /** Value that is not exceeded with probability {@code u}, for u strictly between 0 and 1. */
  double quantile(double u);

  /** The same value, from the standard normal number whose probability is u. */
  default double atNormal(double z) {
    return quantile(Normal.cdf(z));
  }

  /** Least value; may be 0 or negative infinity. */
  double lower();

  /** Greatest value; may be infinity. */
  double upper();

  /**
   * The same distribution with its spread around its centre multiplied by {@code factor}, at least
   * 0.
   */
  Distribution narrowed(double factor);

  /** The value that half of the draws stay below. */
  default double median() {
    return quantile(0.5);
  }

  /**
   * Standard deviation of the logarithm, exact for a log-normal distribution and otherwise half the
   * distance between the logarithms of the 16th and the 84th percentile. Zero where these are not
   * positive.
   */
  default double logSpread() {
    double low = atNormal(-1);
    return low > 0 ? PortableMath.log(atNormal(1) / low) / 2 : 0;
  }

  private static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a finite number, got " + value);
    }
    return value;
  }

  private static void ordered(String lowName, double low, String highName, double high) {
    if (finite(lowName, low) > finite(highName, high)) {
      throw new IllegalArgumentException(
          "%s must not exceed %s, got %s > %s".formatted(lowName, highName, low, high));
    }
  }

  private static void positive(String name, double value) {
    if (finite(name, value) <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, got " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (finite(name, value) < 0) {
      throw new IllegalArgumentException(name + " must be at least 0, got " + value);
    }
  }

  /** A number known for certain. */
  record Fixed(double value) implements Distribution {
    public Fixed {
      finite("value", value);
    }

    @Override
    public double quantile(double u) {
      return value;
    }

    @Override
    public double atNormal(double z) {
      return value;
    }

    @Override
    public double lower() {
      return value;
    }

    @Override
    public double upper() {
      return value;
    }

    @Override
    public Fixed narrowed(double factor) {
      return this;
    }

    @Override
    public double logSpread() {
      return 0;
    }
  }

  /** Every value between min and max equally likely. */
  record Uniform(double min, double max) implements Distribution {
    public Uniform {
      ordered("min", min, "max", max);
    }

    @Override
    public double quantile(double u) {
      return min + u * (max - min);
    }

    @Override
    public double lower() {
      return min;
    }

    @Override
    public double upper() {
      return max;
    }

    @Override
    public Uniform narrowed(double factor) {
      double centre = (min + max) / 2;
      return new Uniform(centre - (centre - min) * factor, centre + (max - centre) * factor);
    }
  }

  /** Triangular with least value, most likely value and greatest value. */
  record Triangular(double min, double mode, double max) implements Distribution {
    public Triangular {
      ordered("min", min, "mode", mode);
      ordered("mode", mode, "max", max);
    }

    @Override
    public double quantile(double u) {
      return max == min ? mode : quantile(u, min, mode, max);
    }

    /** The quantile of a triangular distribution of some width. */
    static double quantile(double u, double min, double mode, double max) {
      double width = max - min;
      return u < (mode - min) / width
          ? min + Math.sqrt(u * width * (mode - min))
          : max - Math.sqrt((1 - u) * width * (max - mode));
    }

    @Override
    public double lower() {
      return min;
    }

    @Override
    public double upper() {
      return max;
    }

    @Override
    public Triangular narrowed(double factor) {
      return new Triangular(mode - (mode - min) * factor, mode, mode + (max - mode) * factor);
    }
  }

  /** A number whose logarithm is triangular; the three are values, not logarithms. */
  record LogTriangular(double min, double mode, double max) implements Distribution {
    public LogTriangular {
      positive("min", min);
      ordered("min", min, "mode", mode);
      ordered("mode", mode, "max", max);
    }

    @Override
    public double quantile(double u) {
      return PortableMath.exp(logarithm().quantile(u));
    }

    @Override
    public double lower() {
      return min;
    }

    @Override
    public double upper() {
      return max;
    }

    @Override
    public LogTriangular narrowed(double factor) {
      return new LogTriangular(
          mode * PortableMath.pow(min / mode, factor),
          mode,
          mode * PortableMath.pow(max / mode, factor));
    }

    /** Distribution of the natural logarithm. */
    Triangular logarithm() {
      return new Triangular(PortableMath.log(min), PortableMath.log(mode), PortableMath.log(max));
    }
  }

  /** Normal with mean and standard deviation, given that it lies between min and max. */
  record TruncatedNormal(double mean, double sd, double min, double max) implements Distribution {
    public TruncatedNormal {
      notNegative("sd", sd);
      ordered("min", min, "mean", mean);
      ordered("mean", mean, "max", max);
    }

    @Override
    public double quantile(double u) {
      if (sd == 0) {
        return mean;
      }
      double low = probabilityBelowMinimum();
      double high = probabilityBelowMaximum();
      double x = mean + sd * Normal.quantile(low + u * (high - low));
      return Math.clamp(x, min, max);
    }

    /** Probability below the minimum without the truncation. */
    double probabilityBelowMinimum() {
      return Normal.cdf((min - mean) / sd);
    }

    /** Probability below the maximum without the truncation. */
    double probabilityBelowMaximum() {
      return Normal.cdf((max - mean) / sd);
    }

    @Override
    public double lower() {
      return sd == 0 ? mean : min;
    }

    @Override
    public double upper() {
      return sd == 0 ? mean : max;
    }

    @Override
    public TruncatedNormal narrowed(double factor) {
      return new TruncatedNormal(mean, sd * factor, min, max);
    }
  }

  /** A number whose logarithm is normal: median, and standard deviation of the logarithm. */
  record LogNormal(double median, double sigma) implements Distribution {
    public LogNormal {
      positive("median", median);
      notNegative("sigma", sigma);
    }

    @Override
    public double quantile(double u) {
      return atNormal(Normal.quantile(u));
    }

    @Override
    public double atNormal(double z) {
      return median * PortableMath.exp(sigma * z);
    }

    @Override
    public double lower() {
      return sigma == 0 ? median : 0;
    }

    @Override
    public double upper() {
      return sigma == 0 ? median : Double.POSITIVE_INFINITY;
    }

    @Override
    public LogNormal narrowed(double factor) {
      return new LogNormal(median, sigma * factor);
    }

    @Override
    public double logSpread() {
      return sigma;
    }
  }

  /**
   * {@code shift} plus a gamma number of this shape (at least 0.5) and scale, as the date of first
   * production.
   */
  record ShiftedGamma(double shift, double shape, double scale) implements Distribution {
    public ShiftedGamma {
      finite("shift", shift);
      notNegative("scale", scale);
      if (finite("shape", shape) < 0.5 || shape > 1000) {
        throw new IllegalArgumentException("shape must be between 0.5 and 1000, got " + shape);
      }
    }

    @Override
    public double quantile(double u) {
      return shift + scale * GammaFunctions.quantile(shape, u, GammaFunctions.logGamma(shape));
    }

    /** Probability of at most {@code x}. */
    double probabilityBelow(double x) {
      return scale == 0
          ? (x >= shift ? 1 : 0)
          : GammaFunctions.regularizedP(shape, (x - shift) / scale, GammaFunctions.logGamma(shape));
    }

    @Override
    public double lower() {
      return shift;
    }

    @Override
    public double upper() {
      return scale == 0 ? shift : Double.POSITIVE_INFINITY;
    }

    @Override
    public ShiftedGamma narrowed(double factor) {
      return new ShiftedGamma(shift + shape * scale * (1 - factor), shape, scale * factor);
    }
  }
}
