package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a kernel computed of one path. */
final class PathRun {
  /** Values by metric and quarter. */
  final double[][] series;

  /** Ordinal of the binding constraint by quarter. */
  final int[] binding;

  /** First quarter of production; the number of quarters when there is none. */
  final int firstProduction;

  /** In USD. */
  final double enterpriseValue;

  private PathRun(double[][] series, int[] binding, int firstProduction, double enterpriseValue) {
    this.series = series;
    this.binding = binding;
    this.firstProduction = firstProduction;
    this.enterpriseValue = enterpriseValue;
  }

  /** The path of one parameter vector, alone in its block. */
  static PathRun of(PathKernel kernel, int quarters, double[] vector) {
    return all(kernel, quarters, List.of(vector)).getFirst();
  }

  /** Paths that share a block, in the order of the vectors. */
  static List<PathRun> all(PathKernel kernel, int quarters, List<double[]> vectors) {
    PathBlock block = new PathBlock();
    block.resize(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      block.put(i, vectors.get(i));
    }
    double[][][] series = new double[vectors.size()][Metric.values().length][quarters];
    int[][] binding = new int[vectors.size()][quarters];
    kernel.run(
        block,
        (q, seen) -> {
          for (int place = 0; place < seen.count(); place++) {
            int lane = seen.lane(place);
            for (Metric metric : Metric.values()) {
              series[lane][metric.ordinal()][q] = seen.of(metric)[place];
            }
            binding[lane][q] = seen.binding(place);
          }
        });
    PathRun[] runs = new PathRun[vectors.size()];
    for (int place = 0; place < runs.length; place++) {
      int lane = kernel.lane(place);
      runs[lane] =
          new PathRun(
              series[lane],
              binding[lane],
              kernel.firstProduction(place),
              kernel.enterpriseValue(place));
    }
    return new ArrayList<>(List.of(runs));
  }
}
