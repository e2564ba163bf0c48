package dev.perigee.simulation;

import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.PriorPacks;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Outlooks for tests: the prior packs, and what effects would make of them. */
final class Outlooks {
  static final PriorPacks PRIORS = DefaultRules.priors();

  private Outlooks() {}

  /** A pseudo-random run. */
  static SimulationResult run(Outlook outlook, int paths, long seed, int threads) {
    return Simulation.run(SimulationRequest.of(outlook, paths, seed), threads, Progress.NONE);
  }

  /** The prior mixture. */
  static Outlook priors() {
    return of(PRIORS.packs(), PRIORS.weights());
  }

  /** A mixture over the default horizon without conditions. */
  static Outlook of(Map<Pack, PackOutlook> packs, Map<Pack, Double> weights) {
    return new Outlook(Horizon.DEFAULT, packs, weights, PathConditions.NONE);
  }

  /** The prior packs with all the weight on one. */
  static Outlook only(Pack pack) {
    return of(PRIORS.packs(), Map.of(pack, 1.0));
  }

  /** The same views, each changed in one way. */
  static Map<Pack, PackOutlook> each(
      Map<Pack, PackOutlook> packs, UnaryOperator<PackOutlook> change) {
    Map<Pack, PackOutlook> changed = new EnumMap<>(Pack.class);
    packs.forEach((pack, view) -> changed.put(pack, change.apply(view)));
    return changed;
  }

  /** The same view with another marginal of one parameter. */
  static PackOutlook with(PackOutlook view, Parameter parameter, UnaryOperator<Marginal> change) {
    Map<Parameter, Marginal> marginals = new EnumMap<>(view.marginals());
    marginals.put(parameter, change.apply(view.marginal(parameter)));
    return new PackOutlook(marginals, view.gates());
  }

  /** The same view with another probability of one gate. */
  static PackOutlook with(PackOutlook view, Gate gate, double probability) {
    Map<Gate, Double> gates = new EnumMap<>(view.gates());
    gates.put(gate, probability);
    return new PackOutlook(view.marginals(), gates);
  }

  /** Weights after evidence: w' proportional to w times the likelihood (model section 2.2). */
  static Map<Pack, Double> updated(
      Map<Pack, Double> weights, double sceptic, double house, double company) {
    Map<Pack, Double> likelihood =
        Map.of(Pack.SCEPTIC, sceptic, Pack.HOUSE, house, Pack.COMPANY, company);
    double sum = 0;
    for (Pack pack : Pack.values()) {
      sum += weights.get(pack) * likelihood.get(pack);
    }
    Map<Pack, Double> posterior = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      posterior.put(pack, weights.get(pack) * likelihood.get(pack) / sum);
    }
    return posterior;
  }

  /** One view in which these values, and the central ones of all others, are certain. */
  static PackOutlook certain(Map<Parameter, Double> values) {
    Map<Parameter, Marginal> marginals = new EnumMap<>(Parameter.class);
    values.forEach((parameter, value) -> marginals.put(parameter, Marginal.fixed(value)));
    return new PackOutlook(marginals, Map.of());
  }

  /** The same view for every pack. */
  static Map<Pack, PackOutlook> all(PackOutlook view) {
    Map<Pack, PackOutlook> packs = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      packs.put(pack, view);
    }
    return packs;
  }
}
