package dev.perigee.simulation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the mixture and of its parts. No part of the test suite; run with {@code ./perigee bench
 * SimulationBenchmark}.
 */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@State(Scope.Thread)
public class SimulationBenchmark {
  private static final int PATHS = 20_000;
  private static final long SEED = 20260215;

  private final Outlook outlook = Outlooks.priors();
  private final PathSampler sampler =
      new PathSampler(outlook.packs().get(Pack.HOUSE), Pack.HOUSE, SEED);
  private final PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
  private final double[] values = new double[Parameter.values().length];
  private final double[] central = central();
  private long path;

  private static double[] central() {
    double[] vector = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      vector[parameter.ordinal()] = parameter.central();
    }
    return vector;
  }

  /** Threads of a run of the mixture. */
  @State(Scope.Benchmark)
  public static class Threads {
    @Param({"1", "2"})
    public int threads;
  }

  /** 20,000 paths a pack of 60 quarters, with statistics. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public SimulationResult mixture(Threads state) {
    return Outlooks.run(outlook, PATHS, SEED, state.threads);
  }

  /** The central path of 60 quarters, which produces in 52 of them. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public double kernel() {
    kernel.run(central);
    return kernel.enterpriseValue();
  }

  /** The parameter vector of one path of the house pack. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public double draws() {
    sampler.draw(path++ % PATHS, values);
    return values[0];
  }
}
