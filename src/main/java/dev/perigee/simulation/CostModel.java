package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;

/**
 * Mass and cost of a kW in orbit, and its cost on the ground, of a block of paths (equations 4, 6
 * and 10).
 */
final class CostModel {
  private final double[] specificMassInitial = new double[LANES];
  private final double[] specificMassFloor = new double[LANES];
  private final double[] specificMassLearning = new double[LANES];
  private final double[] improvementStep = new double[LANES];
  private final double[] materialsInitial = new double[LANES];
  private final double[] materialsFloor = new double[LANES];
  private final double[] materialsLearning = new double[LANES];
  private final double[] perLearningReference = new double[LANES];
  private final double[] insured = new double[LANES];
  private final double[] spaceHardware = new double[LANES];
  private final double[] perCommissioned = new double[LANES];
  private final double[] recovery = new double[LANES];
  private final double[] opex = new double[LANES];
  private final double[] perDelivered = new double[LANES];
  private final double[] groundCapital = new double[LANES];
  private final double[] groundOpex = new double[LANES];
  private final double[] groundOpexStep = new double[LANES];
  private final double[] scarcityEarly = new double[LANES];
  private final double[] scarcityLate = new double[LANES];

  private final double[] improvement = new double[LANES];
  private final double[] massProgress = new double[LANES];
  private final double[] materialsProgress = new double[LANES];
  private final double[] scratch = new double[LANES];

  /** Specific mass in kg/kW. */
  final double[] specificMass = new double[LANES];

  /** Capital cost of a commissioned kW in USD. */
  final double[] capexPerKw = new double[LANES];

  /** Cost of a delivered kW-year in orbit in USD. */
  final double[] orbital = new double[LANES];

  /** Cost of a kW-year on the ground in USD. */
  final double[] terrestrial = new double[LANES];

  /** Orbital over terrestrial cost. */
  final double[] ratio = new double[LANES];

  void reset(OrderedPaths paths, double[] effectiveLife, Lanes math) {
    int n = paths.count();
    paths.load(SATELLITE_SPECIFIC_MASS_INITIAL, specificMassInitial);
    paths.load(SATELLITE_SPECIFIC_MASS_FLOOR, specificMassFloor);
    paths.load(SATELLITE_SPECIFIC_MASS_LEARNING_RATE, specificMassLearning);
    paths.loadGrowth(
        SATELLITE_SPECIFIC_MASS_ANNUAL_IMPROVEMENT, -1, QUARTER_YEARS, math, improvementStep);
    paths.load(SATELLITE_BILL_OF_MATERIALS_INITIAL, materialsInitial);
    paths.load(SATELLITE_BILL_OF_MATERIALS_FLOOR, materialsFloor);
    paths.load(SATELLITE_BILL_OF_MATERIALS_LEARNING_RATE, materialsLearning);
    paths.load(SATELLITE_LEARNING_REFERENCE_CAPACITY, perLearningReference);
    paths.load(ORBITAL_INSURANCE, insured);
    paths.load(COMPUTE_HARDWARE_SPACE_PREMIUM, spaceHardware);
    paths.load(RELIABILITY_DEAD_ON_ARRIVAL, perCommissioned);
    paths.load(ORBITAL_OPEX, opex);
    paths.load(RELIABILITY_AVAILABILITY, perDelivered);
    paths.load(COMPUTE_ORBITAL_PERFORMANCE, scratch);
    for (int i = 0; i < n; i++) {
      specificMassLearning[i] = 1 - specificMassLearning[i];
      materialsLearning[i] = 1 - materialsLearning[i];
      perLearningReference[i] = 1 / perLearningReference[i];
      insured[i] = 1 + insured[i];
      perCommissioned[i] = 1 / (1 - perCommissioned[i]);
      perDelivered[i] = 1 / (perDelivered[i] * scratch[i]);
    }
    math.log2(specificMassLearning, n);
    math.log2(materialsLearning, n);
    paths.load(FINANCE_ORBITAL_COST_OF_CAPITAL, scratch);
    Finance.capitalRecoveryFactors(scratch, effectiveLife, n, math, recovery);
    resetGround(paths, math);
    Arrays.fill(improvement, 0, n, 1);
    Arrays.fill(massProgress, 0, n, 1);
    Arrays.fill(materialsProgress, 0, n, 1);
  }

  private void resetGround(OrderedPaths paths, Lanes math) {
    int n = paths.count();
    double[] rate = scratch;
    double[] years = terrestrial;
    double[] hardware = orbital;
    double[] facility = groundCapital;
    paths.load(FINANCE_TERRESTRIAL_COST_OF_CAPITAL, rate);
    Arrays.fill(years, 0, n, ModelConstants.TERRESTRIAL_HARDWARE_LIFE_YEARS);
    Finance.capitalRecoveryFactors(rate, years, n, math, hardware);
    Arrays.fill(years, 0, n, ModelConstants.TERRESTRIAL_FACILITY_LIFE_YEARS);
    Finance.capitalRecoveryFactors(rate, years, n, math, facility);
    double[] hardwareCost = groundOpex;
    double[] facilityCost = groundOpexStep;
    paths.load(COMPUTE_HARDWARE_COST, hardwareCost);
    paths.load(TERRESTRIAL_FACILITY_COST, facilityCost);
    for (int i = 0; i < n; i++) {
      spaceHardware[i] *= hardwareCost[i];
      groundCapital[i] = hardwareCost[i] * hardware[i] + facilityCost[i] * facility[i];
    }
    paths.load(TERRESTRIAL_OPEX, groundOpex);
    paths.loadGrowth(TERRESTRIAL_OPEX_ESCALATION, 1, QUARTER_YEARS, math, groundOpexStep);
    paths.load(TERRESTRIAL_SCARCITY_BY_2030, scarcityEarly);
    paths.load(TERRESTRIAL_SCARCITY_AFTER_2030, scarcityLate);
  }

  /**
   * Learning by doing from the capacity launched so far, for the first {@code n} paths; the others
   * have launched nothing.
   */
  void learn(int n, double[] launchedKw, Lanes math) {
    for (int i = 0; i < n; i++) {
      scratch[i] = Math.max(1, launchedKw[i] * perLearningReference[i]);
    }
    math.log2(scratch, n);
    for (int i = 0; i < n; i++) {
      massProgress[i] = scratch[i] * specificMassLearning[i];
      materialsProgress[i] = scratch[i] * materialsLearning[i];
    }
    math.exp2(massProgress, n);
    math.exp2(materialsProgress, n);
  }

  /** Computes the next quarter, given how far the scarcity ramps have come. */
  void step(boolean first, int n, LaunchSystem launch, double earlyRamp, double lateRamp) {
    if (!first) {
      for (int i = 0; i < n; i++) {
        improvement[i] *= improvementStep[i];
      }
      for (int i = 0; i < n; i++) {
        groundOpex[i] *= groundOpexStep[i];
      }
    }
    for (int i = 0; i < n; i++) {
      specificMass[i] =
          Math.max(specificMassFloor[i], specificMassInitial[i] * massProgress[i] * improvement[i]);
    }
    build(n, launch);
    for (int i = 0; i < n; i++) {
      orbital[i] = (capexPerKw[i] * recovery[i] + opex[i]) * perDelivered[i];
    }
    for (int i = 0; i < n; i++) {
      double scarcity = scarcityEarly[i] * earlyRamp + scarcityLate[i] * lateRamp;
      terrestrial[i] = (groundCapital[i] + groundOpex[i]) * (1 + scarcity);
    }
    for (int i = 0; i < n; i++) {
      ratio[i] = orbital[i] / terrestrial[i];
    }
  }

  private void build(int n, LaunchSystem launch) {
    double[] launchCost = launch.cost;
    double[] launches = launch.launchesPerSuccess;
    for (int i = 0; i < n; i++) {
      scratch[i] =
          launchCost[i] * launches[i]
              + Math.max(materialsFloor[i], materialsInitial[i] * materialsProgress[i]);
    }
    for (int i = 0; i < n; i++) {
      double satellite = specificMass[i] * scratch[i];
      capexPerKw[i] = (satellite * insured[i] + spaceHardware[i]) * perCommissioned[i];
    }
  }
}
