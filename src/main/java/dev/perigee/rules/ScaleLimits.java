package dev.perigee.rules;

import dev.perigee.simulation.Parameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The limits within which {@link OutlookBuilder} holds the product of the scales of a parameter.
 */
final class ScaleLimits {
  private ScaleLimits() {}

  /**
   * A scale that is cut.
   *
   * @param rule that scales
   * @param message what is cut, and by how much
   */
  record Cut(String rule, String message) {}

  /**
   * The scales that would be cut.
   *
   * @param emissions settled, in the order in which they are applied
   */
  static List<Cut> cuts(List<Emission> emissions) {
    Map<Parameter, Double> products = new EnumMap<>(Parameter.class);
    List<Cut> cuts = new ArrayList<>();
    for (Emission emission : emissions) {
      if (emission.effect() instanceof Effect.Scale scale) {
        double factor = StrictMath.pow(scale.multiplier(), emission.strength());
        double product = products.merge(scale.parameter(), factor, (a, b) -> a * b);
        double held = OutlookBuilder.held(product);
        if (held != product) {
          cuts.add(
              new Cut(
                  emission.rule(),
                  String.format(
                      Locale.ROOT,
                      "the rule \"%s\" brings the scale of %s to %.4g, which is cut to %s",
                      emission.rule(),
                      scale.parameter().key(),
                      product,
                      held)));
        }
      }
    }
    return cuts;
  }
}
