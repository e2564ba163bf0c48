package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is timed is the work of a run; no test asserts a time. */
class SimulationTimingsTest {
  private static final int PATHS = 500;
  private static final PackOutlook HOUSE = Outlooks.PRIORS.packs().get(Pack.HOUSE);

  @Test
  void theKernelRunsTheTrajectoriesOfItsVectors() {
    SplittableRandom random = new SplittableRandom(31);
    double[][] vectors = new double[20][];
    double sum = 0;
    for (int i = 0; i < vectors.length; i++) {
      Map<Parameter, Double> values = RandomVectors.draw(random);
      vectors[i] = Arrays.stream(Parameter.values()).mapToDouble(values::get).toArray();
      sum += Simulation.trajectory(values, Horizon.DEFAULT).enterpriseValueUsd();
    }

    assertEquals(
        sum / vectors.length,
        SimulationTimings.runKernel(Horizon.DEFAULT, PathConditions.NONE, vectors, 1));
  }

  @Test
  void theDrawsAreThoseOfARun() {
    double[][] vectors = SimulationTimings.draw(HOUSE, Pack.HOUSE, 7, 1_000);

    double mean = SimulationTimings.runKernel(Horizon.DEFAULT, PathConditions.NONE, vectors, 1);
    double ofTheRun =
        Outlooks.run(Outlooks.priors(), 1_000, 7, 1).packValues().get(Pack.HOUSE).value();
    assertEquals(ofTheRun, mean, 1e-9 * Math.abs(ofTheRun));
  }

  @Test
  void drawingAloneDrawsThem() {
    double sum = 0;
    for (double[] vector : SimulationTimings.draw(HOUSE, Pack.HOUSE, 7, PATHS)) {
      for (double value : vector) {
        sum += value;
      }
    }

    assertEquals(sum / PATHS, SimulationTimings.drawOnly(HOUSE, Pack.HOUSE, 7, PATHS, 1));
  }

  @Test
  void threadsShareTheSameWork() {
    double[][] vectors = SimulationTimings.draw(HOUSE, Pack.HOUSE, 7, PATHS);
    double[] means = new double[3];
    double[] draws = new double[3];
    for (int threads = 1; threads <= 3; threads++) {
      means[threads - 1] =
          SimulationTimings.runKernel(Horizon.DEFAULT, PathConditions.NONE, vectors, threads);
      draws[threads - 1] = SimulationTimings.drawOnly(HOUSE, Pack.HOUSE, 7, PATHS, threads);
    }

    // Shares are added in another order.
    double value = means[0];
    double draw = draws[0];
    assertArrayEquals(new double[] {value, value, value}, means, 1e-9 * Math.abs(value));
    assertArrayEquals(new double[] {draw, draw, draw}, draws, 1e-12 * Math.abs(draw));
  }
}
