package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that run the blocks of samples of one outlook, each with scratch memory of its own. Which
 * thread runs a block changes no bit of a result.
 */
final class Team implements AutoCloseable {
  /** Blocks whose counts are kept by all threads together, and by one of them. */
  private static final int BLOCKS_KEPT = 64;

  private static final int MOST_BLOCKS_KEPT = 16;

  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService executor;

  /**
   * @param threads wished for; there are no more than blocks to share
   * @param blocks of each pack that are run at a time, at most
   */
  Team(Outlook outlook, int threads, int blocks) {
    int size = Math.clamp(threads, 1, Pack.values().length * blocks);
    int blocksKept = Math.clamp(BLOCKS_KEPT / size, 1, MOST_BLOCKS_KEPT);
    for (int w = 0; w < size; w++) {
      workers.add(new Worker(outlook, blocksKept));
    }
    executor = Executors.newFixedThreadPool(workers.size());
  }

  /**
   * Runs blocks of every pack.
   *
   * @param from first block
   * @param until block after the last
   * @param done is called after each
   * @throws CancellationException when the calling thread is interrupted
   * @throws UndefinedResult when the equations have no finite answer on some path
   */
  void run(MixtureSample sample, int from, int until, int paths, Runnable done) {
    Simulation.requireNotInterrupted();
    AtomicInteger next = new AtomicInteger();
    int blocks = until - from;
    int all = blocks * Pack.values().length;
    List<Future<?>> running = new ArrayList<>();
    for (Worker worker : workers) {
      running.add(
          executor.submit(
              () -> {
                try {
                  for (int b = next.getAndIncrement();
                      b < all && !Thread.currentThread().isInterrupted();
                      b = next.getAndIncrement()) {
                    worker.run(sample, Pack.values()[b / blocks], from + b % blocks, paths);
                    done.run();
                  }
                  worker.flush();
                } catch (RuntimeException | Error e) {
                  next.set(all);
                  throw e;
                }
              }));
    }
    await(running);
  }

  /** Carries out tasks that need no scratch memory; the results are in their order. */
  <T> List<T> all(List<Callable<T>> tasks) {
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(executor.submit(task));
    }
    await(running);
    return running.stream().map(Future::resultNow).toList();
  }

  private void await(List<? extends Future<?>> running) {
    try {
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
      throw new CancellationException(Simulation.CANCELLED);
    } catch (ExecutionException e) {
      executor.shutdownNow();
      if (e.getCause() instanceof UndefinedResult undefined) {
        throw undefined;
      }
      throw new IllegalStateException("a simulation worker failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.close();
  }

  /** Scratch memory of one thread. */
  private static final class Worker {
    private final Lanes math = Lanes.fastest(PathBlock.LANES);
    private final PathBlock block = new PathBlock();
    private final PathKernel kernel;
    private final PathSampler[] samplers = new PathSampler[Pack.values().length];
    private final BlockStatistics statistics;

    Worker(Outlook outlook, int blocksKept) {
      kernel = new PathKernel(outlook.horizon(), outlook.conditions(), math);
      for (Pack pack : Pack.values()) {
        samplers[pack.ordinal()] = new PathSampler(outlook.packs().get(pack), math);
      }
      statistics = new BlockStatistics(outlook.horizon().quarters(), blocksKept, math);
    }

    void flush() {
      statistics.flush();
    }

    void run(MixtureSample sample, Pack pack, int number, int paths) {
      int first = number * PathBlock.LANES;
      int count = Math.min(PathBlock.LANES, paths - first);
      samplers[pack.ordinal()].draw(sample.points(pack), first, count, block);
      statistics.watch(sample.statistics(pack));
      kernel.run(block, statistics);
      statistics.close(kernel, block, number, first);
    }
  }
}
