package dev.perigee.simulation;

/**
 * Closed forms of finance (equations 10, 17 and 18). Rates are yearly and real; 0.07 is seven per
 * cent.
 */
public final class Finance {
  /** Below this product of rate and years the closed form cancels and its series is used. */
  private static final double SMALL = 1e-5;

  private Finance() {}

  /**
   * Capital recovery factor: the yearly payment that repays 1 over {@code years} at {@code rate}.
   *
   * @param rate at least 0
   * @param years above 0
   */
  public static double capitalRecoveryFactor(double rate, double years) {
    return capitalRecoveryFactor(rate, years, PortableMath.pow(1 + rate, years));
  }

  private static double capitalRecoveryFactor(double rate, double years, double growth) {
    return Math.abs(rate) * years < SMALL
        ? (1 + rate * (years + 1) / 2 + rate * rate * (years * years - 1) / 12) / years
        : rate * growth / (growth - 1);
  }

  /** Capital recovery factors of the first {@code n} rates and years. */
  static void capitalRecoveryFactors(
      double[] rates, double[] years, int n, Lanes math, double[] factors) {
    for (int i = 0; i < n; i++) {
      factors[i] = 1 + rates[i];
    }
    math.pow(factors, years, n);
    for (int i = 0; i < n; i++) {
      factors[i] = capitalRecoveryFactor(rates[i], years[i], factors[i]);
    }
  }

  /** Present value of {@code payment} at the end of each of {@code years} years. */
  public static double annuity(double payment, double rate, double years) {
    return payment / capitalRecoveryFactor(rate, years);
  }

  /** Factor that discounts a payment {@code years} ahead. */
  public static double discountFactor(double rate, double years) {
    return PortableMath.pow(1 + rate, -years);
  }

  /** Value of a payment growing for ever from {@code nextPayment} (Gordon). */
  public static double growingPerpetuity(double nextPayment, double rate, double growth) {
    requireAbove(rate, growth);
    return nextPayment / (rate - growth);
  }

  /**
   * Value-driver formula: value at the horizon of an operating profit after tax that grows for ever
   * and must reinvest growth / return of itself.
   *
   * @param profit of the last year, after tax
   */
  public static double valueDriver(
      double profit, double rate, double growth, double returnOnCapital) {
    requireAbove(rate, growth);
    return profit * (1 + growth) * (1 - growth / returnOnCapital) / (rate - growth);
  }

  /**
   * Risk-adjusted net present value of staged spending: stage k costs {@code costs[k]} at {@code
   * years[k]} and is passed with probability {@code passes[k]}; passing all pays {@code payoff} at
   * {@code payoffYear} (equation 18).
   */
  public static double riskAdjustedValue(
      double[] costs,
      double[] years,
      double[] passes,
      double payoff,
      double payoffYear,
      double rate) {
    double alive = 1;
    double value = 0;
    for (int k = 0; k < costs.length; k++) {
      value -= alive * costs[k] * discountFactor(rate, years[k]);
      alive *= passes[k];
    }
    return value + alive * payoff * discountFactor(rate, payoffYear);
  }

  private static void requireAbove(double rate, double growth) {
    if (rate <= growth) {
      throw new IllegalArgumentException(
          "the discount rate must be above the growth rate, got %s <= %s".formatted(rate, growth));
    }
  }
}
