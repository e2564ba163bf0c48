package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;

/**
 * Price, willingness to invest and the limits on what is added in a quarter, of the paths of a
 * block that produce at some time (equations 13 to 16).
 */
final class Deployment {
  private static final double GREATEST_LOGISTIC_EXPONENT = 1000;

  private final double[] time;
  private final double[] shareCeiling = new double[LANES];
  private final double[] shareSteepness = new double[LANES];
  private final double[] shareMidpoint = new double[LANES];
  private final double[] innovation = new double[LANES];
  private final double[] imitation = new double[LANES];
  private final double[] allocationCeiling = new double[LANES];
  private final double[] factoryCeiling = new double[LANES];
  private final double[] reinvestment = new double[LANES];
  private final double[] strategicUsd = new double[LANES];
  private final double[] strategicYears = new double[LANES];
  private final double[] satelliteKw = new double[LANES];
  private final double[] premiumLongRun = new double[LANES];
  private final double[] premiumGap = new double[LANES];
  private final double[] premiumStep = new double[LANES];
  private final double[] priceFactor = new double[LANES];
  private final double[] optionExponent = new double[LANES];
  private final double[] bandwidthStep = new double[LANES];
  private final double[] allocationStep = new double[LANES];
  private final double[] factoryStep = new double[LANES];
  private final double[] budgetStep = new double[LANES];
  private final double[] start = new double[LANES];
  private double commonExponent;

  private final double[] bandwidthKw = new double[LANES];
  private final double[] allocation = new double[LANES];
  private final double[] factoryKw = new double[LANES];
  private final double[] budgetUsd = new double[LANES];
  private final double[] authorisedKw = new double[LANES];

  private final double[] intensity = new double[LANES];
  private final double[] share = new double[LANES];
  private final double[] strategicKw = new double[LANES];
  private final double[] kwPerUsd = new double[LANES];
  private final double[] scratch = new double[LANES];

  private final double[][] limits = new double[Constraint.values().length][LANES];

  /** Price of a kW-year of the present vintage in USD. */
  final double[] price = new double[LANES];

  /** Capacity added in the quarter in kW. */
  final double[] addedKw = new double[LANES];

  /** Ordinal of the constraint that limits it. */
  final int[] binding = new int[LANES];

  /**
   * @param time decimal year of each quarter
   */
  Deployment(double[] time) {
    this.time = time;
  }

  /**
   * Starts a block.
   *
   * @param n paths that produce at some time
   * @param serviceYears of a cohort
   */
  void reset(OrderedPaths paths, int n, double[] serviceYears, Lanes math) {
    paths.load(DEMAND_SHARE_CEILING, shareCeiling);
    paths.load(DEMAND_SHARE_STEEPNESS, PortableMath.LOG2_E, shareSteepness);
    paths.load(DEMAND_SHARE_MIDPOINT, shareMidpoint);
    paths.load(DEMAND_ADOPTION_INNOVATION, QUARTER_YEARS, innovation);
    paths.load(DEMAND_ADOPTION_IMITATION, QUARTER_YEARS, imitation);
    paths.load(LAUNCH_ALLOCATION_CEILING, ModelConstants.KG_PER_TONNE, allocationCeiling);
    paths.load(FACTORY_RATE_CEILING, QUARTER_YEARS, factoryCeiling);
    paths.load(CAPITAL_REINVESTMENT_SHARE, reinvestment);
    paths.load(CAPITAL_STRATEGIC_BUDGET, QUARTER_YEARS, strategicUsd);
    paths.load(CAPITAL_STRATEGIC_YEARS, strategicYears);
    paths.load(SATELLITE_POWER, satelliteKw);
    paths.load(REGULATORY_AUTHORISED_SATELLITES, authorisedKw);
    paths.load(DEPLOYMENT_START, start);
    for (int i = 0; i < n; i++) {
      authorisedKw[i] *= satelliteKw[i];
    }
    resetPrice(paths, n, serviceYears, math);
    resetRamps(paths, n, math);
    Arrays.fill(addedKw, 0, paths.count(), 0);
    Arrays.fill(binding, 0, paths.count(), Constraint.LAUNCH.ordinal());
  }

  private void resetPrice(OrderedPaths paths, int n, double[] serviceYears, Lanes math) {
    double[] discount = share;
    double[] overhead = intensity;
    paths.load(PRICE_PREMIUM_LONG_RUN, premiumLongRun);
    paths.load(PRICE_PREMIUM_INITIAL, premiumGap);
    paths.load(PRICE_PREMIUM_HALF_LIFE, premiumStep);
    paths.load(MARKET_UTILIZATION, priceFactor);
    paths.load(MARKET_ORBITAL_DISCOUNT, discount);
    paths.load(PROGRAMME_OVERHEAD, overhead);
    for (int i = 0; i < n; i++) {
      premiumGap[i] -= premiumLongRun[i];
      premiumStep[i] = -QUARTER_YEARS / premiumStep[i];
      priceFactor[i] *= discount[i] * (1 - overhead[i]);
    }
    math.exp2(premiumStep, n);
    loadLifeAverageWorth(paths, n, serviceYears, math, scratch);
    for (int i = 0; i < n; i++) {
      priceFactor[i] *= scratch[i];
    }
    paths.load(INVESTMENT_OPTION_EXPONENT, optionExponent);
    commonExponent = common(optionExponent, n);
  }

  /** Average worth over its life of a vintage whose worth falls with newer ones (equation 14). */
  private void loadLifeAverageWorth(
      OrderedPaths paths, int n, double[] serviceYears, Lanes math, double[] worth) {
    double[] obsolescence = share;
    paths.load(COMPUTE_OBSOLESCENCE_EXPONENT, obsolescence);
    paths.load(COMPUTE_EFFICIENCY_GROWTH, worth);
    for (int i = 0; i < n; i++) {
      worth[i] += 1;
    }
    math.log2(worth, n);
    for (int i = 0; i < n; i++) {
      worth[i] *= PortableMath.LN_2 * obsolescence[i] * serviceYears[i];
    }
    math.meanDecay(worth, intensity, n);
  }

  /** The exponent when all paths have the same; NaN otherwise. */
  private static double common(double[] exponents, int n) {
    for (int i = 1; i < n; i++) {
      if (exponents[i] != exponents[0]) {
        return Double.NaN;
      }
    }
    return exponents[0];
  }

  /** Sets the ramps to the first quarter of production of each path. */
  private void resetRamps(OrderedPaths paths, int n, Lanes math) {
    double[] sinceStart = share;
    double[] elapsed = intensity;
    paths.load(LAUNCH_ALLOCATION_HALF_TIME, allocation);
    for (int i = 0; i < n; i++) {
      int first = paths.first(i);
      sinceStart[i] = Math.max(0, time[first] - start[i]);
      elapsed[i] = first;
      double steepness = ModelConstants.ALLOCATION_STEEPNESS / allocation[i] * PortableMath.LOG2_E;
      allocationStep[i] = -QUARTER_YEARS * steepness;
      allocation[i] = (allocation[i] - sinceStart[i]) * steepness;
    }
    math.exp2(allocationStep, n);
    math.exp2(allocation, n);
    paths.load(FACTORY_RATE_INITIAL, QUARTER_YEARS, strategicKw);
    loadRamp(paths, FACTORY_RATE_GROWTH, n, sinceStart, math, factoryStep, factoryKw);
    paths.load(CAPITAL_BUDGET_INITIAL, QUARTER_YEARS, strategicKw);
    loadRamp(paths, CAPITAL_BUDGET_GROWTH, n, sinceStart, math, budgetStep, budgetUsd);
    paths.load(NETWORK_BANDWIDTH_INITIAL, ModelConstants.GBPS_PER_TBPS, strategicKw);
    paths.load(NETWORK_BANDWIDTH_PER_KILOWATT, scratch);
    paths.loadGrowth(NETWORK_BANDWIDTH_GROWTH, 1, QUARTER_YEARS, math, bandwidthStep);
    for (int i = 0; i < n; i++) {
      bandwidthKw[i] = bandwidthStep[i];
      strategicKw[i] /= scratch[i];
    }
    math.pow(bandwidthKw, elapsed, n);
    for (int i = 0; i < n; i++) {
      bandwidthKw[i] *= strategicKw[i];
    }
    System.arraycopy(premiumStep, 0, scratch, 0, n);
    math.pow(scratch, elapsed, n);
    for (int i = 0; i < n; i++) {
      premiumGap[i] *= scratch[i];
    }
  }

  /** An amount, whose start is in {@link #strategicKw}, that grows from the start of production. */
  private void loadRamp(
      OrderedPaths paths,
      Parameter growth,
      int n,
      double[] sinceStart,
      Lanes math,
      double[] step,
      double[] amount) {
    paths.loadGrowth(growth, 1, QUARTER_YEARS, math, step);
    paths.load(growth, amount);
    for (int i = 0; i < n; i++) {
      amount[i] += 1;
    }
    math.pow(amount, sinceStart, n);
    for (int i = 0; i < n; i++) {
      amount[i] *= strategicKw[i];
    }
  }

  /**
   * Satellites authorised shrink to those launched when fewer than required were launched by a
   * licence's milestone.
   *
   * @param n paths that produce at some time
   */
  void meetDeadline(int n, double requiredSatellites, double[] launchedKw) {
    for (int i = 0; i < n; i++) {
      if (launchedKw[i] / satelliteKw[i] < requiredSatellites) {
        authorisedKw[i] = Math.min(authorisedKw[i], launchedKw[i]);
      }
    }
  }

  /** Decides what the first {@code n} paths add in quarter q, and lets it pass. */
  void step(
      int q,
      int n,
      double demandKw,
      boolean frozen,
      LaunchSystem launch,
      CostModel cost,
      Fleet fleet,
      double[] ebitdaBefore,
      Lanes math) {
    invest(n, cost, math);
    limitByDemand(q, n, demandKw, cost, fleet, math);
    limitByCapital(n, ebitdaBefore);
    limitBySupply(n, frozen, launch, cost, fleet);
    math.least(limits, n, addedKw, binding);
    pass(n);
  }

  /** Price, and intensity of investment from the cost over what it earns. */
  private void invest(int n, CostModel cost, Lanes math) {
    double[] terrestrial = cost.terrestrial;
    double[] orbital = cost.orbital;
    for (int i = 0; i < n; i++) {
      price[i] = terrestrial[i] * (1 + premiumLongRun[i] + premiumGap[i]);
    }
    for (int i = 0; i < n; i++) {
      intensity[i] = orbital[i] / (price[i] * priceFactor[i]);
    }
    math.power(intensity, optionExponent, commonExponent, share, n);
    for (int i = 0; i < n; i++) {
      intensity[i] = 1 / (1 + intensity[i]);
    }
  }

  private void limitByDemand(
      int q, int n, double demandKw, CostModel cost, Fleet fleet, Lanes math) {
    double[] ratio = cost.ratio;
    double[] capexPerKw = cost.capexPerKw;
    double[] pipeline = fleet.pipelineKw;
    double[] limit = limits[Constraint.DEMAND.ordinal()];
    for (int i = 0; i < n; i++) {
      share[i] =
          Math.min(GREATEST_LOGISTIC_EXPONENT, shareSteepness[i] * (ratio[i] - shareMidpoint[i]));
    }
    math.exp2(share, n);
    for (int i = 0; i < n; i++) {
      double s = shareCeiling[i] / (1 + share[i]);
      scratch[i] = Math.max(s, ModelConstants.LEAST_DEMAND_SHARE * intensity[i]) * demandKw;
    }
    for (int i = 0; i < n; i++) {
      double target = scratch[i];
      double gap = Math.max(target - pipeline[i], 0);
      double adopted = Math.min(1, pipeline[i] / Math.max(target, 1));
      limit[i] = gap * Math.min(1, innovation[i] + imitation[i] * adopted);
    }
    for (int i = 0; i < n; i++) {
      if (Math.max(0, time[q] - start[i]) >= strategicYears[i]) {
        strategicUsd[i] = 0;
      }
    }
    for (int i = 0; i < n; i++) {
      kwPerUsd[i] = 1 / capexPerKw[i];
    }
    for (int i = 0; i < n; i++) {
      strategicKw[i] = strategicUsd[i] * kwPerUsd[i];
    }
    for (int i = 0; i < n; i++) {
      limit[i] = intensity[i] * limit[i] + strategicKw[i];
    }
  }

  private void limitByCapital(int n, double[] ebitdaBefore) {
    double[] limit = limits[Constraint.CAPITAL.ordinal()];
    for (int i = 0; i < n; i++) {
      double usd = budgetUsd[i] + reinvestment[i] * Math.max(ebitdaBefore[i], 0);
      limit[i] = usd * intensity[i] * kwPerUsd[i] + strategicKw[i];
    }
  }

  private void limitBySupply(
      int n, boolean frozen, LaunchSystem launch, CostModel cost, Fleet fleet) {
    double[] upmass = launch.upmass;
    double[] specificMass = cost.specificMass;
    double[] pipeline = fleet.pipelineKw;
    double[] launchLimit = limits[Constraint.LAUNCH.ordinal()];
    double[] factoryLimit = limits[Constraint.FACTORY.ordinal()];
    double[] regulatoryLimit = limits[Constraint.REGULATORY.ordinal()];
    double[] bandwidthLimit = limits[Constraint.BANDWIDTH.ordinal()];
    for (int i = 0; i < n; i++) {
      launchLimit[i] = upmass[i] * allocationCeiling[i] / ((1 + allocation[i]) * specificMass[i]);
    }
    for (int i = 0; i < n; i++) {
      factoryLimit[i] = Math.min(factoryCeiling[i], factoryKw[i]);
    }
    for (int i = 0; i < n; i++) {
      regulatoryLimit[i] = Math.max(authorisedKw[i] - pipeline[i], 0);
    }
    if (frozen) {
      Arrays.fill(regulatoryLimit, 0, n, 0);
    }
    for (int i = 0; i < n; i++) {
      bandwidthLimit[i] = Math.max(bandwidthKw[i] - pipeline[i], 0);
    }
  }

  private void pass(int n) {
    for (int i = 0; i < n; i++) {
      premiumGap[i] *= premiumStep[i];
    }
    for (int i = 0; i < n; i++) {
      bandwidthKw[i] *= bandwidthStep[i];
    }
    for (int i = 0; i < n; i++) {
      allocation[i] *= allocationStep[i];
    }
    for (int i = 0; i < n; i++) {
      factoryKw[i] *= factoryStep[i];
    }
    for (int i = 0; i < n; i++) {
      budgetUsd[i] *= budgetStep[i];
    }
  }
}
