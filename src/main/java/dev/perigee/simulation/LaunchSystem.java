package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;

/** Launch rate, reliability, payload and cost of a path (equations 1 to 3). */
final class LaunchSystem {
  private double growth;
  private double rateCeiling;
  private double flightsInitial;
  private double failureInitial;
  private double failureExponent;
  private double failureFloor;
  private double payloadCeiling;
  private double payloadGap;
  private double payloadStep;
  private double costInitial;
  private double costFloor;
  private double costLearning;
  private double referenceMass;

  private double rate;
  private double flights;
  private double mass;
  private double payloadDecay;
  private boolean failureAtFloor;

  /** Flights in the quarter. */
  double flown;

  /** Probability that a flight of the quarter fails. */
  double failure;

  /** Mass in t delivered in the quarter. */
  double upmass;

  /** Launch cost in USD/kg. */
  double cost;

  void reset(double[] p) {
    growth = LAUNCH_RATE_GROWTH.in(p);
    rateCeiling = LAUNCH_RATE_CEILING.in(p);
    flightsInitial = LAUNCH_FLIGHTS_INITIAL.in(p);
    failureInitial = LAUNCH_FAILURE_INITIAL.in(p);
    failureExponent = -LAUNCH_FAILURE_EXPONENT.in(p);
    failureFloor = LAUNCH_FAILURE_FLOOR.in(p);
    payloadCeiling = LAUNCH_PAYLOAD_CEILING.in(p);
    payloadGap = payloadCeiling - LAUNCH_PAYLOAD_INITIAL.in(p);
    payloadStep = PortableMath.exp(-QUARTER_YEARS / LAUNCH_PAYLOAD_TIME_CONSTANT.in(p));
    costInitial = LAUNCH_COST_INITIAL.in(p);
    costFloor = LAUNCH_COST_FLOOR.in(p);
    costLearning = PortableMath.log2(1 - LAUNCH_COST_LEARNING_RATE.in(p));
    referenceMass = LAUNCH_COST_REFERENCE_MASS.in(p);
    rate = LAUNCH_RATE_INITIAL.in(p);
    flights = flightsInitial;
    mass = LAUNCH_MASS_INITIAL.in(p);
    payloadDecay = 1;
    failureAtFloor = false;
  }

  /** Computes the next quarter; the first call after a reset computes the first. */
  void step(boolean first) {
    if (!first) {
      // A rate far above its ceiling would overshoot to below zero in one step.
      rate = Math.max(0, rate + growth * rate * (1 - rate / rateCeiling) * QUARTER_YEARS);
      payloadDecay *= payloadStep;
    }
    if (!failureAtFloor) {
      double raw =
          failureInitial
              * PortableMath.exp2(failureExponent * PortableMath.log2(flights / flightsInitial));
      failureAtFloor = raw <= failureFloor;
      failure = Math.max(failureFloor, raw);
    }
    flown = rate * QUARTER_YEARS;
    upmass = flown * (1 - failure) * (payloadCeiling - payloadGap * payloadDecay);
    flights += flown;
    mass += upmass;
    double doublings = mass > referenceMass ? PortableMath.log2(mass / referenceMass) : 0;
    cost = Math.max(costFloor, costInitial * PortableMath.exp2(doublings * costLearning));
  }
}
