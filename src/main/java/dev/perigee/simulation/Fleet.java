package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.ModelConstants.TIME_TOLERANCE_YEARS;
import static dev.perigee.simulation.Parameter.*;

/**
 * The cohorts on orbit (equations 7, 9 and 17). A cohort serves from the first whole quarter of age
 * not below the commissioning delay to the last not above the economic life; it decays from the end
 * of the delay. Sums are kept in a growing frame: a cohort enters with its capacity times exp(decay
 * x its quarter), and the sum is multiplied by exp(-decay x (the present quarter - delay)).
 */
final class Fleet {
  private final double[] launchedKw;
  private final double[] spentUsd;
  private final double[] revived;
  private final double[] worth;
  private final double[] efficiency;
  private final SlidingSum servingKw;
  private final SlidingSum servingWorth;
  private final SlidingSum servingCompute;
  private final SlidingSum depreciating;

  private int youngest;
  private int oldest;
  private boolean serves;
  private int cohort;
  private double survivalStep;
  private double survival;
  private double revivalStep;
  private double revival;
  private double worthStep;
  private double worthNow;

  /** Capacity in service in kW. */
  double capacityKw;

  /** Capacity in service or being commissioned in kW. */
  double pipelineKw;

  /** Capacity in service in kW of the present vintage's worth. */
  double worthKw;

  /** Peak compute of the capacity in service in PFLOP/s. */
  double pflops;

  /** Capital in USD that still depreciates. */
  double depreciableUsd;

  Fleet(int quarters) {
    launchedKw = new double[quarters];
    spentUsd = new double[quarters];
    revived = new double[quarters];
    worth = new double[quarters];
    efficiency = new double[quarters];
    servingKw = new SlidingSum(quarters);
    servingWorth = new SlidingSum(quarters);
    servingCompute = new SlidingSum(quarters);
    depreciating = new SlidingSum(quarters);
  }

  void reset(double[] p, double decay) {
    double delay = RELIABILITY_COMMISSIONING_DELAY.in(p);
    youngest = Math.max(1, (int) Math.ceil((delay - TIME_TOLERANCE_YEARS) / QUARTER_YEARS));
    oldest =
        (int) Math.floor((RELIABILITY_ECONOMIC_LIFE.in(p) + TIME_TOLERANCE_YEARS) / QUARTER_YEARS);
    serves = oldest >= youngest;
    int width = Math.max(1, oldest - youngest + 1);
    servingKw.reset(width);
    servingWorth.reset(width);
    servingCompute.reset(width);
    depreciating.reset(oldest);
    survivalStep = PortableMath.exp(-decay * QUARTER_YEARS);
    survival = PortableMath.exp(decay * delay);
    revivalStep = PortableMath.exp(decay * QUARTER_YEARS);
    revival = 1;
    worthStep =
        PortableMath.pow(
            1 + COMPUTE_EFFICIENCY_GROWTH.in(p),
            COMPUTE_OBSOLESCENCE_EXPONENT.in(p) * QUARTER_YEARS);
    worthNow = 1;
    cohort = 0;
    capacityKw = 0;
    pipelineKw = 0;
    worthKw = 0;
    pflops = 0;
    depreciableUsd = 0;
  }

  /**
   * Ages the fleet to the next quarter; the first call after a reset is the quarter of first
   * production.
   */
  void age() {
    if (cohort > 0) {
      survival *= survivalStep;
      revival *= revivalStep;
      worthNow *= worthStep;
      depreciableUsd = depreciating.push(spentUsd[cohort - 1]);
    }
    int entering = cohort - youngest;
    if (serves && entering >= 0) {
      double entry = revived[entering];
      capacityKw = servingKw.push(entry) * survival;
      worthKw = servingWorth.push(entry * worth[entering]) * survival / worthNow;
      pflops = servingCompute.push(entry * efficiency[entering]) * survival;
    }
    pipelineKw = capacityKw;
    for (int age = 1; age < youngest && age <= oldest && age <= cohort; age++) {
      pipelineKw += launchedKw[cohort - age];
    }
  }

  /** Adds the cohort of the present quarter. */
  void add(double commissionedKw, double usd, double pflopsPerKw) {
    launchedKw[cohort] = commissionedKw;
    spentUsd[cohort] = usd;
    revived[cohort] = commissionedKw * revival;
    worth[cohort] = worthNow;
    efficiency[cohort] = pflopsPerKw;
    cohort++;
  }
}
