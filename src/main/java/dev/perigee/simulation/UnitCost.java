package dev.perigee.simulation;

/**
 * Cost of a kW of compute for a year, and its conversions (equations 10 and 11; model section 3,
 * invariant k).
 */
public final class UnitCost {
  private UnitCost() {}

  /**
   * Cost of a kW on the ground for a year in USD: hardware over 5 years, facility over 14,
   * operation, and the scarcity mark-up. Boundary: chips, facility capital, power and operation.
   *
   * @param values parameter values in the order of the catalogue
   * @param time decimal year; scarcity is dated, escalation counts from {@code start}
   * @param start decimal year of the start of the horizon
   */
  public static double terrestrial(double[] values, double time, double start) {
    double hardware =
        Parameter.COMPUTE_HARDWARE_COST.in(values)
            * Finance.capitalRecoveryFactor(
                Parameter.FINANCE_TERRESTRIAL_COST_OF_CAPITAL.in(values),
                ModelConstants.TERRESTRIAL_HARDWARE_LIFE_YEARS);
    double facility =
        Parameter.TERRESTRIAL_FACILITY_COST.in(values)
            * Finance.capitalRecoveryFactor(
                Parameter.FINANCE_TERRESTRIAL_COST_OF_CAPITAL.in(values),
                ModelConstants.TERRESTRIAL_FACILITY_LIFE_YEARS);
    double operation =
        Parameter.TERRESTRIAL_OPEX.in(values)
            * PortableMath.pow(1 + Parameter.TERRESTRIAL_OPEX_ESCALATION.in(values), time - start);
    double scarcity =
        Parameter.TERRESTRIAL_SCARCITY_BY_2030.in(values) * earlyScarcity(time)
            + Parameter.TERRESTRIAL_SCARCITY_AFTER_2030.in(values) * lateScarcity(time);
    return (hardware + facility + operation) * (1 + scarcity);
  }

  /** Share in [0, 1] of the mark-up by 2030 that is reached at {@code time}. */
  static double earlyScarcity(double time) {
    return Math.clamp(
        (time - ModelConstants.EARLY_SCARCITY_START) / ModelConstants.EARLY_SCARCITY_RAMP_YEARS,
        0,
        1);
  }

  /** Share in [0, 1] of the mark-up after 2030 that is reached at {@code time}. */
  static double lateScarcity(double time) {
    return Math.clamp(
        (time - ModelConstants.LATE_SCARCITY_START) / ModelConstants.LATE_SCARCITY_RAMP_YEARS,
        0,
        1);
  }

  /** USD per effective PFLOP-hour from USD/kW-yr. */
  public static double perPflopHour(double usdPerKwYear, double pflopsPerKw, double utilization) {
    return usdPerKwYear / ModelConstants.HOURS_PER_YEAR / pflopsPerKw / utilization;
  }

  /** USD/kW-yr from USD per effective PFLOP-hour. */
  public static double fromPflopHour(
      double usdPerPflopHour, double pflopsPerKw, double utilization) {
    return usdPerPflopHour * ModelConstants.HOURS_PER_YEAR * pflopsPerKw * utilization;
  }

  /**
   * USD/kW-yr from USD/GPU-h, with the power of one accelerator and its share of the rack in kW.
   */
  public static double fromGpuHour(double usdPerGpuHour, double kwPerGpu) {
    return usdPerGpuHour * ModelConstants.HOURS_PER_YEAR / kwPerGpu;
  }

  /** USD/GPU-h from USD/kW-yr. */
  public static double perGpuHour(double usdPerKwYear, double kwPerGpu) {
    return usdPerKwYear * kwPerGpu / ModelConstants.HOURS_PER_YEAR;
  }

  /** Price of launch alone for a kW over a satellite's life, in USD/kW-yr (S1). */
  public static double launchedPower(
      double massKg, double powerKw, double usdPerKg, double lifeYears) {
    return massKg / powerKw * usdPerKg / lifeYears;
  }

  /**
   * Yearly cost of a kW of electricity in USD from its price per kWh and the power usage
   * effectiveness.
   */
  public static double electricity(double usdPerKwh, double powerUsageEffectiveness) {
    return usdPerKwh * ModelConstants.HOURS_PER_YEAR * powerUsageEffectiveness;
  }
}
