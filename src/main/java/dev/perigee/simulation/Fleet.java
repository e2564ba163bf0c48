package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.ModelConstants.TIME_TOLERANCE_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;

/**
 * The cohorts on orbit of a block of paths (equations 7, 9 and 17). A cohort serves from the first
 * whole quarter of age not below the commissioning delay to the last not above the economic life;
 * it decays from the end of the delay. Sums are kept in a growing frame: a cohort enters with its
 * capacity times exp(decay x its quarter), and the sum is multiplied by exp(-decay x (the present
 * quarter - delay)).
 */
final class Fleet {
  /** The cohorts in service, in the growing frame; their capital as it was spent. */
  private final CohortSums serving;

  private final int stride;
  private final double[] launchedKw;

  private final int[] first = new int[LANES];
  private final int[] youngest = new int[LANES];
  private final int[] oldest = new int[LANES];
  private final double[] survivalStep = new double[LANES];
  private final double[] survival = new double[LANES];
  private final double[] revivalStep = new double[LANES];
  private final double[] revival = new double[LANES];
  private final double[] worthStep = new double[LANES];
  private final double[] worthNow = new double[LANES];

  /** Capacity in service in kW. */
  final double[] capacityKw = new double[LANES];

  /** Capacity in service or being commissioned in kW. */
  final double[] pipelineKw = new double[LANES];

  /** Capacity in service in kW of the present vintage's worth. */
  final double[] worthKw = new double[LANES];

  /** Peak compute of the capacity in service in PFLOP/s. */
  final double[] pflops = new double[LANES];

  /** Capital in USD that still depreciates. */
  final double[] depreciableUsd = new double[LANES];

  Fleet(int quarters) {
    serving = new CohortSums(LANES, quarters);
    stride = quarters | 1;
    launchedKw = new double[LANES * stride];
  }

  /**
   * Starts a block.
   *
   * @param n paths that produce at some time
   * @param decay of cohorts per year
   */
  void reset(OrderedPaths paths, int n, double[] decay, Lanes math) {
    double[] delay = worthStep;
    double[] life = worthNow;
    paths.load(RELIABILITY_COMMISSIONING_DELAY, delay);
    paths.load(RELIABILITY_ECONOMIC_LIFE, life);
    for (int i = 0; i < n; i++) {
      first[i] = paths.first(i);
      youngest[i] = Math.max(1, (int) Math.ceil((delay[i] - TIME_TOLERANCE_YEARS) / QUARTER_YEARS));
      oldest[i] = (int) Math.floor((life[i] + TIME_TOLERANCE_YEARS) / QUARTER_YEARS);
      serving.reset(i, Math.max(1, oldest[i] - youngest[i] + 1));
      double perQuarter = decay[i] * QUARTER_YEARS * PortableMath.LOG2_E;
      survivalStep[i] = -perQuarter;
      revivalStep[i] = perQuarter;
      survival[i] = decay[i] * delay[i] * PortableMath.LOG2_E;
    }
    math.exp2(survivalStep, n);
    math.exp2(revivalStep, n);
    math.exp2(survival, n);
    double[] exponent = worthNow;
    paths.load(COMPUTE_OBSOLESCENCE_EXPONENT, QUARTER_YEARS, exponent);
    paths.load(COMPUTE_EFFICIENCY_GROWTH, worthStep);
    for (int i = 0; i < n; i++) {
      worthStep[i] += 1;
    }
    math.pow(worthStep, exponent, n);
    Arrays.fill(revival, 0, n, 1);
    Arrays.fill(worthNow, 0, n, 1);
    int all = paths.count();
    Arrays.fill(capacityKw, 0, all, 0);
    Arrays.fill(pipelineKw, 0, all, 0);
    Arrays.fill(worthKw, 0, all, 0);
    Arrays.fill(pflops, 0, all, 0);
    Arrays.fill(depreciableUsd, 0, all, 0);
  }

  /** Ages the fleets of the first {@code n} paths, those that have launched, to quarter q. */
  void age(int q, int n) {
    for (int i = 0; i < n; i++) {
      survival[i] *= survivalStep[i];
    }
    for (int i = 0; i < n; i++) {
      revival[i] *= revivalStep[i];
    }
    for (int i = 0; i < n; i++) {
      worthNow[i] *= worthStep[i];
    }
    for (int i = 0; i < n; i++) {
      int age = q - first[i];
      int entering = age - youngest[i];
      if (entering >= 0 && oldest[i] >= youngest[i]) {
        serving.advance(i, entering);
      }
      double waitingKw = 0;
      double waitingUsd = 0;
      int waiting = Math.min(Math.min(youngest[i] - 1, oldest[i]), age);
      for (int back = 1; back <= waiting; back++) {
        waitingKw += launchedKw[i * stride + age - back];
        waitingUsd += serving.spentOn(i, age - back);
      }
      pipelineKw[i] = waitingKw;
      depreciableUsd[i] = waitingUsd;
    }
    for (int i = 0; i < n; i++) {
      capacityKw[i] = serving.kw[i] * survival[i];
    }
    for (int i = 0; i < n; i++) {
      worthKw[i] = serving.worth[i] * survival[i] / worthNow[i];
    }
    for (int i = 0; i < n; i++) {
      pflops[i] = serving.compute[i] * survival[i];
    }
    for (int i = 0; i < n; i++) {
      pipelineKw[i] += capacityKw[i];
    }
    for (int i = 0; i < n; i++) {
      depreciableUsd[i] += serving.spent[i];
    }
  }

  /** Adds the cohort of quarter q to the first {@code n} fleets. */
  void add(int q, int n, double[] commissionedKw, double[] usd, double[] pflopsPerKw) {
    for (int i = 0; i < n; i++) {
      int cohort = q - first[i];
      double revived = commissionedKw[i] * revival[i];
      launchedKw[i * stride + cohort] = commissionedKw[i];
      serving.set(i, cohort, revived, revived * worthNow[i], revived * pflopsPerKw[i], usd[i]);
    }
  }
}
