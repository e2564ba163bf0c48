package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;

/** Mass and cost of a kW in orbit, and its cost on the ground (equations 4, 6 and 10). */
final class CostModel {
  private double specificMassInitial;
  private double specificMassFloor;
  private double specificMassLearning;
  private double improvementStep;
  private double materialsInitial;
  private double materialsFloor;
  private double materialsLearning;
  private double learningReference;
  private double insured;
  private double spaceHardware;
  private double perCommissioned;
  private double recovery;
  private double opex;
  private double perDelivered;
  private double groundCapital;
  private double groundOpex;
  private double groundOpexStep;
  private double scarcityEarly;
  private double scarcityLate;

  private double improvement;
  private double escalation;

  /** Specific mass in kg/kW. */
  double specificMass;

  /** Capital cost of a commissioned kW in USD. */
  double capexPerKw;

  /** Cost of a delivered kW-year in orbit in USD. */
  double orbital;

  /** Cost of a kW-year on the ground in USD. */
  double terrestrial;

  /** Orbital over terrestrial cost. */
  double ratio;

  void reset(double[] p, double effectiveLife) {
    specificMassInitial = SATELLITE_SPECIFIC_MASS_INITIAL.in(p);
    specificMassFloor = SATELLITE_SPECIFIC_MASS_FLOOR.in(p);
    specificMassLearning = PortableMath.log2(1 - SATELLITE_SPECIFIC_MASS_LEARNING_RATE.in(p));
    improvementStep =
        PortableMath.pow(1 - SATELLITE_SPECIFIC_MASS_ANNUAL_IMPROVEMENT.in(p), QUARTER_YEARS);
    materialsInitial = SATELLITE_BILL_OF_MATERIALS_INITIAL.in(p);
    materialsFloor = SATELLITE_BILL_OF_MATERIALS_FLOOR.in(p);
    materialsLearning = PortableMath.log2(1 - SATELLITE_BILL_OF_MATERIALS_LEARNING_RATE.in(p));
    learningReference = SATELLITE_LEARNING_REFERENCE_CAPACITY.in(p);
    insured = 1 + ORBITAL_INSURANCE.in(p);
    spaceHardware = COMPUTE_HARDWARE_SPACE_PREMIUM.in(p) * COMPUTE_HARDWARE_COST.in(p);
    perCommissioned = 1 / (1 - RELIABILITY_DEAD_ON_ARRIVAL.in(p));
    recovery = Finance.capitalRecoveryFactor(FINANCE_ORBITAL_COST_OF_CAPITAL.in(p), effectiveLife);
    opex = ORBITAL_OPEX.in(p);
    perDelivered = 1 / (RELIABILITY_AVAILABILITY.in(p) * COMPUTE_ORBITAL_PERFORMANCE.in(p));
    double groundRate = FINANCE_TERRESTRIAL_COST_OF_CAPITAL.in(p);
    groundCapital =
        COMPUTE_HARDWARE_COST.in(p)
                * Finance.capitalRecoveryFactor(
                    groundRate, ModelConstants.TERRESTRIAL_HARDWARE_LIFE_YEARS)
            + TERRESTRIAL_FACILITY_COST.in(p)
                * Finance.capitalRecoveryFactor(
                    groundRate, ModelConstants.TERRESTRIAL_FACILITY_LIFE_YEARS);
    groundOpex = TERRESTRIAL_OPEX.in(p);
    groundOpexStep = PortableMath.pow(1 + TERRESTRIAL_OPEX_ESCALATION.in(p), QUARTER_YEARS);
    scarcityEarly = TERRESTRIAL_SCARCITY_BY_2030.in(p);
    scarcityLate = TERRESTRIAL_SCARCITY_AFTER_2030.in(p);
    improvement = 1;
    escalation = 1;
  }

  /**
   * Computes the next quarter, given the capacity launched so far and how far the scarcity ramps
   * have come.
   */
  void step(
      boolean first, LaunchSystem launch, double launchedKw, double earlyRamp, double lateRamp) {
    if (!first) {
      improvement *= improvementStep;
      escalation *= groundOpexStep;
    }
    double doublings =
        launchedKw > learningReference ? PortableMath.log2(launchedKw / learningReference) : 0;
    specificMass =
        Math.max(
            specificMassFloor,
            specificMassInitial * progress(doublings, specificMassLearning) * improvement);
    double platform =
        specificMass
            * Math.max(materialsFloor, materialsInitial * progress(doublings, materialsLearning));
    double satellite = specificMass * launch.cost / (1 - launch.failure) + platform;
    capexPerKw = (satellite * insured + spaceHardware) * perCommissioned;
    orbital = (capexPerKw * recovery + opex) * perDelivered;
    double scarcity = scarcityEarly * earlyRamp + scarcityLate * lateRamp;
    terrestrial = (groundCapital + groundOpex * escalation) * (1 + scarcity);
    ratio = orbital / terrestrial;
  }

  /** Factor of a learning curve; exactly 1 before the first doubling, as {@code exp2(0)} is. */
  private static double progress(double doublings, double log2OfFactor) {
    return doublings == 0 ? 1 : PortableMath.exp2(doublings * log2OfFactor);
  }
}
