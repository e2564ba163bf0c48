package dev.perigee.simulation;

import java.util.List;
import java.util.Map;

/**
 * The single path of given parameter values: every metric in every quarter, and its value.
 *
 * @param horizon quarters covered
 * @param series values by metric, in the order of the quarters
 * @param binding the binding constraint of each quarter; {@link Constraint#LAUNCH} before first
 *     production
 * @param presentValueUsd discounted cash flow of the horizon
 * @param terminalValueUsd discounted value after it
 * @param effectiveLifeYears capacity-equivalent years of a cohort
 */
public record Trajectory(
    Horizon horizon,
    Map<Metric, double[]> series,
    List<Constraint> binding,
    double presentValueUsd,
    double terminalValueUsd,
    double effectiveLifeYears) {

  /** Value of the programme: present value and terminal value. */
  public double enterpriseValueUsd() {
    return presentValueUsd + terminalValueUsd;
  }

  /** Value of a metric in a quarter. */
  public double at(Metric metric, int quarter) {
    return series.get(metric)[quarter];
  }
}
