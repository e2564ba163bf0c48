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
  void partMoments(double[] x, int n, double origin, double[] parts) {
    for (int i = 0; i < n; i += PARTS) {
      for (int part = 0; part < PARTS; part++) {
        double value = x[i + part];
        double d = value - origin;
        parts[SUM + part] += d;
        parts[SQUARES + part] += d * d;
        if (value < parts[LEAST + part]) {
          parts[LEAST + part] = value;
        }
        if (value > parts[GREATEST + part]) {
          parts[GREATEST + part] = value;
        }
      }
    }
  }

  @Override
  void encode(double[] x, int n, short[] codes, int at) {
    for (int i = 0; i < n; i++) {
      codes[at + i] = Histogram.code(x[i]);
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
