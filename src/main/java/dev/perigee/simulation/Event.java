package dev.perigee.simulation;

/** States of the world whose probability every run reports, at the end of each quarter. */
public enum Event {
  CAPACITY_ABOVE_1_MW("capacityKw > 1000", Metric.CAPACITY, 1e3, true),
  CAPACITY_ABOVE_100_MW("capacityKw > 100000", Metric.CAPACITY, 1e5, true),
  CAPACITY_ABOVE_1_GW("capacityKw > 1000000", Metric.CAPACITY, 1e6, true),
  CAPACITY_ABOVE_10_GW("capacityKw > 10000000", Metric.CAPACITY, 1e7, true),
  COST_PARITY("costRatio < 1", Metric.COST_RATIO, 1, false);

  private final String expression;
  private final Metric metric;
  private final double threshold;
  private final boolean above;

  Event(String expression, Metric metric, double threshold, boolean above) {
    this.expression = expression;
    this.metric = metric;
    this.threshold = threshold;
    this.above = above;
  }

  /** The event in answers, such as {@code capacityKw > 1000}. */
  public String expression() {
    return expression;
  }

  /** The metric that decides it. */
  public Metric metric() {
    return metric;
  }

  /** The threshold, in the unit of the metric. */
  public double threshold() {
    return threshold;
  }

  /** How many of the first {@code n} values of the metric fulfil it. */
  int count(double[] values, int n, Lanes math) {
    return above ? math.countAbove(values, n, threshold) : math.countBelow(values, n, threshold);
  }

  /** Whether a value of the metric fulfils it. */
  public boolean holds(double value) {
    return above ? value > threshold : value < threshold;
  }
}
