package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Outlooks that no rule would make, and that can be simulated all the same. */
public final class RandomOutlooks {
  private static final int FEWEST_QUARTERS = 40;

  private RandomOutlooks() {}

  /** The prior packs of the shipped rule set. */
  public static Outlook priors() {
    return Outlooks.priors();
  }

  /**
   * The prior packs under random horizon, weights, gates, effects, families of distributions and
   * conditions.
   */
  public static Outlook draw(SplittableRandom random) {
    Map<Pack, PackOutlook> packs = new EnumMap<>(Pack.class);
    Outlooks.PRIORS.packs().forEach((pack, view) -> packs.put(pack, changed(view, random)));
    Horizon horizon = new Horizon(random.nextInt(2024, 2030), random.nextInt(FEWEST_QUARTERS, 90));
    Map<Pack, Double> weights =
        Outlooks.updated(
            Outlooks.PRIORS.weights(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble());
    return new Outlook(horizon, packs, weights, conditions(random, horizon));
  }

  /** Values of every parameter. */
  public static Map<Parameter, Double> values(SplittableRandom random) {
    return RandomVectors.draw(random);
  }

  private static PackOutlook changed(PackOutlook view, SplittableRandom random) {
    Map<Parameter, Marginal> marginals = new EnumMap<>(view.marginals());
    marginals.replaceAll((parameter, marginal) -> changed(parameter, marginal, random));
    Map<Gate, Double> gates = new EnumMap<>(Gate.class);
    for (Gate gate : Gate.values()) {
      gates.put(gate, random.nextInt(4) == 0 ? 1 : random.nextDouble());
    }
    return new PackOutlook(marginals, gates);
  }

  private static Marginal changed(Parameter parameter, Marginal marginal, SplittableRandom random) {
    if (parameter == Parameter.VALUATION_DISCOUNT_RATE
        || parameter == Parameter.VALUATION_TERMINAL_GROWTH
        || parameter == Parameter.RELIABILITY_ECONOMIC_LIFE
        || parameter == Parameter.RELIABILITY_COMMISSIONING_DELAY) {
      return marginal;
    }
    double centre = marginal.median(parameter);
    double factor = random.nextDouble(0.7, 1.4);
    return switch (random.nextInt(12)) {
      case 0 -> marginal.scaled(factor);
      case 1 -> marginal.shifted((factor - 1) * centre);
      case 2 -> marginal.capped(factor * centre, random.nextDouble());
      case 3 -> marginal.with(marginal.distribution().narrowed(random.nextDouble()));
      case 4 -> marginal.with(new Distribution.Uniform(0.8 * centre, 1.1 * centre));
      case 5 -> marginal.with(new Distribution.Fixed(factor * centre));
      case 6 -> loaded(centre > 0 ? new Distribution.LogNormal(centre, 0.2) : null, marginal);
      case 7 ->
          loaded(
              centre > 0
                  ? new Distribution.LogTriangular(0.5 * centre, centre, 1.9 * centre)
                  : null,
              marginal);
      default -> marginal;
    };
  }

  private static Marginal loaded(Distribution distribution, Marginal marginal) {
    return distribution == null
        ? marginal
        : new Marginal(distribution, Loading.GOOD_WHEN_LOW, 1, -0.0, Double.POSITIVE_INFINITY, 0.5);
  }

  private static PathConditions conditions(SplittableRandom random, Horizon horizon) {
    List<PathConditions.AuthorisationFreeze> freezes = new ArrayList<>();
    List<PathConditions.DeploymentDeadline> deadlines = new ArrayList<>();
    List<PathConditions.ObservedCapacity> observations = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      double from = horizon.startYear() + random.nextDouble(10);
      freezes.add(new PathConditions.AuthorisationFreeze(from, from + random.nextDouble()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      deadlines.add(
          new PathConditions.DeploymentDeadline(
              horizon.startYear() + random.nextDouble(9), random.nextInt(100_000)));
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      observations.add(
          new PathConditions.ObservedCapacity(
              horizon.startYear() + random.nextDouble(2), random.nextDouble(1e4)));
    }
    return new PathConditions(freezes, deadlines, observations);
  }
}
