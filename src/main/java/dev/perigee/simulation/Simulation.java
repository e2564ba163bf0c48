package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs an outlook. Paths are worked in chunks of fixed size, each by one thread; what a chunk adds
 * is either an integer count or kept apart until all are added in order, so that the number of
 * threads changes no bit of the result.
 */
public final class Simulation {
  private static final int CHUNK_PATHS = 2_048;
  private static final int BLOCK_PATHS = 64;

  private final Outlook outlook;
  private final int paths;
  private final Pack[] packs = Pack.values();
  private final PathSampler[] samplers = new PathSampler[packs.length];
  private final PackStatistics[] statistics = new PackStatistics[packs.length];
  private final int chunksPerPack;
  private final Progress progress;
  private int chunksDone;

  private Simulation(SimulationRequest request, Progress progress) {
    outlook = request.outlook();
    paths = request.paths();
    this.progress = progress;
    long seed = request.seed();
    chunksPerPack = (paths + CHUNK_PATHS - 1) / CHUNK_PATHS;
    PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
    double[] values = new double[Parameter.values().length];
    for (Pack pack : packs) {
      int k = pack.ordinal();
      samplers[k] = new PathSampler(outlook.packs().get(pack), pack, seed);
      samplers[k].draw(0, values);
      kernel.run(values);
      requireFinite("the value", kernel.enterpriseValue());
      statistics[k] =
          new PackStatistics(paths, outlook.horizon().quarters(), chunksPerPack, kernel);
    }
  }

  /**
   * Simulates the mixture.
   *
   * @param threads at least 1; does not change the result
   * @param progress is told how far the run has come
   * @throws CancellationException when the calling thread is interrupted
   * @throws UndefinedResult when the equations have no finite answer on some path
   */
  public static SimulationResult run(SimulationRequest request, int threads, Progress progress) {
    Simulation simulation = new Simulation(request, progress);
    simulation.work(threads);
    return new MixtureSummariser(request.outlook(), simulation.statistics)
        .result(request.paths(), request.seed(), request.sampling(), Stop.PATHS);
  }

  /**
   * The single path of these values: no gates, no draws.
   *
   * @param values put over the central values of the catalogue
   * @throws InvalidParameters with every violation
   * @throws UndefinedResult when the equations have no finite answer
   */
  public static Trajectory trajectory(Map<Parameter, Double> values, Horizon horizon) {
    double[] vector = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      vector[parameter.ordinal()] = values.getOrDefault(parameter, parameter.central());
    }
    List<InvalidParameters.Violation> violations = InvalidParameters.inValues(vector);
    if (!violations.isEmpty()) {
      throw new InvalidParameters(violations);
    }
    PathKernel kernel = new PathKernel(horizon, PathConditions.NONE);
    kernel.run(vector);
    requireFinite("the value", kernel.enterpriseValue());
    Map<Metric, double[]> series = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      double[] line = kernel.series[metric.ordinal()];
      requireFinite(metric.field(), Arrays.stream(line).sum());
      series.put(metric, line);
    }
    List<Constraint> binding =
        Arrays.stream(kernel.binding).mapToObj(bound -> Constraint.values()[bound]).toList();
    return new Trajectory(
        horizon, series, binding, kernel.presentValue, kernel.terminalValue, kernel.effectiveLife);
  }

  /**
   * Probability in each pack that capacity reaches an amount by a date, with one success and one
   * failure added so that it is never 0 or 1. A date before the horizon counts as its first
   * quarter, one beyond it as its last.
   *
   * @param capacityKw at least this much
   * @param time decimal year
   * @param paths of each pack, at least 1
   */
  public static Map<Pack, Double> capacityReached(
      Outlook outlook, double capacityKw, double time, int paths, long seed) {
    int quarter =
        Math.clamp(outlook.horizon().quarterAt(time), 0, outlook.horizon().quarters() - 1);
    PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
    double[] values = new double[Parameter.values().length];
    Map<Pack, Double> probabilities = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      PathSampler sampler = new PathSampler(outlook.packs().get(pack), pack, seed);
      int reached = 0;
      for (int path = 0; path < paths; path++) {
        sampler.draw(path, values);
        kernel.run(values);
        reached += kernel.series[Metric.CAPACITY.ordinal()][quarter] >= capacityKw ? 1 : 0;
      }
      probabilities.put(pack, (reached + 1.0) / (paths + 2.0));
    }
    return probabilities;
  }

  private void work(int threads) {
    AtomicInteger next = new AtomicInteger();
    int chunks = chunksPerPack * packs.length;
    int workers = Math.clamp(threads, 1, chunks);
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < workers; w++) {
        running.add(executor.submit(() -> new Worker().run(next, chunks)));
      }
      try {
        for (Future<?> future : running) {
          future.get();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CancellationException("the run was cancelled");
      } catch (ExecutionException e) {
        executor.shutdownNow();
        if (e.getCause() instanceof UndefinedResult undefined) {
          throw undefined;
        }
        throw new IllegalStateException("a simulation worker failed", e.getCause());
      }
    }
  }

  /** Scratch memory of one thread. */
  private final class Worker {
    private final int quarters = outlook.horizon().quarters();
    private final PathKernel kernel = new PathKernel(outlook.horizon(), outlook.conditions());
    private final double[] values = new double[Parameter.values().length];
    private final double[][][] block =
        new double[PackStatistics.FANS.length][quarters][BLOCK_PATHS];
    private final int[][] binding = new int[quarters][PackStatistics.NOT_PRODUCING + 1];
    private final int[][] events = new int[PackStatistics.EVENTS.length][quarters];

    void run(AtomicInteger next, int chunks) {
      for (int chunk = next.getAndIncrement();
          chunk < chunks && !Thread.currentThread().isInterrupted();
          chunk = next.getAndIncrement()) {
        runChunk(
            statistics[chunk / chunksPerPack],
            samplers[chunk / chunksPerPack],
            chunk % chunksPerPack);
        synchronized (progress) {
          progress.reached((double) ++chunksDone / chunks);
        }
      }
    }

    private void runChunk(PackStatistics pack, PathSampler sampler, int chunk) {
      PackStatistics.ChunkSums sums = new PackStatistics.ChunkSums(quarters);
      int from = chunk * CHUNK_PATHS;
      int until = Math.min(paths, from + CHUNK_PATHS);
      for (int start = from; start < until; start += BLOCK_PATHS) {
        int count = Math.min(BLOCK_PATHS, until - start);
        for (int i = 0; i < count; i++) {
          sampler.draw(start + i, values);
          kernel.run(values);
          requireFinite("the value", kernel.enterpriseValue());
          pack.values[start + i] = kernel.enterpriseValue();
          record(pack, sums, i);
        }
        addBlock(pack, sums, count);
      }
      merge(pack);
      pack.chunks[chunk] = sums;
    }

    private void record(PackStatistics pack, PackStatistics.ChunkSums sums, int i) {
      for (int m = 0; m < block.length; m++) {
        double[] path = kernel.series[PackStatistics.FANS[m].ordinal()];
        for (int q = 0; q < quarters; q++) {
          block[m][q][i] = path[q];
        }
      }
      for (int q = 0; q < quarters; q++) {
        binding[q][q < kernel.firstProduction ? PackStatistics.NOT_PRODUCING : kernel.binding[q]]++;
      }
      double life = kernel.effectiveLife - pack.effectiveLifeOrigin;
      sums.lifeDeviation += life;
      sums.lifeSquared += life * life;
      sums.neverProducing += kernel.firstProduction == quarters ? 1 : 0;
      sums.belowPhysicsFloor +=
          Parameter.SATELLITE_SPECIFIC_MASS_INITIAL.in(values) < ThermalPhysics.SPECIFIC_MASS_FLOOR
              ? 1
              : 0;
    }

    private void addBlock(PackStatistics pack, PackStatistics.ChunkSums sums, int count) {
      for (int m = 0; m < block.length; m++) {
        for (int q = 0; q < quarters; q++) {
          double[] numbers = block[m][q];
          double origin = pack.origin[m][q];
          double deviation = 0;
          double squared = 0;
          for (int i = 0; i < count; i++) {
            double difference = numbers[i] - origin;
            deviation += difference;
            squared += difference * difference;
          }
          requireFinite(PackStatistics.FANS[m].field(), deviation);
          sums.deviation[m][q] += deviation;
          sums.squared[m][q] += squared;
        }
        synchronized (pack.histograms[m]) {
          for (int q = 0; q < quarters; q++) {
            pack.histograms[m][q].add(block[m][q], count);
          }
        }
      }
      for (Event event : PackStatistics.EVENTS) {
        double[][] numbers = block[fanIndex(event.metric())];
        for (int q = 0; q < quarters; q++) {
          for (int i = 0; i < count; i++) {
            events[event.ordinal()][q] += event.holds(numbers[q][i]) ? 1 : 0;
          }
        }
      }
    }

    private void merge(PackStatistics pack) {
      synchronized (pack.bindingCounts) {
        moveInto(pack.bindingCounts, binding);
        moveInto(pack.eventCounts, events);
      }
    }

    private static void moveInto(int[][] totals, int[][] counts) {
      for (int i = 0; i < totals.length; i++) {
        for (int j = 0; j < totals[i].length; j++) {
          totals[i][j] += counts[i][j];
          counts[i][j] = 0;
        }
      }
    }
  }

  static void requireFinite(String what, double number) {
    if (!Double.isFinite(number)) {
      throw new UndefinedResult(what);
    }
  }

  private static int fanIndex(Metric metric) {
    for (int m = 0; m < PackStatistics.FANS.length; m++) {
      if (PackStatistics.FANS[m] == metric) {
        return m;
      }
    }
    throw new IllegalArgumentException(metric + " has no fan");
  }
}
