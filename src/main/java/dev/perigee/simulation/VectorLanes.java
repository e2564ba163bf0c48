package dev.perigee.simulation;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many lanes at a time as the processor has, with the operations of the functions of one number
 * in the same order. Lanes outside the plain domain of a function are left to that function.
 */
final class VectorLanes extends Lanes {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  /** As many ints as there are doubles in a vector. */
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(64, WIDTH * Integer.SIZE)));

  /** As many shorts as there are doubles in a vector. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, WIDTH * Short.SIZE)));

  private final double[] tail;
  private final int[] tailLane;

  VectorLanes(int capacity) {
    tail = new double[capacity];
    tailLane = new int[capacity];
  }

  /** Whether this processor works at least four lanes at a time and its width divides the parts. */
  static boolean isWide() {
    return WIDTH >= 4 && PARTS % WIDTH == 0;
  }

  private static VectorMask<Double> within(DoubleVector x, double from, double until) {
    return x.compare(VectorOperators.GE, from).and(x.compare(VectorOperators.LT, until));
  }

  private static DoubleVector horner(DoubleVector z, DoubleVector higher, double coefficient) {
    return z.mul(higher).add(coefficient);
  }

  private static DoubleVector log2OfNormal(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    LongVector offset = bits.sub(PortableMath.SQRT_HALF_BITS);
    DoubleVector exponent =
        offset
            .lanewise(VectorOperators.ASHR, 52)
            .add(PortableMath.ROUNDING_BITS)
            .reinterpretAsDoubles()
            .sub(PortableMath.ROUNDING);
    DoubleVector m = bits.sub(offset.and(PortableMath.EXPONENT_MASK)).reinterpretAsDoubles();
    DoubleVector f = m.sub(1);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector z2 = z.mul(z);
    DoubleVector even = z2.mul(PortableMath.L10).add(PortableMath.L8);
    even = horner(z2, even, PortableMath.L6);
    even = horner(z2, even, PortableMath.L4);
    even = horner(z2, even, PortableMath.L2);
    even = horner(z2, even, PortableMath.L0);
    DoubleVector odd = z2.mul(PortableMath.L9).add(PortableMath.L7);
    odd = horner(z2, odd, PortableMath.L5);
    odd = horner(z2, odd, PortableMath.L3);
    odd = horner(z2, odd, PortableMath.L1);
    return exponent.add(s.mul(even.add(z.mul(odd))));
  }

  private static DoubleVector exp2Normal(DoubleVector x) {
    DoubleVector shifted = x.add(PortableMath.ROUNDING);
    DoubleVector f = x.sub(shifted.sub(PortableMath.ROUNDING));
    DoubleVector g = f.mul(f);
    DoubleVector even = g.mul(PortableMath.E12).add(PortableMath.E10);
    even = horner(g, even, PortableMath.E8);
    even = horner(g, even, PortableMath.E6);
    even = horner(g, even, PortableMath.E4);
    even = horner(g, even, PortableMath.E2);
    even = horner(g, even, PortableMath.E0);
    DoubleVector odd = g.mul(PortableMath.E13).add(PortableMath.E11);
    odd = horner(g, odd, PortableMath.E9);
    odd = horner(g, odd, PortableMath.E7);
    odd = horner(g, odd, PortableMath.E5);
    odd = horner(g, odd, PortableMath.E3);
    odd = horner(g, odd, PortableMath.E1);
    return even.add(f.mul(odd))
        .reinterpretAsLongs()
        .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
        .reinterpretAsDoubles();
  }

  private static VectorMask<Double> hasNormalLogarithm(DoubleVector x) {
    return within(x, Double.MIN_NORMAL, Double.POSITIVE_INFINITY);
  }

  private static VectorMask<Double> hasNormalPower(DoubleVector x) {
    return within(x, PortableMath.LEAST_NORMAL_EXPONENT, PortableMath.GREATEST_EXPONENT);
  }

  @Override
  void log2(double[] x, int n) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      if (hasNormalLogarithm(v).allTrue()) {
        log2OfNormal(v).intoArray(x, i);
      } else {
        log2EachOf(x, i, i + WIDTH);
      }
    }
    log2EachOf(x, i, n);
  }

  private static void log2EachOf(double[] x, int from, int until) {
    for (int i = from; i < until; i++) {
      x[i] = PortableMath.log2(x[i]);
    }
  }

  @Override
  void exp2(double[] x, int n) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      if (hasNormalPower(v).allTrue()) {
        exp2Normal(v).intoArray(x, i);
      } else {
        exp2EachOf(x, i, i + WIDTH);
      }
    }
    exp2EachOf(x, i, n);
  }

  private static void exp2EachOf(double[] x, int from, int until) {
    for (int i = from; i < until; i++) {
      x[i] = PortableMath.exp2(x[i]);
    }
  }

  /** Written out, for the compiler keeps a vector in a register only where there is no loop. */
  private static DoubleVector polynomial(DoubleVector x, double[] coefficients) {
    return x.mul(coefficients[0])
        .add(coefficients[1])
        .mul(x)
        .add(coefficients[2])
        .mul(x)
        .add(coefficients[3])
        .mul(x)
        .add(coefficients[4])
        .mul(x)
        .add(coefficients[5])
        .mul(x)
        .add(coefficients[6])
        .mul(x)
        .add(coefficients[7]);
  }

  @Override
  void normalQuantile(double[] p, int n) {
    int tails = 0;
    for (int i = 0; i < n; i++) {
      tail[tails] = p[i];
      tailLane[tails] = i;
      tails += Normal.isCentral(p[i]) ? 0 : 1;
    }
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector q = DoubleVector.fromArray(SPECIES, p, i).sub(0.5);
      DoubleVector r = DoubleVector.broadcast(SPECIES, Normal.CENTRAL_RANGE).sub(q.mul(q));
      q.mul(polynomial(r, Normal.CENTRAL_ABOVE))
          .div(polynomial(r, Normal.CENTRAL_BELOW))
          .intoArray(p, i);
    }
    for (; i < n; i++) {
      p[i] = Normal.quantile(p[i]);
    }
    tailQuantile(tails);
    for (int t = 0; t < tails; t++) {
      p[tailLane[t]] = tail[t];
    }
  }

  private void tailQuantile(int tails) {
    int t = 0;
    for (; t <= tails - WIDTH; t += WIDTH) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, tail, t);
      VectorMask<Double> left = p.compare(VectorOperators.LT, 0.5);
      DoubleVector outer = DoubleVector.broadcast(SPECIES, 1).sub(p).blend(p, left);
      DoubleVector r = log2OfNormal(outer).mul(PortableMath.LN_2).neg().sqrt();
      if (r.compare(VectorOperators.LE, Normal.FAR).allTrue()) {
        DoubleVector x = r.sub(Normal.MIDDLE_CENTRE);
        DoubleVector magnitude =
            polynomial(x, Normal.MIDDLE_ABOVE).div(polynomial(x, Normal.MIDDLE_BELOW));
        magnitude.blend(magnitude.neg(), left).intoArray(tail, t);
      } else {
        quantileEachOf(t, t + WIDTH);
      }
    }
    quantileEachOf(t, tails);
  }

  private void quantileEachOf(int from, int until) {
    for (int t = from; t < until; t++) {
      tail[t] = Normal.quantile(tail[t]);
    }
  }

  @Override
  void normalProbability(double[] z, int n) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector a = x.abs();
      if (a.compare(VectorOperators.LT, Normal.HART_LIMIT).allTrue()) {
        DoubleVector density = exp2Normal(a.neg().mul(a).mul(0.5).mul(PortableMath.LOG2_E));
        DoubleVector below =
            density.mul(polynomial(a, Normal.HART_ABOVE)).div(polynomial(a, Normal.HART_BELOW));
        VectorMask<Double> right = x.compare(VectorOperators.GT, 0);
        below.blend(DoubleVector.broadcast(SPECIES, 1).sub(below), right).intoArray(z, i);
      } else {
        probabilityEachOf(z, i, i + WIDTH);
      }
    }
    probabilityEachOf(z, i, n);
  }

  private static void probabilityEachOf(double[] z, int from, int until) {
    for (int i = from; i < until; i++) {
      z[i] = Normal.cdf(z[i]);
    }
  }

  @Override
  void triangular(double[] u, int n, double min, double mode, double max) {
    double width = max - min;
    double left = (mode - min) / width;
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, u, i);
      VectorMask<Double> isLeft = p.compare(VectorOperators.LT, left);
      DoubleVector below = p.mul(width).mul(mode - min);
      DoubleVector above = DoubleVector.broadcast(SPECIES, 1).sub(p).mul(width).mul(max - mode);
      DoubleVector root = above.blend(below, isLeft).sqrt();
      DoubleVector fromMax = DoubleVector.broadcast(SPECIES, max).sub(root);
      fromMax.blend(root.add(min), isLeft).intoArray(u, i);
    }
    for (; i < n; i++) {
      u[i] = Distribution.Triangular.quantile(u[i], min, mode, max);
    }
  }

  @Override
  void observeParts(
      double[] x, int n, double origin, double[] parts, double[] range, short[] codes, int at) {
    DoubleVector least = DoubleVector.broadcast(SPECIES, range[0]);
    DoubleVector greatest = DoubleVector.broadcast(SPECIES, range[1]);
    for (int part = 0; part < PARTS; part += WIDTH) {
      DoubleVector sum = DoubleVector.zero(SPECIES);
      DoubleVector squares = DoubleVector.zero(SPECIES);
      for (int i = part; i < n; i += PARTS) {
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
        DoubleVector d = v.sub(origin);
        sum = sum.add(d);
        squares = squares.add(d.mul(d));
        least = least.blend(v, v.compare(VectorOperators.LT, least));
        greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
        LongVector size =
            v.abs()
                .reinterpretAsLongs()
                .lanewise(VectorOperators.ASHR, Histogram.MANTISSA_SHIFT)
                .max(Histogram.LEAST_KEY)
                .min(Histogram.GREATEST_KEY)
                .sub(Histogram.LEAST_KEY - 1);
        VectorMask<Long> isNegative = v.compare(VectorOperators.LT, 0).cast(size.species());
        VectorMask<Long> isZero = v.compare(VectorOperators.EQ, 0).cast(size.species());
        size.blend(size.neg(), isNegative)
            .blend(0, isZero)
            .convertShape(VectorOperators.L2S, SHORTS, 0)
            .reinterpretAsShorts()
            .intoArray(codes, at + i);
      }
      sum.intoArray(parts, SUM + part);
      squares.intoArray(parts, SQUARES + part);
    }
    range[0] = least.reduceLanes(VectorOperators.MIN) + 0.0;
    range[1] = greatest.reduceLanes(VectorOperators.MAX) + 0.0;
  }

  @Override
  void least(double[][] rows, int n, double[] least, int[] row) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      DoubleVector smallest = DoubleVector.fromArray(SPECIES, rows[0], i);
      DoubleVector which = DoubleVector.zero(SPECIES);
      for (int r = 1; r < rows.length; r++) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, rows[r], i);
        VectorMask<Double> isLess = x.compare(VectorOperators.LT, smallest);
        smallest = smallest.blend(x, isLess);
        which = which.blend(r, isLess);
      }
      smallest.intoArray(least, i);
      which.convertShape(VectorOperators.D2I, INTS, 0).reinterpretAsInts().intoArray(row, i);
    }
    leastOfEach(rows, i, n, least, row);
  }

  @Override
  int countAbove(double[] x, int n, double threshold) {
    int count = 0;
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      count +=
          DoubleVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, threshold).trueCount();
    }
    for (; i < n; i++) {
      count += x[i] > threshold ? 1 : 0;
    }
    return count;
  }

  @Override
  int countBelow(double[] x, int n, double threshold) {
    int count = 0;
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      count +=
          DoubleVector.fromArray(SPECIES, x, i).compare(VectorOperators.LT, threshold).trueCount();
    }
    for (; i < n; i++) {
      count += x[i] < threshold ? 1 : 0;
    }
    return count;
  }
}
