package dev.perigee.simulation;

import java.util.Arrays;

/**
 * The quantities a path has in every quarter. The order is that of the fields of a deterministic
 * trajectory; those with a fan have percentiles over all paths too.
 */
public enum Metric {
  LAUNCH_FLIGHTS("launchFlights", "flights/quarter", true, "Heavy-lift flights in the quarter"),
  LAUNCH_MASS("launchMassT", "t", false, "Mass delivered to orbit in the quarter"),
  LAUNCH_COST("launchCostUsdPerKg", "USD/kg", true, "Launch cost per kilogram"),
  SPECIFIC_MASS("specificMassKgPerKw", "kg/kW", true, "Launched mass per kW of compute load"),
  CAPEX_PER_KW("capexUsdPerKw", "USD/kW", true, "Capital cost of a commissioned kW in orbit"),
  ORBITAL_COST(
      "orbitalCostUsdPerKwYear", "USD/kW-yr", true, "Cost of a delivered kW in orbit for a year"),
  TERRESTRIAL_COST(
      "terrestrialCostUsdPerKwYear", "USD/kW-yr", true, "Cost of a kW on the ground for a year"),
  COST_RATIO("costRatio", "ratio", true, "Orbital cost over terrestrial cost"),
  CAPACITY("capacityKw", "kW", true, "Compute capacity on orbit"),
  DELIVERED_CAPACITY(
      "deliveredCapacityKw", "kW", false, "Capacity after silent corruption and availability"),
  ADDED_CAPACITY("addedCapacityKw", "kW", false, "Capacity launched in the quarter"),
  COMPUTE("computePflops", "PFLOP/s", true, "Dense BF16 compute delivered"),
  COST_PER_PFLOP_HOUR(
      "costUsdPerPflopHour", "USD/PFLOP-h", true, "Orbital cost of an effective PFLOP-hour"),
  REVENUE("revenueUsd", "USD/quarter", true, "Revenue in the quarter"),
  EBITDA(
      "ebitdaUsd",
      "USD/quarter",
      false,
      "Earnings before interest, tax and depreciation in the quarter"),
  CAPEX("capexUsd", "USD/quarter", false, "Capital spent in the quarter"),
  FREE_CASH_FLOW(
      "freeCashFlowUsd", "USD/quarter", true, "Cash flow after tax and investment in the quarter");

  private static final int FANS = (int) Arrays.stream(values()).filter(Metric::hasFan).count();

  private final String field;
  private final String unit;
  private final boolean fan;
  private final String meaning;

  Metric(String field, String unit, boolean fan, String meaning) {
    this.field = field;
    this.unit = unit;
    this.fan = fan;
    this.meaning = meaning;
  }

  /** The metrics that have percentiles, in order. */
  public static Metric[] fans() {
    Metric[] fans = new Metric[FANS];
    int i = 0;
    for (Metric metric : values()) {
      if (metric.fan) {
        fans[i++] = metric;
      }
    }
    return fans;
  }

  /** Name in answers. */
  public String field() {
    return field;
  }

  /** Unit of the value. */
  public String unit() {
    return unit;
  }

  /** Whether runs keep percentiles of it. */
  public boolean hasFan() {
    return fan;
  }

  /** What it is, in a few words. */
  public String meaning() {
    return meaning;
  }
}
