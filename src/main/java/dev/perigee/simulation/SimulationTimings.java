package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The parts of a run on their own, to be timed: the kernel on paths that are drawn already, and the
 * draws alone. Each part returns a number by which other work would be noticed.
 */
public final class SimulationTimings {
  private SimulationTimings() {}

  /**
   * Runs paths and returns the mean of their values in USD.
   *
   * @param threads at least 1; each works a share of the blocks
   */
  public static double runKernel(
      Horizon horizon, PathConditions conditions, DrawnPaths paths, int threads) {
    List<PathBlock> blocks = paths.blocks();
    return sum(
            blocks.size(),
            threads,
            (from, until) -> {
              PathKernel kernel = new PathKernel(horizon, conditions);
              double sum = 0;
              for (PathBlock block : blocks.subList(from, until)) {
                kernel.run(block, PathKernel.Observer.NONE);
                for (int path = 0; path < block.count(); path++) {
                  sum += kernel.enterpriseValue(path);
                }
              }
              return sum;
            })
        / paths.count();
  }

  /**
   * Draws the first paths of a pack and returns the sum of the parameters of one path of each
   * block.
   *
   * @param threads at least 1; each works a share of the blocks
   */
  public static double drawOnly(PackOutlook view, Pack pack, long seed, int paths, int threads) {
    return sum(
        (paths + PathBlock.LANES - 1) / PathBlock.LANES,
        threads,
        (from, until) -> {
          PathSampler sampler = new PathSampler(view, Lanes.fastest(PathBlock.LANES));
          Points points = new PseudoRandomPoints(seed, pack);
          PathBlock block = new PathBlock();
          double sum = 0;
          for (int b = from; b < until; b++) {
            int first = b * PathBlock.LANES;
            sampler.draw(points, first, Math.min(PathBlock.LANES, paths - first), block);
            for (Parameter parameter : Parameter.values()) {
              sum += block.of(parameter)[0];
            }
          }
          return sum;
        });
  }

  private interface Share {
    double of(int from, int until);
  }

  private static double sum(int blocks, int threads, Share share) {
    if (threads == 1) {
      return share.of(0, blocks);
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Double>> shares = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int from = (int) ((long) blocks * t / threads);
        int until = (int) ((long) blocks * (t + 1) / threads);
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
