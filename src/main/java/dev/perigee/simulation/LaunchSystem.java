package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;

/** Launch rate, reliability, payload and cost of a block of paths (equations 1 to 3). */
final class LaunchSystem {
  private final double[] growthStep = new double[LANES];
  private final double[] perCeiling = new double[LANES];
  private final double[] perFlightsInitial = new double[LANES];
  private final double[] failureInitial = new double[LANES];
  private final double[] failureExponent = new double[LANES];
  private final double[] failureFloor = new double[LANES];
  private final double[] payloadCeiling = new double[LANES];
  private final double[] payloadGap = new double[LANES];
  private final double[] payloadStep = new double[LANES];
  private final double[] costInitial = new double[LANES];
  private final double[] costFloor = new double[LANES];
  private final double[] costLearning = new double[LANES];
  private final double[] perReferenceMass = new double[LANES];

  private final double[] rate = new double[LANES];
  private final double[] flights = new double[LANES];
  private final double[] mass = new double[LANES];
  private final double[] failure = new double[LANES];
  private final double[] payloadDecay = new double[LANES];
  private final double[] ratio = new double[LANES];
  private boolean failureAtFloor;

  /** Flights in the quarter. */
  final double[] flown = new double[LANES];

  /** Launches paid for each that succeeds. */
  final double[] launchesPerSuccess = new double[LANES];

  /** Mass in t delivered in the quarter. */
  final double[] upmass = new double[LANES];

  /** Launch cost in USD/kg. */
  final double[] cost = new double[LANES];

  void reset(OrderedPaths paths, Lanes math) {
    int n = paths.count();
    paths.load(LAUNCH_RATE_GROWTH, QUARTER_YEARS, growthStep);
    paths.load(LAUNCH_RATE_CEILING, perCeiling);
    paths.load(LAUNCH_FLIGHTS_INITIAL, flights);
    paths.load(LAUNCH_FAILURE_INITIAL, failureInitial);
    paths.load(LAUNCH_FAILURE_EXPONENT, -1, failureExponent);
    paths.load(LAUNCH_FAILURE_FLOOR, failureFloor);
    paths.load(LAUNCH_PAYLOAD_CEILING, payloadCeiling);
    paths.load(LAUNCH_PAYLOAD_INITIAL, payloadGap);
    paths.load(LAUNCH_PAYLOAD_TIME_CONSTANT, payloadStep);
    paths.load(LAUNCH_COST_INITIAL, costInitial);
    paths.load(LAUNCH_COST_FLOOR, costFloor);
    paths.load(LAUNCH_COST_LEARNING_RATE, costLearning);
    paths.load(LAUNCH_COST_REFERENCE_MASS, perReferenceMass);
    paths.load(LAUNCH_RATE_INITIAL, rate);
    paths.load(LAUNCH_MASS_INITIAL, mass);
    for (int i = 0; i < n; i++) {
      perCeiling[i] = 1 / perCeiling[i];
      perFlightsInitial[i] = 1 / flights[i];
      payloadGap[i] = payloadCeiling[i] - payloadGap[i];
      payloadStep[i] = -QUARTER_YEARS / payloadStep[i] * PortableMath.LOG2_E;
      costLearning[i] = 1 - costLearning[i];
      perReferenceMass[i] = 1 / perReferenceMass[i];
    }
    math.exp2(payloadStep, n);
    math.log2(costLearning, n);
    Arrays.fill(failure, 0, n, Double.POSITIVE_INFINITY);
    Arrays.fill(payloadDecay, 0, n, 1);
    failureAtFloor = false;
  }

  /** Computes the next quarter; the first call after a reset computes the first. */
  void step(boolean first, int n, Lanes math) {
    if (!first) {
      grow(n);
    }
    if (!failureAtFloor) {
      learnToFly(n, math);
    }
    fly(n);
    math.log2(ratio, n);
    for (int i = 0; i < n; i++) {
      ratio[i] *= costLearning[i];
    }
    math.exp2(ratio, n);
    for (int i = 0; i < n; i++) {
      cost[i] = Math.max(costFloor[i], costInitial[i] * ratio[i]);
    }
  }

  /** Logistic growth; a rate far above its ceiling would overshoot to below zero in one step. */
  private void grow(int n) {
    for (int i = 0; i < n; i++) {
      double r = rate[i];
      rate[i] = Math.max(0, r + growthStep[i] * r * (1 - r * perCeiling[i]));
    }
    for (int i = 0; i < n; i++) {
      payloadDecay[i] *= payloadStep[i];
    }
  }

  /**
   * Failure probability from cumulative flights. It never rises, so that one at its floor stays
   * there, and nothing is computed once all are.
   */
  private void learnToFly(int n, Lanes math) {
    for (int i = 0; i < n; i++) {
      ratio[i] = flights[i] * perFlightsInitial[i];
    }
    math.pow(ratio, failureExponent, n);
    for (int i = 0; i < n; i++) {
      failure[i] = Math.max(failureFloor[i], Math.min(failure[i], failureInitial[i] * ratio[i]));
      launchesPerSuccess[i] = 1 / (1 - failure[i]);
    }
    int above = 0;
    for (int i = 0; i < n; i++) {
      above += failure[i] > failureFloor[i] ? 1 : 0;
    }
    failureAtFloor = above == 0;
  }

  private void fly(int n) {
    for (int i = 0; i < n; i++) {
      double f = rate[i] * QUARTER_YEARS;
      flown[i] = f;
      flights[i] += f;
      upmass[i] = f * (1 - failure[i]) * (payloadCeiling[i] - payloadGap[i] * payloadDecay[i]);
    }
    for (int i = 0; i < n; i++) {
      double m = mass[i] + upmass[i];
      mass[i] = m;
      ratio[i] = Math.max(1, m * perReferenceMass[i]);
    }
  }
}
