package dev.perigee.rules;

import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PackOutlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies effects to the priors, once and stage by stage. Effects given by hand come after those of
 * the rules within each stage. A pinned parameter keeps its pin: what rules say of it stays in the
 * trace without a change.
 */
public final class OutlookBuilder {
  /** Limits of the product of the scales of one parameter (model section 2.2). */
  public static final double LEAST_SCALE = 0.4;

  public static final double GREATEST_SCALE = 2.5;

  private static final int LIKELIHOOD_PATHS = 20_000;
  private static final long LIKELIHOOD_SEED = 20_260_215;

  private final PriorPacks priors;
  private final Horizon horizon;
  private final Map<Pack, Map<Parameter, ParameterUpdate>> updates = new EnumMap<>(Pack.class);
  private final Map<Pack, Map<Gate, Double>> gates = new EnumMap<>(Pack.class);
  private final Map<Pack, Double> weights;
  private final Set<Parameter> pinned;
  private final List<TraceRow> trace = new ArrayList<>();
  private final List<PathConditions.AuthorisationFreeze> freezes = new ArrayList<>();
  private final List<PathConditions.DeploymentDeadline> deadlines = new ArrayList<>();
  private final List<PathConditions.ObservedCapacity> observations = new ArrayList<>();

  private OutlookBuilder(
      PriorPacks priors,
      Map<Pack, Double> weights,
      Map<Parameter, Marginal> pins,
      Horizon horizon) {
    this.priors = priors;
    this.horizon = horizon;
    this.weights = new EnumMap<>(weights);
    pinned = Set.copyOf(pins.keySet());
    for (Pack pack : Pack.values()) {
      Map<Parameter, ParameterUpdate> byParameter = new EnumMap<>(Parameter.class);
      for (Parameter parameter : Parameter.values()) {
        Marginal prior = priors.packs().get(pack).marginal(parameter);
        byParameter.put(
            parameter, new ParameterUpdate(parameter, pins.getOrDefault(parameter, prior)));
      }
      updates.put(pack, byParameter);
      gates.put(pack, new EnumMap<>(priors.packs().get(pack).gates()));
    }
  }

  /**
   * The outlook after all effects.
   *
   * @param priors views and weights before any fact
   * @param weights prior weights of the packs, instead of those of {@code priors}
   * @param pins marginals that replace the priors in every pack and that rules do not change
   * @param emissions of rules and by hand
   * @param horizon quarters to simulate
   */
  public static TracedOutlook build(
      PriorPacks priors,
      Map<Pack, Double> weights,
      Map<Parameter, Marginal> pins,
      List<Emission> emissions,
      Horizon horizon) {
    OutlookBuilder builder = new OutlookBuilder(priors, weights, pins, horizon);
    for (Effect.Stage stage : Effect.Stage.values()) {
      builder.apply(emissions, stage);
    }
    return new TracedOutlook(builder.outlook(), builder.trace);
  }

  /** A product of the scales of a parameter, held within its limits. */
  static double held(double product) {
    return Math.clamp(product, LEAST_SCALE, GREATEST_SCALE);
  }

  private void apply(List<Emission> emissions, Effect.Stage stage) {
    for (boolean byHand : new boolean[] {false, true}) {
      for (Emission emission : emissions) {
        if (emission.effect().stage() == stage
            && emission.rule().equals(Emission.BY_HAND) == byHand) {
          apply(emission);
        }
      }
    }
  }

  private void apply(Emission emission) {
    switch (emission.effect()) {
      case Effect.OnParameter effect -> onParameter(emission, effect);
      case Effect.OnGate effect -> onGate(emission, effect);
      case Effect.OnWeights effect -> onWeights(emission, effect);
      case Effect.OnPaths effect -> onPaths(emission, effect);
      case Effect.Discount ignored -> note(emission);
      case Effect.Note ignored -> note(emission);
    }
  }

  private void note(Emission emission) {
    trace.add(new TraceRow(emission, "", Map.of(), Map.of(), false));
  }

  private void onParameter(Emission emission, Effect.OnParameter effect) {
    Map<Pack, Double> before = new EnumMap<>(Pack.class);
    Map<Pack, Double> after = new EnumMap<>(Pack.class);
    boolean clamped = false;
    for (Pack pack : Pack.values()) {
      ParameterUpdate update = updates.get(pack).get(effect.parameter());
      before.put(pack, update.median());
      if (!pinned.contains(effect.parameter())) {
        clamped |= update.apply(effect, emission.strength());
      }
      after.put(pack, update.median());
    }
    trace.add(new TraceRow(emission, effect.target(), before, after, clamped));
  }

  private void onGate(Emission emission, Effect.OnGate effect) {
    Map<Pack, Double> before = new EnumMap<>(Pack.class);
    Map<Pack, Double> after = new EnumMap<>(Pack.class);
    double w = emission.strength();
    for (Pack pack : Pack.values()) {
      double p = gates.get(pack).get(effect.gate());
      double changed =
          switch (effect) {
            case Effect.GateScale scale -> Math.min(1, p * StrictMath.pow(scale.multiplier(), w));
            case Effect.GateGap gap -> p + w * gap.share() * (1 - p);
            case Effect.GateSet set -> p + w * (set.probability() - p);
          };
      before.put(pack, p);
      after.put(pack, changed);
      gates.get(pack).put(effect.gate(), changed);
    }
    trace.add(new TraceRow(emission, effect.target(), before, after, false));
  }

  private void onWeights(Emission emission, Effect.OnWeights effect) {
    Map<Pack, Double> likelihoods =
        switch (effect) {
          case Effect.BayesFactor factor -> factor.likelihoods();
          case Effect.GateLikelihood gate -> gateLikelihoods(gate);
          case Effect.CapacityLikelihood capacity -> capacityLikelihoods(capacity);
        };
    Map<Pack, Double> before = new EnumMap<>(weights);
    double sum = 0;
    for (Pack pack : Pack.values()) {
      double weight =
          weights.get(pack) * StrictMath.pow(likelihoods.get(pack), emission.strength());
      weights.put(pack, weight);
      sum += weight;
    }
    double total = sum;
    if (!(total > 0)) {
      throw new IllegalArgumentException(
          "no pack keeps any weight under the likelihoods %s".formatted(likelihoods));
    }
    weights.replaceAll((pack, weight) -> weight / total);
    trace.add(new TraceRow(emission, TraceRow.PACK_WEIGHTS, before, new EnumMap<>(weights), false));
  }

  private Map<Pack, Double> gateLikelihoods(Effect.GateLikelihood effect) {
    Map<Pack, Double> likelihoods = new EnumMap<>(Pack.class);
    priors
        .packs()
        .forEach(
            (pack, view) -> {
              double p = view.gates().get(effect.gate());
              likelihoods.put(pack, effect.passed() ? p : 1 - p);
            });
    return likelihoods;
  }

  private Map<Pack, Double> capacityLikelihoods(Effect.CapacityLikelihood effect) {
    Outlook prior = new Outlook(horizon, priors.packs(), priors.weights(), PathConditions.NONE);
    return Simulation.capacityReached(
        prior,
        effect.capacityKw(),
        Expectations.decimalYear(effect.on()),
        LIKELIHOOD_PATHS,
        LIKELIHOOD_SEED);
  }

  private void onPaths(Emission emission, Effect.OnPaths effect) {
    switch (effect) {
      case Effect.Freeze freeze -> {
        double from = Expectations.decimalYear(freeze.from());
        freezes.add(
            new PathConditions.AuthorisationFreeze(
                from, from + freeze.quarters() * ModelConstants.QUARTER_YEARS));
      }
      case Effect.Deadline deadline ->
          deadlines.add(
              new PathConditions.DeploymentDeadline(
                  Expectations.decimalYear(deadline.by()), deadline.satellites()));
      case Effect.Launched launched ->
          observations.add(
              new PathConditions.ObservedCapacity(
                  Expectations.decimalYear(launched.on()), launched.capacityKw()));
    }
    trace.add(new TraceRow(emission, TraceRow.PATHS, Map.of(), Map.of(), false));
  }

  private Outlook outlook() {
    Map<Pack, PackOutlook> packs = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      Map<Parameter, Marginal> marginals = new EnumMap<>(Parameter.class);
      updates.get(pack).forEach((parameter, update) -> marginals.put(parameter, update.marginal()));
      packs.put(pack, new PackOutlook(marginals, gates.get(pack)));
    }
    return new Outlook(
        horizon,
        Collections.unmodifiableMap(packs),
        weights,
        new PathConditions(freezes, deadlines, observations));
  }
}
