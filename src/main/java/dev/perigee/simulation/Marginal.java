package dev.perigee.simulation;

/**
 * What is believed of one parameter in one pack: a distribution and its loading, and what effects
 * did to the draws. A draw x becomes {@code multiplier * x + shift}, then the cap pulls it down:
 * {@code x^(1-capStrength) * min(x, cap)^capStrength} (arithmetically where the cap is not
 * positive), then the parameter's admissible range holds it.
 *
 * @param distribution of the draws before the effects
 * @param loading on the common technology factor
 * @param multiplier above 0
 * @param shift in the parameter's unit
 * @param cap upper limit, positive infinity for none
 * @param capStrength between 0 (no cap) and 1 (hard cap)
 */
public record Marginal(
    Distribution distribution,
    Loading loading,
    double multiplier,
    double shift,
    double cap,
    double capStrength) {

  public Marginal {
    if (!(multiplier > 0) || !Double.isFinite(multiplier)) {
      throw new IllegalArgumentException(
          "multiplier must be a finite number above 0, got " + multiplier);
    }
    if (!Double.isFinite(shift)) {
      throw new IllegalArgumentException("shift must be finite, got " + shift);
    }
    if (Double.isNaN(cap)) {
      throw new IllegalArgumentException("cap must be a number");
    }
    if (!(capStrength >= 0 && capStrength <= 1)) {
      throw new IllegalArgumentException("capStrength must lie in [0, 1], got " + capStrength);
    }
  }

  /** A distribution that no effect has touched. */
  public static Marginal of(Distribution distribution, Loading loading) {
    return new Marginal(distribution, loading, 1, 0, Double.POSITIVE_INFINITY, 0);
  }

  /** A number known for certain. */
  public static Marginal fixed(double value) {
    return of(new Distribution.Fixed(value), Loading.INDEPENDENT);
  }

  /** The same draws under another distribution. */
  public Marginal with(Distribution other) {
    return new Marginal(other, loading, multiplier, shift, cap, capStrength);
  }

  /** The same draws multiplied by a further factor. */
  public Marginal scaled(double factor) {
    return new Marginal(
        distribution, loading, multiplier * factor, shift * factor, cap, capStrength);
  }

  /** The same draws moved by a further amount. */
  public Marginal shifted(double amount) {
    return new Marginal(distribution, loading, multiplier, shift + amount, cap, capStrength);
  }

  /**
   * The same draws held below {@code limit} with this strength; of two caps the lower one counts.
   */
  public Marginal capped(double limit, double strength) {
    return strength > 0 && limit < cap
        ? new Marginal(distribution, loading, multiplier, shift, limit, strength)
        : this;
  }

  /** Whether every draw is the same number. */
  public boolean isFixed() {
    return distribution.lower() == distribution.upper();
  }

  /** Draw of {@code parameter} at probability {@code u}. */
  double at(Parameter parameter, double u) {
    return transformed(parameter, distribution.quantile(u));
  }

  /** Draw of {@code parameter} at the standard normal number {@code z}. */
  double atNormal(Parameter parameter, double z) {
    return transformed(parameter, distribution.atNormal(z));
  }

  /** Median of the draws of {@code parameter}, after effects. */
  public double median(Parameter parameter) {
    return transformed(parameter, distribution.median());
  }

  /** Value of the draws of {@code parameter} below which a share {@code u} lies, after effects. */
  public double quantile(Parameter parameter, double u) {
    return transformed(parameter, distribution.quantile(u));
  }

  /** Least draw of {@code parameter}, after effects. */
  public double lower(Parameter parameter) {
    return transformed(parameter, distribution.lower());
  }

  /** Greatest draw of {@code parameter}, after effects. */
  public double upper(Parameter parameter) {
    return transformed(parameter, distribution.upper());
  }

  private double transformed(Parameter parameter, double draw) {
    double x = draw;
    if (parameter.onQuarterGrid() && !isFixed()) {
      x = Math.rint(x / ModelConstants.QUARTER_YEARS) * ModelConstants.QUARTER_YEARS;
    }
    return Math.clamp(capped(multiplier * x + shift), parameter.minimum(), parameter.maximum());
  }

  /** Puts the effects on {@code n} draws, in place: what {@link #at} does to one. */
  void transform(Parameter parameter, double[] x, int n) {
    if (parameter.onQuarterGrid() && !isFixed()) {
      for (int i = 0; i < n; i++) {
        x[i] = Math.rint(x[i] / ModelConstants.QUARTER_YEARS) * ModelConstants.QUARTER_YEARS;
      }
    }
    for (int i = 0; i < n; i++) {
      x[i] = multiplier * x[i] + shift;
    }
    if (cap < Double.POSITIVE_INFINITY) {
      for (int i = 0; i < n; i++) {
        x[i] = capped(x[i]);
      }
    }
    double minimum = parameter.minimum();
    double maximum = parameter.maximum();
    for (int i = 0; i < n; i++) {
      x[i] = Math.min(maximum, Math.max(x[i], minimum));
    }
  }

  private double capped(double x) {
    if (x <= cap) {
      return x;
    }
    return capStrength == 1 ? cap : pulledTowardsCap(x);
  }

  private double pulledTowardsCap(double x) {
    return cap > 0 ? x * PortableMath.pow(cap / x, capStrength) : x + capStrength * (cap - x);
  }
}
