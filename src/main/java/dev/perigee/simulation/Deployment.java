package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;

/**
 * Price, willingness to invest and the limits on what is added in a quarter (equations 13 to 16).
 */
final class Deployment {
  private double shareCeiling;
  private double shareSteepness;
  private double shareMidpoint;
  private double innovation;
  private double imitation;
  private double allocationCeiling;
  private double factoryCeiling;
  private double reinvestment;
  private double strategicBudget;
  private double strategicYears;
  private double satelliteKw;
  private double premiumLongRun;
  private double premiumGap;
  private double premiumStep;
  private double priceFactor;
  private double optionExponent;
  private double bandwidthStep;
  private double allocationStep;
  private double factoryStep;
  private double budgetStep;

  private double start;
  private double premiumDecay;
  private double bandwidthKw;
  private double allocation;
  private double factory;
  private double budget;
  private double authorised;

  /** Price of a kW-year of the present vintage in USD. */
  double price;

  /** Capacity added in the quarter in kW. */
  double addedKw;

  /** What limits it. */
  Constraint binding;

  void reset(double[] p, double serviceYears) {
    shareCeiling = DEMAND_SHARE_CEILING.in(p);
    shareSteepness = DEMAND_SHARE_STEEPNESS.in(p);
    shareMidpoint = DEMAND_SHARE_MIDPOINT.in(p);
    innovation = DEMAND_ADOPTION_INNOVATION.in(p);
    imitation = DEMAND_ADOPTION_IMITATION.in(p);
    allocationCeiling = LAUNCH_ALLOCATION_CEILING.in(p);
    factoryCeiling = FACTORY_RATE_CEILING.in(p);
    reinvestment = CAPITAL_REINVESTMENT_SHARE.in(p);
    strategicBudget = CAPITAL_STRATEGIC_BUDGET.in(p);
    strategicYears = CAPITAL_STRATEGIC_YEARS.in(p);
    satelliteKw = SATELLITE_POWER.in(p);
    premiumLongRun = PRICE_PREMIUM_LONG_RUN.in(p);
    premiumGap = PRICE_PREMIUM_INITIAL.in(p) - premiumLongRun;
    premiumStep = PortableMath.exp2(-QUARTER_YEARS / PRICE_PREMIUM_HALF_LIFE.in(p));
    priceFactor =
        MARKET_UTILIZATION.in(p)
            * MARKET_ORBITAL_DISCOUNT.in(p)
            * lifeAverageWorth(p, serviceYears)
            * (1 - PROGRAMME_OVERHEAD.in(p));
    optionExponent = -INVESTMENT_OPTION_EXPONENT.in(p);
    bandwidthKw =
        NETWORK_BANDWIDTH_INITIAL.in(p)
            * ModelConstants.GBPS_PER_TBPS
            / NETWORK_BANDWIDTH_PER_KILOWATT.in(p);
    bandwidthStep = PortableMath.pow(1 + NETWORK_BANDWIDTH_GROWTH.in(p), QUARTER_YEARS);
    authorised = REGULATORY_AUTHORISED_SATELLITES.in(p);
    start = DEPLOYMENT_START.in(p);
    premiumDecay = 1;
    addedKw = 0;
    binding = Constraint.LAUNCH;
  }

  /** Average worth over its life of a vintage whose worth falls with newer ones (equation 14). */
  private static double lifeAverageWorth(double[] p, double serviceYears) {
    double fall =
        COMPUTE_OBSOLESCENCE_EXPONENT.in(p)
            * PortableMath.log(1 + COMPUTE_EFFICIENCY_GROWTH.in(p))
            * serviceYears;
    return PortableMath.meanDecay(fall);
  }

  /** Lets time pass in a quarter before first production. */
  void idle() {
    premiumDecay *= premiumStep;
    bandwidthKw *= bandwidthStep;
  }

  /** Sets the growth since first production; {@code time} is the first quarter of production. */
  void begin(double[] p, double time) {
    double sinceStart = Math.max(0, time - start);
    double halfTime = LAUNCH_ALLOCATION_HALF_TIME.in(p);
    double steepness = ModelConstants.ALLOCATION_STEEPNESS / halfTime;
    allocation = PortableMath.exp((halfTime - sinceStart) * steepness);
    allocationStep = PortableMath.exp(-QUARTER_YEARS * steepness);
    double factoryGrowth = 1 + FACTORY_RATE_GROWTH.in(p);
    factory = FACTORY_RATE_INITIAL.in(p) * PortableMath.pow(factoryGrowth, sinceStart);
    factoryStep = PortableMath.pow(factoryGrowth, QUARTER_YEARS);
    double budgetGrowth = 1 + CAPITAL_BUDGET_GROWTH.in(p);
    budget = CAPITAL_BUDGET_INITIAL.in(p) * PortableMath.pow(budgetGrowth, sinceStart);
    budgetStep = PortableMath.pow(budgetGrowth, QUARTER_YEARS);
  }

  /**
   * Satellites authorised shrink to those launched when fewer than required were launched by a
   * licence's milestone.
   */
  void meetDeadline(double requiredSatellites, double launchedKw) {
    double launched = launchedKw / satelliteKw;
    if (launched < requiredSatellites) {
      authorised = Math.min(authorised, launched);
    }
  }

  /** Decides what is added in a quarter of production, and lets it pass. */
  void step(
      double time,
      double demandKw,
      boolean frozen,
      LaunchSystem launch,
      CostModel cost,
      Fleet fleet,
      double ebitdaBefore) {
    price = cost.terrestrial * (1 + premiumLongRun + premiumGap * premiumDecay);
    double margin = price * priceFactor / cost.orbital;
    double intensity = 1 / (1 + PortableMath.power(margin, optionExponent));
    double share =
        shareCeiling / (1 + PortableMath.exp(shareSteepness * (cost.ratio - shareMidpoint)));
    double target = Math.max(share, ModelConstants.LEAST_DEMAND_SHARE * intensity) * demandKw;
    double gap = Math.max(target - fleet.pipelineKw, 0);
    double adopted = Math.min(1, fleet.pipelineKw / Math.max(target, 1));
    double commercial =
        gap * Math.min(1, Adoption.bassHazard(innovation, imitation, adopted) * QUARTER_YEARS);
    double strategic =
        Math.max(0, time - start) < strategicYears
            ? strategicBudget * QUARTER_YEARS / cost.capexPerKw
            : 0;

    addedKw =
        launch.upmass
            * ModelConstants.KG_PER_TONNE
            * (allocationCeiling / (1 + allocation))
            / cost.specificMass;
    binding = Constraint.LAUNCH;
    limit(Constraint.FACTORY, Math.min(factoryCeiling, factory) * QUARTER_YEARS);
    limit(Constraint.DEMAND, intensity * commercial + strategic);
    limit(
        Constraint.CAPITAL,
        (budget * QUARTER_YEARS * intensity + reinvestment * Math.max(ebitdaBefore, 0) * intensity)
                / cost.capexPerKw
            + strategic);
    limit(
        Constraint.REGULATORY,
        frozen ? 0 : Math.max(authorised * satelliteKw - fleet.pipelineKw, 0));
    limit(Constraint.BANDWIDTH, Math.max(bandwidthKw - fleet.pipelineKw, 0));

    idle();
    allocation *= allocationStep;
    factory *= factoryStep;
    budget *= budgetStep;
  }

  private void limit(Constraint constraint, double kw) {
    if (kw < addedKw) {
      addedKw = kw;
      binding = constraint;
    }
  }
}
