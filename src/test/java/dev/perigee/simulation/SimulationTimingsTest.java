package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is timed is the work of a run; no test asserts a time. */
class SimulationTimingsTest {
  private static final int PATHS = 500;
  private static final PackOutlook HOUSE = Outlooks.PRIORS.packs().get(Pack.HOUSE);

  @Test
  void theKernelRunsTheTrajectoriesOfGivenValues() {
    SplittableRandom random = new SplittableRandom(31);
    Map<Parameter, double[]> columns = new EnumMap<>(Parameter.class);
    for (Parameter parameter : Parameter.values()) {
      columns.put(parameter, new double[PATHS]);
    }
    double sum = 0;
    for (int path = 0; path < PATHS; path++) {
      for (Map.Entry<Parameter, Double> value : RandomVectors.draw(random).entrySet()) {
        columns.get(value.getKey())[path] = value.getValue();
      }
      sum += Simulation.trajectory(row(columns, path), Horizon.DEFAULT).enterpriseValueUsd();
    }

    // The kernel puts the paths of a block in an order of its own.
    assertEquals(
        sum / PATHS, kernel(DrawnPaths.of(columns, PATHS), 1), 1e-12 * Math.abs(sum / PATHS));
  }

  private static Map<Parameter, Double> row(Map<Parameter, double[]> columns, int path) {
    Map<Parameter, Double> row = new EnumMap<>(Parameter.class);
    columns.forEach((parameter, column) -> row.put(parameter, column[path]));
    return row;
  }

  @Test
  void theDrawsAreThoseOfARun() {
    double mean = kernel(DrawnPaths.draw(HOUSE, Pack.HOUSE, 7, 1_000), 1);

    double ofTheRun =
        Outlooks.run(Outlooks.priors(), 1_000, 7, 1).packValues().get(Pack.HOUSE).value();
    assertEquals(ofTheRun, mean, 1e-9 * Math.abs(ofTheRun));
  }

  @Test
  void drawingAloneDrawsThem() {
    double sum = 0;
    for (PathBlock block : DrawnPaths.draw(HOUSE, Pack.HOUSE, 7, PATHS).blocks()) {
      for (Parameter parameter : Parameter.values()) {
        sum += block.of(parameter)[0];
      }
    }

    assertEquals(sum, SimulationTimings.drawOnly(HOUSE, Pack.HOUSE, 7, PATHS, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void threadsShareTheSameWork(int threads) {
    DrawnPaths paths = DrawnPaths.draw(HOUSE, Pack.HOUSE, 7, PATHS);
    double mean = kernel(paths, 1);
    double draws = SimulationTimings.drawOnly(HOUSE, Pack.HOUSE, 7, PATHS, 1);

    // Shares are added in another order.
    assertEquals(mean, kernel(paths, threads), 1e-9 * Math.abs(mean));
    assertEquals(
        draws,
        SimulationTimings.drawOnly(HOUSE, Pack.HOUSE, 7, PATHS, threads),
        1e-12 * Math.abs(draws));
  }

  private static double kernel(DrawnPaths paths, int threads) {
    return SimulationTimings.runKernel(Horizon.DEFAULT, PathConditions.NONE, paths, threads);
  }
}
