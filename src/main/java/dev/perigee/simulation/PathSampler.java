package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the parameter vectors of consecutive paths of a pack. Another outlook at the same points
 * sees the same uniform numbers, so that a difference is an effect. An instance holds scratch
 * memory and belongs to one thread.
 */
final class PathSampler {
  private final Lanes math;
  private final Map<Parameter, Double> certain = new EnumMap<>(Parameter.class);
  private final List<UncertainParameter> uncertain = new ArrayList<>();
  private final double[] gateProbabilities;
  private final double[] technology = new double[PathBlock.LANES];
  private final double[] scratch = new double[PathBlock.LANES];
  private final boolean[] passed = new boolean[PathBlock.LANES];

  PathSampler(PackOutlook view, Lanes math) {
    this.math = math;
    for (Map.Entry<Parameter, Marginal> entry : view.marginals().entrySet()) {
      Parameter parameter = entry.getKey();
      if (entry.getValue().isFixed()) {
        certain.put(parameter, entry.getValue().median(parameter));
      } else {
        uncertain.add(new UncertainParameter(parameter, entry.getValue()));
      }
    }
    gateProbabilities = view.gates().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Draws the paths from {@code first} on into a block; the start of production is never where a
   * gate is failed.
   *
   * @param n number of paths, at most {@link PathBlock#LANES}
   */
  void draw(Points points, long first, int n, PathBlock block) {
    block.resize(n);
    certain.forEach(block::fill);
    points.fill(Points.COMMON_FACTOR, first, n, technology);
    tryGates(points, first, n);
    math.normalQuantile(technology, n);
    for (UncertainParameter each : uncertain) {
      double[] values = block.draw(each.parameter());
      points.fill(each.parameter().ordinal(), first, n, values);
      each.draw(values, technology, n, math);
    }
    double[] start = block.draw(Parameter.DEPLOYMENT_START);
    for (int i = 0; i < n; i++) {
      start[i] = passed[i] ? start[i] : ModelConstants.NEVER;
    }
  }

  private void tryGates(Points points, long first, int n) {
    Arrays.fill(passed, 0, n, true);
    for (int gate = 0; gate < gateProbabilities.length; gate++) {
      points.fill(Points.FIRST_GATE + gate, first, n, scratch);
      for (int i = 0; i < n; i++) {
        passed[i] &= scratch[i] < gateProbabilities[gate];
      }
    }
  }
}
