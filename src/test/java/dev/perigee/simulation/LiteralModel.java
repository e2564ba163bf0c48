package dev.perigee.simulation;

import java.util.Arrays;
import java.util.Map;

/**
 * The quarterly loop of the numpy oracle transcribed line by line: every power is a call, every sum
 * goes over all cohorts. It shares no arithmetic with the core, so that a slip in a running product
 * or a sliding sum shows as a difference.
 */
final class LiteralModel {
  private static final double DT = 0.25;
  private static final double[] DEMAND_YEARS = {2026, 2030, 2040};
  private static final double[] DEMAND_GW = {16, 80, 295};

  private final Map<Parameter, Double> values;

  /** Values by metric and quarter. */
  final double[][] series;

  /** The six limits by quarter, in the order of {@link Constraint}. */
  final double[][] limits;

  double presentValue;
  double terminalValue;
  double effectiveLife;

  LiteralModel(Map<Parameter, Double> values, Horizon horizon) {
    this.values = values;
    series = new double[Metric.values().length][horizon.quarters()];
    limits = new double[horizon.quarters()][];
    run(horizon.startYear(), horizon.quarters());
  }

  private double v(Parameter parameter) {
    return values.getOrDefault(parameter, parameter.central());
  }

  private void put(Metric metric, int quarter, double value) {
    series[metric.ordinal()][quarter] = value;
  }

  private static double recovery(double rate, double years) {
    return rate == 0
        ? 1 / years
        : rate * Math.pow(1 + rate, years) / (Math.pow(1 + rate, years) - 1);
  }

  private static double demandGw(double t) {
    if (t <= DEMAND_YEARS[0]) {
      return DEMAND_GW[0];
    }
    for (int i = 1; i < DEMAND_YEARS.length; i++) {
      if (t <= DEMAND_YEARS[i]) {
        double share = (t - DEMAND_YEARS[i - 1]) / (DEMAND_YEARS[i] - DEMAND_YEARS[i - 1]);
        return Math.exp(
            Math.log(DEMAND_GW[i - 1])
                + share * (Math.log(DEMAND_GW[i]) - Math.log(DEMAND_GW[i - 1])));
      }
    }
    return DEMAND_GW[DEMAND_GW.length - 1];
  }

  private void run(double startYear, int quarters) {
    double life = v(Parameter.RELIABILITY_ECONOMIC_LIFE);
    double delay = v(Parameter.RELIABILITY_COMMISSIONING_DELAY);
    double corruption = v(Parameter.RELIABILITY_SILENT_CORRUPTION);
    double availability = v(Parameter.RELIABILITY_AVAILABILITY);
    double performance = v(Parameter.COMPUTE_ORBITAL_PERFORMANCE);
    double productionStart = v(Parameter.DEPLOYMENT_START);
    double service = life - delay;
    double decay =
        -Math.log(
            (1 - v(Parameter.RELIABILITY_BUS_LOSS))
                * (1 - v(Parameter.RELIABILITY_ACCELERATOR_LOSS)));
    effectiveLife =
        (1 - corruption) * (decay == 0 ? service : (1 - Math.exp(-decay * service)) / decay);

    double[] cohort = new double[quarters];
    double[] vintage = new double[quarters];
    double[] spent = new double[quarters];
    double rate = v(Parameter.LAUNCH_RATE_INITIAL);
    double flights = v(Parameter.LAUNCH_FLIGHTS_INITIAL);
    double mass = v(Parameter.LAUNCH_MASS_INITIAL);
    double launched = 0;
    double lossesCarried = 0;
    double ebitdaBefore = 0;
    double depreciable = 0;

    for (int q = 0; q < quarters; q++) {
      double t = startYear + q * DT;
      double y = q * DT;

      if (q > 0) {
        rate +=
            v(Parameter.LAUNCH_RATE_GROWTH)
                * rate
                * (1 - rate / v(Parameter.LAUNCH_RATE_CEILING))
                * DT;
      }
      double failure =
          Math.max(
              v(Parameter.LAUNCH_FAILURE_FLOOR),
              v(Parameter.LAUNCH_FAILURE_INITIAL)
                  * Math.pow(
                      flights / v(Parameter.LAUNCH_FLIGHTS_INITIAL),
                      -v(Parameter.LAUNCH_FAILURE_EXPONENT)));
      double payload =
          v(Parameter.LAUNCH_PAYLOAD_CEILING)
              - (v(Parameter.LAUNCH_PAYLOAD_CEILING) - v(Parameter.LAUNCH_PAYLOAD_INITIAL))
                  * Math.exp(-y / v(Parameter.LAUNCH_PAYLOAD_TIME_CONSTANT));
      double flown = rate * DT;
      double upmass = flown * (1 - failure) * payload;
      flights += flown;
      mass += upmass;
      double reference = v(Parameter.LAUNCH_COST_REFERENCE_MASS);
      double launchCost =
          Math.max(
              v(Parameter.LAUNCH_COST_FLOOR),
              v(Parameter.LAUNCH_COST_INITIAL)
                  * Math.pow(
                      Math.max(mass, reference) / reference,
                      Math.log(1 - v(Parameter.LAUNCH_COST_LEARNING_RATE)) / Math.log(2)));

      double learningFrom = v(Parameter.SATELLITE_LEARNING_REFERENCE_CAPACITY);
      double doublings = Math.log(Math.max(launched, learningFrom) / learningFrom) / Math.log(2);
      double specificMass =
          Math.max(
              v(Parameter.SATELLITE_SPECIFIC_MASS_FLOOR),
              v(Parameter.SATELLITE_SPECIFIC_MASS_INITIAL)
                  * Math.pow(1 - v(Parameter.SATELLITE_SPECIFIC_MASS_LEARNING_RATE), doublings)
                  * Math.pow(1 - v(Parameter.SATELLITE_SPECIFIC_MASS_ANNUAL_IMPROVEMENT), y));
      double platform =
          specificMass
              * Math.max(
                  v(Parameter.SATELLITE_BILL_OF_MATERIALS_FLOOR),
                  v(Parameter.SATELLITE_BILL_OF_MATERIALS_INITIAL)
                      * Math.pow(
                          1 - v(Parameter.SATELLITE_BILL_OF_MATERIALS_LEARNING_RATE), doublings));
      double capexPerKw =
          ((specificMass * launchCost / (1 - failure) + platform)
                      * (1 + v(Parameter.ORBITAL_INSURANCE))
                  + v(Parameter.COMPUTE_HARDWARE_SPACE_PREMIUM)
                      * v(Parameter.COMPUTE_HARDWARE_COST))
              / (1 - v(Parameter.RELIABILITY_DEAD_ON_ARRIVAL));

      double orbital =
          (capexPerKw * recovery(v(Parameter.FINANCE_ORBITAL_COST_OF_CAPITAL), effectiveLife)
                  + v(Parameter.ORBITAL_OPEX))
              / availability
              / performance;
      double scarcity =
          v(Parameter.TERRESTRIAL_SCARCITY_BY_2030) * Math.clamp((t - 2026) / 4, 0.0, 1.0)
              + v(Parameter.TERRESTRIAL_SCARCITY_AFTER_2030) * Math.clamp((t - 2030) / 5, 0.0, 1.0);
      double groundRate = v(Parameter.FINANCE_TERRESTRIAL_COST_OF_CAPITAL);
      double terrestrial =
          (v(Parameter.COMPUTE_HARDWARE_COST) * recovery(groundRate, 5)
                  + v(Parameter.TERRESTRIAL_FACILITY_COST) * recovery(groundRate, 14)
                  + v(Parameter.TERRESTRIAL_OPEX)
                      * Math.pow(1 + v(Parameter.TERRESTRIAL_OPEX_ESCALATION), y))
              * (1 + scarcity);
      double ratio = orbital / terrestrial;

      double efficiency =
          v(Parameter.COMPUTE_EFFICIENCY_INITIAL)
              * Math.pow(1 + v(Parameter.COMPUTE_EFFICIENCY_GROWTH), y);
      double capacity = 0;
      double pipeline = 0;
      double worth = 0;
      double peak = 0;
      depreciable = 0;
      for (int k = 0; k < q; k++) {
        double age = (q - k) * DT;
        if (age > life + 1e-9) {
          continue;
        }
        double surviving = cohort[k] * Math.exp(-decay * Math.max(age - delay, 0));
        pipeline += surviving;
        depreciable += spent[k];
        if (age >= delay - 1e-9) {
          capacity += surviving;
          worth +=
              surviving
                  * Math.pow(vintage[k] / efficiency, v(Parameter.COMPUTE_OBSOLESCENCE_EXPONENT));
          peak += surviving * vintage[k];
        }
      }

      boolean on = t >= productionStart - 1e-9;
      double since = Math.clamp(t - productionStart, 0.0, 60.0);
      double half = v(Parameter.LAUNCH_ALLOCATION_HALF_TIME);
      double byLaunch =
          on
              ? upmass
                  * 1000
                  * (v(Parameter.LAUNCH_ALLOCATION_CEILING)
                      / (1 + Math.exp(-(since - half) * 2 / half)))
                  / specificMass
              : 0;
      double byFactory =
          on
              ? Math.min(
                      v(Parameter.FACTORY_RATE_CEILING),
                      v(Parameter.FACTORY_RATE_INITIAL)
                          * Math.pow(1 + v(Parameter.FACTORY_RATE_GROWTH), since))
                  * DT
              : 0;
      double demand = demandGw(t) * 1e6;
      double premium =
          v(Parameter.PRICE_PREMIUM_LONG_RUN)
              + (v(Parameter.PRICE_PREMIUM_INITIAL) - v(Parameter.PRICE_PREMIUM_LONG_RUN))
                  * Math.pow(2, -y / v(Parameter.PRICE_PREMIUM_HALF_LIFE));
      double price = terrestrial * (1 + premium);
      double fall =
          v(Parameter.COMPUTE_OBSOLESCENCE_EXPONENT)
              * Math.log(1 + v(Parameter.COMPUTE_EFFICIENCY_GROWTH))
              * service;
      double averageWorth = fall == 0 ? 1 : (1 - Math.exp(-fall)) / fall;
      double sold = v(Parameter.MARKET_UTILIZATION) * v(Parameter.MARKET_ORBITAL_DISCOUNT);
      double margin = price * sold * averageWorth * (1 - v(Parameter.PROGRAMME_OVERHEAD)) / orbital;
      double intensity = 1 / (1 + Math.pow(margin, -v(Parameter.INVESTMENT_OPTION_EXPONENT)));
      double share =
          v(Parameter.DEMAND_SHARE_CEILING)
              / (1
                  + Math.exp(
                      v(Parameter.DEMAND_SHARE_STEEPNESS)
                          * (ratio - v(Parameter.DEMAND_SHARE_MIDPOINT))));
      double target = Math.max(share, 0.02 * intensity) * demand;
      double commercial =
          Math.max(target - pipeline, 0)
              * Math.min(
                  1,
                  (v(Parameter.DEMAND_ADOPTION_INNOVATION)
                          + v(Parameter.DEMAND_ADOPTION_IMITATION)
                              * Math.min(1, pipeline / Math.max(target, 1)))
                      * DT);
      double strategic =
          on && since < v(Parameter.CAPITAL_STRATEGIC_YEARS)
              ? v(Parameter.CAPITAL_STRATEGIC_BUDGET) * DT / capexPerKw
              : 0;
      double budget =
          on
              ? v(Parameter.CAPITAL_BUDGET_INITIAL)
                  * Math.pow(1 + v(Parameter.CAPITAL_BUDGET_GROWTH), since)
              : 0;
      double byCapital =
          (budget * DT * intensity
                      + v(Parameter.CAPITAL_REINVESTMENT_SHARE)
                          * Math.max(ebitdaBefore, 0)
                          * intensity)
                  / capexPerKw
              + strategic;
      double byLicence =
          Math.max(
              v(Parameter.REGULATORY_AUTHORISED_SATELLITES) * v(Parameter.SATELLITE_POWER)
                  - pipeline,
              0);
      double byBandwidth =
          Math.max(
              v(Parameter.NETWORK_BANDWIDTH_INITIAL)
                      * 1e3
                      * Math.pow(1 + v(Parameter.NETWORK_BANDWIDTH_GROWTH), y)
                      / v(Parameter.NETWORK_BANDWIDTH_PER_KILOWATT)
                  - pipeline,
              0);
      limits[q] =
          new double[] {
            byLaunch,
            byFactory,
            intensity * commercial + strategic,
            byCapital,
            byLicence,
            byBandwidth
          };
      double added = Arrays.stream(limits[q]).min().orElseThrow();
      double good = added * (1 - v(Parameter.RELIABILITY_DEAD_ON_ARRIVAL));
      cohort[q] = good;
      vintage[q] = efficiency;
      spent[q] = capexPerKw * good;
      launched += added;

      double delivered = (1 - corruption) * availability;
      double revenue = worth * delivered * performance * sold * price * DT;
      boolean developing =
          t >= productionStart - 2
              && t < productionStart - 2 + v(Parameter.PROGRAMME_DEVELOPMENT_YEARS);
      double ebitda =
          revenue * (1 - v(Parameter.PROGRAMME_OVERHEAD))
              - v(Parameter.ORBITAL_OPEX) * capacity * DT
              - (developing ? v(Parameter.PROGRAMME_DEVELOPMENT_COST) * DT : 0);
      double taxable = ebitda - depreciable / life * DT;
      double used = Math.min(Math.max(taxable, 0), lossesCarried);
      lossesCarried += Math.max(-taxable, 0) - used;
      double tax = v(Parameter.PROGRAMME_TAX_RATE) * (Math.max(taxable, 0) - used);
      double cash = ebitda - tax - spent[q];
      presentValue += cash / Math.pow(1 + v(Parameter.VALUATION_DISCOUNT_RATE), y + DT / 2);
      ebitdaBefore = ebitda;

      put(Metric.LAUNCH_FLIGHTS, q, flown);
      put(Metric.LAUNCH_MASS, q, upmass);
      put(Metric.LAUNCH_COST, q, launchCost);
      put(Metric.SPECIFIC_MASS, q, specificMass);
      put(Metric.CAPEX_PER_KW, q, capexPerKw);
      put(Metric.ORBITAL_COST, q, orbital);
      put(Metric.TERRESTRIAL_COST, q, terrestrial);
      put(Metric.COST_RATIO, q, ratio);
      put(Metric.CAPACITY, q, capacity);
      put(Metric.DELIVERED_CAPACITY, q, capacity * delivered);
      put(Metric.ADDED_CAPACITY, q, added);
      put(Metric.COMPUTE, q, peak * delivered * performance);
      put(
          Metric.COST_PER_PFLOP_HOUR,
          q,
          orbital / 8760 / efficiency / v(Parameter.COMPUTE_MODEL_FLOPS_UTILIZATION));
      put(Metric.REVENUE, q, revenue);
      put(Metric.EBITDA, q, ebitda);
      put(Metric.CAPEX, q, spent[q]);
      put(Metric.FREE_CASH_FLOW, q, cash);
    }

    double ebitdaOfLastYear = 0;
    for (int q = quarters - 4; q < quarters; q++) {
      ebitdaOfLastYear += series[Metric.EBITDA.ordinal()][q];
    }
    double profit =
        Math.max(
            (ebitdaOfLastYear - depreciable / life) * (1 - v(Parameter.PROGRAMME_TAX_RATE)), 0);
    double growth = v(Parameter.VALUATION_TERMINAL_GROWTH);
    double discountRate = v(Parameter.VALUATION_DISCOUNT_RATE);
    terminalValue =
        profit
            * (1 + growth)
            * (1 - growth / v(Parameter.VALUATION_TERMINAL_RETURN))
            / (discountRate - growth)
            / Math.pow(1 + discountRate, quarters * DT);
  }
}
