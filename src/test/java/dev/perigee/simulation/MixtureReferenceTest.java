package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.PriorPacks;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The prior packs and their mixture against the numpy oracle (model sections 1.5 and 3, V36 and
 * V37). Tolerance: four standard errors of both; the oracle's are of 80,000 paths a pack.
 */
class MixtureReferenceTest {
  private static final int PATHS = 80_000;
  private static final long SEED = 20260215;
  private static final PriorPacks PRIORS = DefaultRules.priors();

  @Test
  void thePriorMixtureMeetsTheOracle() {
    SimulationResult result = run(PRIORS.weights());

    assertWithin(99.73e9, 0.41e9, result.enterpriseValue().mean());
    assertEquals(-8.39e9, result.enterpriseValue().percentile(5).value(), 0.1e9);
    System.out.println(result.bands());
    System.out.println(result.enterpriseValue());
    System.out.println(result.packValues());
    System.out.println(result.neverProduces());
    System.out.println(result.probabilities().get(Event.COST_PARITY).get(39));
    System.out.println(result.probabilities().get(Event.CAPACITY_ABOVE_1_MW).get(39));
    System.out.println(result.series().get(Metric.COST_RATIO).get(19));
    System.out.println(result.series().get(Metric.CAPACITY).get(39));
    System.out.println(result.binding().get(19));
    System.out.println(
        result.effectiveLifeYears()
            + " "
            + result.belowPhysicsFloor()
            + " "
            + ThermalPhysics.SPECIFIC_MASS_FLOOR);
    for (int i = 0; i < 5; i++) {
      long t = System.nanoTime();
      Simulation.run(outlook(PRIORS.weights()), 20_000, SEED, 2);
      System.out.println((System.nanoTime() - t) / 1e6 + " ms");
    }
  }

  private static SimulationResult run(Map<Pack, Double> weights) {
    return Simulation.run(outlook(weights), PATHS, SEED, 2);
  }

  private static Outlook outlook(Map<Pack, Double> weights) {
    return new Outlook(Horizon.DEFAULT, PRIORS.packs(), weights, PathConditions.NONE);
  }

  private static void assertWithin(double oracle, double oracleError, Estimate estimate) {
    assertEquals(oracle, estimate.value(), 4 * Math.hypot(oracleError, estimate.standardError()));
  }
}
