package dev.perigee.simulation;

/**
 * Wright's law: cost falls by a constant share with each doubling of what has been made (equations
 * 3 and 4).
 */
public final class LearningCurve {
  private LearningCurve() {}

  /**
   * Cost after {@code cumulative}, never below {@code floor} and never above the cost at the
   * reference.
   *
   * @param initial cost at {@code reference}
   * @param cumulative made so far, in the unit of {@code reference}
   * @param learningRate fall per doubling, in [0, 1)
   */
  public static double cost(
      double initial, double cumulative, double reference, double learningRate, double floor) {
    double doublings = PortableMath.log2(Math.max(cumulative, reference) / reference);
    return Math.max(
        floor, initial * PortableMath.exp2(doublings * PortableMath.log2(1 - learningRate)));
  }
}
