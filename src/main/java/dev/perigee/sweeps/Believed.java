package dev.perigee.sweeps;

import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an outlook believes of one parameter, as the mixture of its packs.
 *
 * @param parameter of the catalogue
 * @param views those of the packs that have any weight
 */
record Believed(Parameter parameter, List<View> views) {
  private static final int HALVINGS = 40;

  /** Digits that are told; more would claim an accuracy that a bisection does not have. */
  private static final MathContext TOLD = new MathContext(10);

  /** A pack's marginal and weight. */
  record View(Marginal marginal, double weight) {}

  static Believed of(Outlook outlook, Parameter parameter) {
    List<View> views = new ArrayList<>();
    for (Map.Entry<Pack, Double> weight : outlook.weights().entrySet()) {
      if (weight.getValue() > 0) {
        views.add(
            new View(outlook.packs().get(weight.getKey()).marginal(parameter), weight.getValue()));
      }
    }
    return new Believed(parameter, views);
  }

  /**
   * The least value, to ten digits, below or at which a share {@code p} of the mixture lies; within
   * the range of the parameter.
   */
  double quantile(double p) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (View view : views) {
      double own = view.marginal().quantile(parameter, p);
      low = Math.min(low, own);
      high = Math.max(high, own);
    }
    // The quantile of a mixture lies between those of its parts.
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = low + (high - low) / 2;
      if (shareUpTo(middle) >= p) {
        high = middle;
      } else {
        low = middle;
      }
    }
    double told = new BigDecimal(high).round(TOLD).doubleValue();
    return Math.clamp(told, parameter.minimum(), parameter.maximum());
  }

  private double shareUpTo(double value) {
    double share = 0;
    for (View view : views) {
      share += view.weight() * shareUpTo(view.marginal(), value);
    }
    return share;
  }

  /** The greatest u whose quantile is at most {@code value}. */
  private double shareUpTo(Marginal marginal, double value) {
    double below = 0;
    double above = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double u = below + (above - below) / 2;
      if (marginal.quantile(parameter, u) <= value) {
        below = u;
      } else {
        above = u;
      }
    }
    // A value at or beyond an end, such as a certain one, is passed by all or none.
    return below == 0 ? 0 : above == 1 ? 1 : below;
  }
}
