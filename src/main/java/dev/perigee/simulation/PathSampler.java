package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.TECHNOLOGY_LOADING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws the parameter vector and the gates of a path. A number is a function of (seed, pack, path,
 * dimension): dimension d below 128 is the parameter with ordinal d, 128 the common technology
 * factor, 129 and above the gates. Another outlook under the same seed sees the same uniform
 * numbers.
 */
final class PathSampler {
  private static final int COMMON_FACTOR_DIMENSION = 128;
  private static final int FIRST_GATE_DIMENSION = 129;
  private static final int PACK_SHIFT = 56;
  private static final double OWN_LOADING = Math.sqrt(1 - TECHNOLOGY_LOADING * TECHNOLOGY_LOADING);

  private final long seed;
  private final long packBits;
  private final double[] certain = new double[Parameter.values().length];
  private final Parameter[] drawn;
  private final Marginal[] marginals;
  private final double[] gateProbabilities;

  PathSampler(PackOutlook view, Pack pack, long seed) {
    this.seed = seed;
    packBits = (long) pack.ordinal() << PACK_SHIFT;
    List<Parameter> uncertain = new ArrayList<>();
    for (Map.Entry<Parameter, Marginal> entry : view.marginals().entrySet()) {
      Parameter parameter = entry.getKey();
      if (entry.getValue().isFixed()) {
        certain[parameter.ordinal()] = entry.getValue().median(parameter);
      } else {
        uncertain.add(parameter);
      }
    }
    drawn = uncertain.toArray(Parameter[]::new);
    marginals = uncertain.stream().map(view::marginal).toArray(Marginal[]::new);
    gateProbabilities = view.gates().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Fills {@code values} for {@code path}; the start of production is never when a gate is failed.
   */
  void draw(long path, double[] values) {
    System.arraycopy(certain, 0, values, 0, certain.length);
    double technology = Normal.quantile(uniform(path, COMMON_FACTOR_DIMENSION));
    for (int i = 0; i < drawn.length; i++) {
      Parameter parameter = drawn[i];
      Marginal marginal = marginals[i];
      double u = uniform(path, parameter.ordinal());
      int sign = marginal.loading().sign();
      values[parameter.ordinal()] =
          sign == 0
              ? marginal.at(parameter, u)
              : marginal.atNormal(
                  parameter,
                  sign * TECHNOLOGY_LOADING * technology + OWN_LOADING * Normal.quantile(u));
    }
    for (int gate = 0; gate < gateProbabilities.length; gate++) {
      if (uniform(path, FIRST_GATE_DIMENSION + gate) >= gateProbabilities[gate]) {
        values[Parameter.DEPLOYMENT_START.ordinal()] = ModelConstants.NEVER;
      }
    }
  }

  private double uniform(long path, int dimension) {
    return Philox.uniform(seed, packBits | path, dimension);
  }
}
