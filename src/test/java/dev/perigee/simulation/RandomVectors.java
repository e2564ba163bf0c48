package dev.perigee.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Parameter vectors drawn uniformly from ranges around the packs' own, wide enough to surprise. */
final class RandomVectors {
  private static final double[][] RANGES = new double[Parameter.values().length][];

  static {
    range(Parameter.LAUNCH_RATE_INITIAL, 1, 20);
    range(Parameter.LAUNCH_RATE_GROWTH, 0.1, 1.5);
    range(Parameter.LAUNCH_RATE_CEILING, 300, 9000);
    range(Parameter.LAUNCH_FLIGHTS_INITIAL, 5, 30);
    range(Parameter.LAUNCH_FAILURE_INITIAL, 0.05, 0.5);
    range(Parameter.LAUNCH_FAILURE_EXPONENT, 0.3, 1.2);
    range(Parameter.LAUNCH_FAILURE_FLOOR, 0.005, 0.03);
    range(Parameter.LAUNCH_PAYLOAD_INITIAL, 10, 100);
    range(Parameter.LAUNCH_PAYLOAD_CEILING, 100, 250);
    range(Parameter.LAUNCH_PAYLOAD_TIME_CONSTANT, 1, 6);
    range(Parameter.LAUNCH_MASS_INITIAL, 0, 2000);
    range(Parameter.LAUNCH_COST_INITIAL, 300, 3000);
    range(Parameter.LAUNCH_COST_REFERENCE_MASS, 300, 1000);
    range(Parameter.LAUNCH_COST_LEARNING_RATE, 0.1, 0.3);
    range(Parameter.LAUNCH_COST_FLOOR, 10, 80);
    range(Parameter.LAUNCH_ALLOCATION_CEILING, 0.3, 0.9);
    range(Parameter.LAUNCH_ALLOCATION_HALF_TIME, 1, 5);
    range(Parameter.DEPLOYMENT_START, 2026, 2032);
    range(Parameter.SATELLITE_SPECIFIC_MASS_INITIAL, 8, 60);
    range(Parameter.SATELLITE_SPECIFIC_MASS_LEARNING_RATE, 0.02, 0.2);
    range(Parameter.SATELLITE_SPECIFIC_MASS_ANNUAL_IMPROVEMENT, 0, 0.05);
    range(Parameter.SATELLITE_SPECIFIC_MASS_FLOOR, 5, 10);
    range(Parameter.SATELLITE_BILL_OF_MATERIALS_INITIAL, 200, 1500);
    range(Parameter.SATELLITE_BILL_OF_MATERIALS_LEARNING_RATE, 0.05, 0.25);
    range(Parameter.SATELLITE_BILL_OF_MATERIALS_FLOOR, 50, 400);
    range(Parameter.SATELLITE_LEARNING_REFERENCE_CAPACITY, 1e3, 2e4);
    range(Parameter.SATELLITE_POWER, 50, 200);
    range(Parameter.COMPUTE_HARDWARE_COST, 15e3, 40e3);
    range(Parameter.COMPUTE_HARDWARE_SPACE_PREMIUM, 1, 1.4);
    range(Parameter.COMPUTE_EFFICIENCY_INITIAL, 1, 2);
    range(Parameter.COMPUTE_EFFICIENCY_GROWTH, 0.1, 0.5);
    range(Parameter.COMPUTE_ORBITAL_PERFORMANCE, 0.8, 1);
    range(Parameter.COMPUTE_MODEL_FLOPS_UTILIZATION, 0.3, 0.6);
    range(Parameter.COMPUTE_OBSOLESCENCE_EXPONENT, 0.2, 1);
    range(Parameter.RELIABILITY_BUS_LOSS, 0.002, 0.03);
    range(Parameter.RELIABILITY_ACCELERATOR_LOSS, 0.01, 0.2);
    range(Parameter.RELIABILITY_SILENT_CORRUPTION, 0, 0.03);
    range(Parameter.RELIABILITY_DEAD_ON_ARRIVAL, 0, 0.05);
    range(Parameter.RELIABILITY_ECONOMIC_LIFE, 3, 8);
    range(Parameter.RELIABILITY_COMMISSIONING_DELAY, 0, 1);
    range(Parameter.RELIABILITY_AVAILABILITY, 0.9, 0.99);
    range(Parameter.ORBITAL_OPEX, 50, 500);
    range(Parameter.ORBITAL_INSURANCE, 0, 0.1);
    range(Parameter.FINANCE_ORBITAL_COST_OF_CAPITAL, 0.05, 0.16);
    range(Parameter.FINANCE_TERRESTRIAL_COST_OF_CAPITAL, 0.05, 0.1);
    range(Parameter.TERRESTRIAL_FACILITY_COST, 8e3, 20e3);
    range(Parameter.TERRESTRIAL_OPEX, 500, 1500);
    range(Parameter.TERRESTRIAL_OPEX_ESCALATION, -0.01, 0.04);
    range(Parameter.TERRESTRIAL_SCARCITY_BY_2030, 0, 1);
    range(Parameter.TERRESTRIAL_SCARCITY_AFTER_2030, 0, 1);
    range(Parameter.DEMAND_ADOPTION_INNOVATION, 0.01, 0.1);
    range(Parameter.DEMAND_ADOPTION_IMITATION, 0.2, 0.8);
    range(Parameter.DEMAND_SHARE_CEILING, 0.2, 0.9);
    range(Parameter.DEMAND_SHARE_STEEPNESS, 2, 8);
    range(Parameter.DEMAND_SHARE_MIDPOINT, 0.9, 1.6);
    range(Parameter.FACTORY_RATE_INITIAL, 2e4, 5e5);
    range(Parameter.FACTORY_RATE_GROWTH, 0.3, 3);
    range(Parameter.FACTORY_RATE_CEILING, 1e6, 1e8);
    range(Parameter.CAPITAL_BUDGET_INITIAL, 1e9, 6e10);
    range(Parameter.CAPITAL_BUDGET_GROWTH, 0, 0.4);
    range(Parameter.CAPITAL_REINVESTMENT_SHARE, 0.3, 1);
    range(Parameter.CAPITAL_STRATEGIC_BUDGET, 0, 4e9);
    range(Parameter.CAPITAL_STRATEGIC_YEARS, 3, 10);
    range(Parameter.REGULATORY_AUTHORISED_SATELLITES, 1e3, 1e6);
    range(Parameter.NETWORK_BANDWIDTH_INITIAL, 1, 200);
    range(Parameter.NETWORK_BANDWIDTH_GROWTH, 0.1, 0.6);
    range(Parameter.NETWORK_BANDWIDTH_PER_KILOWATT, 0.005, 0.02);
    range(Parameter.PRICE_PREMIUM_INITIAL, 0.5, 4);
    range(Parameter.PRICE_PREMIUM_LONG_RUN, 0.4, 2);
    range(Parameter.PRICE_PREMIUM_HALF_LIFE, 1, 6);
    range(Parameter.MARKET_UTILIZATION, 0.6, 0.95);
    range(Parameter.MARKET_ORBITAL_DISCOUNT, 0.7, 1);
    range(Parameter.INVESTMENT_OPTION_EXPONENT, 4, 15);
    range(Parameter.PROGRAMME_OVERHEAD, 0.03, 0.2);
    range(Parameter.PROGRAMME_TAX_RATE, 0, 0.3);
    range(Parameter.PROGRAMME_DEVELOPMENT_COST, 0.2e9, 3e9);
    range(Parameter.PROGRAMME_DEVELOPMENT_YEARS, 2, 8);
    range(Parameter.VALUATION_DISCOUNT_RATE, 0.07, 0.15);
    range(Parameter.VALUATION_TERMINAL_GROWTH, 0, 0.04);
    range(Parameter.VALUATION_TERMINAL_RETURN, 0.1, 0.2);
  }

  private RandomVectors() {}

  private static void range(Parameter parameter, double low, double high) {
    RANGES[parameter.ordinal()] = new double[] {low, high};
  }

  /** A value for every parameter; dates and lives on whole quarters. */
  static Map<Parameter, Double> draw(SplittableRandom random) {
    Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
    for (Parameter parameter : Parameter.values()) {
      double[] range = RANGES[parameter.ordinal()];
      double value = range[0] + random.nextDouble() * (range[1] - range[0]);
      values.put(parameter, parameter.onQuarterGrid() ? Math.rint(value * 4) / 4 : value);
    }
    return values;
  }
}
