package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The parts of a run on their own, to be timed: the kernel on vectors that are drawn already, and
 * the draws alone. Each part returns a number that depends on all of its work.
 */
public final class SimulationTimings {
  private SimulationTimings() {}

  /**
   * The parameter vectors of the first paths of a pack, in the order of the catalogue; the start of
   * production is never where a gate is failed.
   */
  public static double[][] draw(PackOutlook view, Pack pack, long seed, int paths) {
    PathSampler sampler = new PathSampler(view, pack, seed);
    double[][] vectors = new double[paths][Parameter.values().length];
    for (int path = 0; path < paths; path++) {
      sampler.draw(path, vectors[path]);
    }
    return vectors;
  }

  /**
   * Runs the paths of these vectors and returns the mean of their values in USD.
   *
   * @param vectors in the order of the catalogue
   * @param threads at least 1; each works a share of the paths
   */
  public static double runKernel(
      Horizon horizon, PathConditions conditions, double[][] vectors, int threads) {
    return sum(
            vectors.length,
            threads,
            (from, until) -> {
              PathKernel kernel = new PathKernel(horizon, conditions);
              double sum = 0;
              for (int path = from; path < until; path++) {
                kernel.run(vectors[path]);
                sum += kernel.enterpriseValue();
              }
              return sum;
            })
        / vectors.length;
  }

  /**
   * Draws the first paths of a pack and returns the mean of all their parameters.
   *
   * @param threads at least 1; each works a share of the paths
   */
  public static double drawOnly(PackOutlook view, Pack pack, long seed, int paths, int threads) {
    return sum(
            paths,
            threads,
            (from, until) -> {
              PathSampler sampler = new PathSampler(view, pack, seed);
              double[] values = new double[Parameter.values().length];
              double sum = 0;
              for (int path = from; path < until; path++) {
                sampler.draw(path, values);
                for (double value : values) {
                  sum += value;
                }
              }
              return sum;
            })
        / paths;
  }

  private interface Share {
    double of(int from, int until);
  }

  private static double sum(int paths, int threads, Share share) {
    if (threads == 1) {
      return share.of(0, paths);
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Double>> shares = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int from = (int) ((long) paths * t / threads);
        int until = (int) ((long) paths * (t + 1) / threads);
        shares.add(executor.submit(() -> share.of(from, until)));
      }
      double sum = 0;
      for (Future<Double> part : shares) {
        sum += part.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the timing was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part that was timed failed", e.getCause());
    }
  }
}
