package dev.perigee.simulation;

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
      new PathSampler(outlook.packs().get(Pack.HOUSE), Lanes.fastest(PathBlock.LANES));
  private final Points points = new PseudoRandomPoints(SEED, Pack.HOUSE);
  private final PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
  private final PathBlock drawn = new PathBlock();
  private final PathBlock scratch = new PathBlock();

  /** Draws the block that the kernel is timed on. */
  @Setup
  public void draw() {
    sampler.draw(points, 0, PathBlock.LANES, drawn);
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

  /** 256 drawn paths of the house pack, 60 quarters. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @OperationsPerInvocation(PathBlock.LANES * 60)
  public double kernelQuarter() {
    kernel.run(drawn, PathKernel.Observer.NONE);
    return kernel.enterpriseValue(0);
  }

  /** The parameter vector of a path of the house pack. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @OperationsPerInvocation(PathBlock.LANES)
  public double drawsOfAPath() {
    sampler.draw(points, 0, PathBlock.LANES, scratch);
    return scratch.values[0][0];
  }
}
