package dev.perigee.simulation;

import java.util.List;

/**
 * Numbers of the model's equations that are no parameters, each with its equation (model section
 * 1.3).
 */
public final class ModelConstants {
  /** Version of the arithmetic: equal provenance with an equal core version gives equal bytes. */
  public static final String CORE_VERSION = "2.0.1";

  /** Time step in years. */
  public static final double QUARTER_YEARS = 0.25;

  /** Hours in a year. */
  public static final double HOURS_PER_YEAR = 8760;

  /** Kilograms in a tonne. */
  static final double KG_PER_TONNE = 1000;

  /** Kilowatts in a gigawatt. */
  static final double KW_PER_GW = 1e6;

  /** Gbit/s in a Tbit/s. */
  static final double GBPS_PER_TBPS = 1000;

  /** Tolerance when dates and ages are compared with quarters. */
  static final double TIME_TOLERANCE_YEARS = 1e-9;

  /** Capital recovery of ground hardware in years (equation 10; S12). */
  static final double TERRESTRIAL_HARDWARE_LIFE_YEARS = 5;

  /** Capital recovery of ground facilities in years (equation 10; S12). */
  static final double TERRESTRIAL_FACILITY_LIFE_YEARS = 14;

  /**
   * Year in which the first scarcity mark-up starts to grow, and the years it takes (equation 10).
   */
  static final double EARLY_SCARCITY_START = 2026;

  static final double EARLY_SCARCITY_RAMP_YEARS = 4;

  /**
   * Year in which the later scarcity mark-up starts to grow, and the years it takes (equation 10).
   */
  static final double LATE_SCARCITY_START = 2030;

  static final double LATE_SCARCITY_RAMP_YEARS = 5;

  /**
   * AI load of the world: years and GW, log-interpolated between and constant beyond (equation 12;
   * Wood Mackenzie, S16).
   */
  static final List<Double> DEMAND_YEARS = List.of(2026., 2030., 2040.);

  static final List<Double> DEMAND_GW = List.of(16., 80., 295.);

  /** Smallest demand share of a programme that invests at full intensity (equation 15). */
  static final double LEAST_DEMAND_SHARE = 0.02;

  /** Steepness of the ramp of the allocation of upmass, in half-times (equation 16). */
  static final double ALLOCATION_STEEPNESS = 2;

  /** Development cost starts this many years before first production (equation 17). */
  static final double DEVELOPMENT_LEAD_YEARS = 2;

  /** Quarters whose profit is the base of the terminal value (equation 17). */
  static final int TERMINAL_QUARTERS = 4;

  /** Date of first production of a programme that fails a gate: never (equation 18). */
  static final double NEVER = 9999;

  /**
   * Loading of a technology parameter on the common factor: pairwise latent correlation 0.25 (model
   * 1.4).
   */
  static final double TECHNOLOGY_LOADING = 0.5;

  private ModelConstants() {}
}
