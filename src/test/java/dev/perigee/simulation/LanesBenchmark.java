package dev.perigee.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the functions for a number, with a copy of the numbers; scalar and wide side by side. No
 * part of the test suite; run with {@code ./perigee bench LanesBenchmark}.
 */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PathBlock.LANES)
@State(Scope.Thread)
public class LanesBenchmark {
  private static final int N = PathBlock.LANES;

  /** Which implementation. */
  @Param({"scalar", "wide"})
  public String lanes;

  private Lanes math;
  private final double[] source = new SplittableRandom(1).doubles(N, 1e-9, 1).toArray();
  private final double[] x = new double[N];
  private final double[] exponents = new double[N];
  private final double[] moments = new double[2];
  private final double[] range = new double[2];
  private final short[] codes = new short[N];
  private final Histogram histogram = new Histogram();

  /** Makes the implementation. */
  @Setup
  public void make() {
    math = lanes.equals("wide") ? new VectorLanes(N) : new ScalarLanes();
    Arrays.fill(exponents, -0.32);
    math.observe(source, N, 0.5, moments, range, codes, 0);
  }

  private double[] copy() {
    System.arraycopy(source, 0, x, 0, N);
    return x;
  }

  /** Binary logarithm. */
  @Benchmark
  public double[] log2() {
    math.log2(copy(), N);
    return x;
  }

  /** Power of two. */
  @Benchmark
  public double[] exp2() {
    math.exp2(copy(), N);
    return x;
  }

  /** Power. */
  @Benchmark
  public double[] pow() {
    math.pow(copy(), exponents, N);
    return x;
  }

  /** Quantile of the normal distribution. */
  @Benchmark
  public double[] normalQuantile() {
    math.normalQuantile(copy(), N);
    return x;
  }

  /** Distribution function of the normal distribution. */
  @Benchmark
  public double[] normalProbability() {
    math.normalProbability(copy(), N);
    return x;
  }

  /** What statistics keep: sums, squares, range, codes. */
  @Benchmark
  public short[] observe() {
    math.observe(source, N, 0.5, moments, range, codes, 0);
    return codes;
  }

  /** Counts of codes in a histogram that is in the cache. */
  @Benchmark
  public Histogram count() {
    histogram.add(codes, N, 0, 1);
    return histogram;
  }
}
