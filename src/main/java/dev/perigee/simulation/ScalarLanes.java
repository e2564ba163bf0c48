package dev.perigee.simulation;

/** One lane at a time: for a virtual machine without vectors, and for the native image. */
final class ScalarLanes extends Lanes {
  @Override
  void log2(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = PortableMath.log2(x[i]);
    }
  }

  @Override
  void exp2(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = PortableMath.exp2(x[i]);
    }
  }

  @Override
  void normalQuantile(double[] p, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = Normal.quantile(p[i]);
    }
  }

  @Override
  void normalProbability(double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Normal.cdf(z[i]);
    }
  }

  @Override
  void triangular(double[] u, int n, double min, double mode, double max) {
    for (int i = 0; i < n; i++) {
      u[i] = Distribution.Triangular.quantile(u[i], min, mode, max);
    }
  }

  @Override
  void observeParts(
      double[] x, int n, double origin, double[] parts, double[] range, short[] codes, int at) {
    addUp(x, n, origin, parts);
    widenByEach(x, 0, n, range);
    for (int i = 0; i < n; i++) {
      codes[at + i] = Histogram.code(x[i]);
    }
  }

  /** Four parts at a time, each a sum of its own: as many as there are registers for. */
  private static void addUp(double[] x, int n, double origin, double[] parts) {
    for (int part = 0; part < PARTS; part += 4) {
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      double square0 = 0;
      double square1 = 0;
      double square2 = 0;
      double square3 = 0;
      for (int i = part; i < n; i += PARTS) {
        double d0 = x[i] - origin;
        double d1 = x[i + 1] - origin;
        double d2 = x[i + 2] - origin;
        double d3 = x[i + 3] - origin;
        sum0 += d0;
        sum1 += d1;
        sum2 += d2;
        sum3 += d3;
        square0 += d0 * d0;
        square1 += d1 * d1;
        square2 += d2 * d2;
        square3 += d3 * d3;
      }
      parts[SUM + part] = sum0;
      parts[SUM + part + 1] = sum1;
      parts[SUM + part + 2] = sum2;
      parts[SUM + part + 3] = sum3;
      parts[SQUARES + part] = square0;
      parts[SQUARES + part + 1] = square1;
      parts[SQUARES + part + 2] = square2;
      parts[SQUARES + part + 3] = square3;
    }
  }

  @Override
  void least(double[][] rows, int n, double[] least, int[] row) {
    leastOfEach(rows, 0, n, least, row);
  }

  @Override
  int countAbove(double[] x, int n, double threshold) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += x[i] > threshold ? 1 : 0;
    }
    return count;
  }

  @Override
  int countBelow(double[] x, int n, double threshold) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += x[i] < threshold ? 1 : 0;
    }
    return count;
  }
}
