package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.ModelConstants.TIME_TOLERANCE_YEARS;
import static dev.perigee.simulation.Parameter.*;

/**
 * The quarterly recursion of one path (model section 1.3, equations 1 to 17). Powers of time are
 * running products and sums over cohorts are sliding sums, so that a quarter costs the same however
 * many cohorts serve; before first production only launch, unit costs and development spending are
 * computed. The result depends on the parameter vector and the conditions alone.
 *
 * <p>An instance is scratch memory for one thread: {@link #run} overwrites the former path's
 * results.
 */
final class PathKernel {
  private final int quarters;
  private final double[] time;
  private final double[] earlyRamp;
  private final double[] lateRamp;
  private final double[] demandKw;
  private final boolean[] frozen;
  private final double[] requiredSatellites;
  private final double[] observedKw;

  private final LaunchSystem launch = new LaunchSystem();
  private final CostModel cost = new CostModel();
  private final Deployment deployment = new Deployment();
  private final Fleet fleet;

  /** Values by metric and quarter. */
  final double[][] series;

  /** Ordinal of the binding constraint by quarter. */
  final int[] binding;

  /** First quarter of production; the number of quarters when there is none. */
  int firstProduction;

  /** Discounted cash flow of the horizon in USD. */
  double presentValue;

  /** Discounted value after the horizon in USD. */
  double terminalValue;

  /** Capacity-equivalent years of a cohort. */
  double effectiveLife;

  PathKernel(Horizon horizon, PathConditions conditions) {
    quarters = horizon.quarters();
    time = new double[quarters];
    earlyRamp = new double[quarters];
    lateRamp = new double[quarters];
    demandKw = new double[quarters];
    for (int q = 0; q < quarters; q++) {
      time[q] = horizon.time(q);
      earlyRamp[q] = UnitCost.earlyScarcity(time[q]);
      lateRamp[q] = UnitCost.lateScarcity(time[q]);
      demandKw[q] = Adoption.demandGw(time[q]) * ModelConstants.KW_PER_GW;
    }
    frozen = new boolean[quarters];
    requiredSatellites = new double[quarters];
    observedKw = new double[quarters];
    place(horizon, conditions);
    fleet = new Fleet(quarters);
    series = new double[Metric.values().length][quarters];
    binding = new int[quarters];
  }

  private void place(Horizon horizon, PathConditions conditions) {
    for (PathConditions.AuthorisationFreeze freeze : conditions.freezes()) {
      for (int q = 0; q < quarters; q++) {
        frozen[q] |= time[q] >= freeze.from() && time[q] < freeze.until();
      }
    }
    for (PathConditions.DeploymentDeadline deadline : conditions.deadlines()) {
      int q = horizon.quarterAt(deadline.by());
      if (q >= 0 && q < quarters) {
        requiredSatellites[q] = Math.max(requiredSatellites[q], deadline.satellites());
      }
    }
    for (PathConditions.ObservedCapacity observation : conditions.observations()) {
      int q = Math.max(0, horizon.quarterAt(observation.at()));
      if (q < quarters) {
        observedKw[q] = Math.max(observedKw[q], observation.capacityKw());
      }
    }
  }

  /** Enterprise value in USD of the last path. */
  double enterpriseValue() {
    return presentValue + terminalValue;
  }

  /**
   * Runs the path with these parameter values.
   *
   * @param p values in the order of the catalogue, within its ranges, with the discount rate above
   *     terminal growth and the economic life above the commissioning delay; {@link
   *     Parameter#DEPLOYMENT_START} may be {@link ModelConstants#NEVER}
   */
  void run(double[] p) {
    double corruption = RELIABILITY_SILENT_CORRUPTION.in(p);
    double life = RELIABILITY_ECONOMIC_LIFE.in(p);
    double service = life - RELIABILITY_COMMISSIONING_DELAY.in(p);
    double decay =
        Reliability.decayRate(RELIABILITY_BUS_LOSS.in(p), RELIABILITY_ACCELERATOR_LOSS.in(p));
    effectiveLife = Reliability.effectiveLife(decay, service, corruption);
    launch.reset(p);
    cost.reset(p, effectiveLife);
    deployment.reset(p, service);
    fleet.reset(p, decay);

    double start = DEPLOYMENT_START.in(p);
    double developmentStart = start - ModelConstants.DEVELOPMENT_LEAD_YEARS;
    double developmentEnd = developmentStart + PROGRAMME_DEVELOPMENT_YEARS.in(p);
    double development = PROGRAMME_DEVELOPMENT_COST.in(p) * QUARTER_YEARS;
    double commissioned = 1 - RELIABILITY_DEAD_ON_ARRIVAL.in(p);
    double available = (1 - corruption) * RELIABILITY_AVAILABILITY.in(p);
    double performing = available * COMPUTE_ORBITAL_PERFORMANCE.in(p);
    double sold = MARKET_UTILIZATION.in(p) * MARKET_ORBITAL_DISCOUNT.in(p);
    double kept = 1 - PROGRAMME_OVERHEAD.in(p);
    double opex = ORBITAL_OPEX.in(p);
    double taxRate = PROGRAMME_TAX_RATE.in(p);
    double utilization = COMPUTE_MODEL_FLOPS_UTILIZATION.in(p);
    double efficiency = COMPUTE_EFFICIENCY_INITIAL.in(p);
    double perPflopHour = UnitCost.perPflopHour(1, efficiency, utilization);
    double efficiencyStep = PortableMath.pow(1 + COMPUTE_EFFICIENCY_GROWTH.in(p), QUARTER_YEARS);
    double perEfficiencyStep = 1 / efficiencyStep;
    double rate = VALUATION_DISCOUNT_RATE.in(p);
    double discount = Finance.discountFactor(rate, QUARTER_YEARS / 2);
    double discountStep = Finance.discountFactor(rate, QUARTER_YEARS);

    firstProduction = quarters;
    double launchedKw = 0;
    double lossesCarried = 0;
    double ebitdaBefore = 0;
    double lastYearEbitda = 0;
    presentValue = 0;

    for (int q = 0; q < quarters; q++) {
      boolean first = q == 0;
      launchedKw = Math.max(launchedKw, observedKw[q]);
      launch.step(first);
      cost.step(first, launch, launchedKw, earlyRamp[q], lateRamp[q]);
      if (requiredSatellites[q] > 0) {
        deployment.meetDeadline(requiredSatellites[q], launchedKw);
      }

      double revenue = 0;
      double capex = 0;
      double depreciation = 0;
      double added = 0;
      if (time[q] >= start - TIME_TOLERANCE_YEARS) {
        if (firstProduction == quarters) {
          firstProduction = q;
          deployment.begin(p, time[q]);
        }
        fleet.age();
        deployment.step(time[q], demandKw[q], frozen[q], launch, cost, fleet, ebitdaBefore);
        added = deployment.addedKw;
        launchedKw += added;
        double good = added * commissioned;
        capex = cost.capexPerKw * good;
        revenue = fleet.worthKw * performing * sold * deployment.price * QUARTER_YEARS;
        depreciation = fleet.depreciableUsd / life * QUARTER_YEARS;
        fleet.add(good, capex, efficiency);
      } else {
        deployment.idle();
      }

      boolean developing = time[q] >= developmentStart && time[q] < developmentEnd;
      double ebitda =
          revenue * kept - opex * fleet.capacityKw * QUARTER_YEARS - (developing ? development : 0);
      double taxable = ebitda - depreciation;
      double lossesUsed = Math.min(Math.max(taxable, 0), lossesCarried);
      lossesCarried += Math.max(-taxable, 0) - lossesUsed;
      double tax = taxRate * (Math.max(taxable, 0) - lossesUsed);
      double freeCashFlow = ebitda - tax - capex;
      presentValue += freeCashFlow * discount;
      ebitdaBefore = ebitda;
      if (q >= quarters - ModelConstants.TERMINAL_QUARTERS) {
        lastYearEbitda += ebitda;
      }

      series[Metric.LAUNCH_FLIGHTS.ordinal()][q] = launch.flown;
      series[Metric.LAUNCH_MASS.ordinal()][q] = launch.upmass;
      series[Metric.LAUNCH_COST.ordinal()][q] = launch.cost;
      series[Metric.SPECIFIC_MASS.ordinal()][q] = cost.specificMass;
      series[Metric.CAPEX_PER_KW.ordinal()][q] = cost.capexPerKw;
      series[Metric.ORBITAL_COST.ordinal()][q] = cost.orbital;
      series[Metric.TERRESTRIAL_COST.ordinal()][q] = cost.terrestrial;
      series[Metric.COST_RATIO.ordinal()][q] = cost.ratio;
      series[Metric.CAPACITY.ordinal()][q] = fleet.capacityKw;
      series[Metric.DELIVERED_CAPACITY.ordinal()][q] = fleet.capacityKw * available;
      series[Metric.ADDED_CAPACITY.ordinal()][q] = added;
      series[Metric.COMPUTE.ordinal()][q] = fleet.pflops * performing;
      series[Metric.COST_PER_PFLOP_HOUR.ordinal()][q] = cost.orbital * perPflopHour;
      series[Metric.REVENUE.ordinal()][q] = revenue;
      series[Metric.EBITDA.ordinal()][q] = ebitda;
      series[Metric.CAPEX.ordinal()][q] = capex;
      series[Metric.FREE_CASH_FLOW.ordinal()][q] = freeCashFlow;
      binding[q] = deployment.binding.ordinal();

      efficiency *= efficiencyStep;
      perPflopHour *= perEfficiencyStep;
      discount *= discountStep;
    }

    double profit = Math.max((lastYearEbitda - fleet.depreciableUsd / life) * (1 - taxRate), 0);
    terminalValue =
        Finance.valueDriver(
                profit, rate, VALUATION_TERMINAL_GROWTH.in(p), VALUATION_TERMINAL_RETURN.in(p))
            * Finance.discountFactor(rate, quarters * QUARTER_YEARS);
  }
}
