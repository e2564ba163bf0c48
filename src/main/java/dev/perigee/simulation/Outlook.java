package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the simulation knows of the world: priors after the effects of rules, as pure data.
 *
 * @param horizon quarters covered
 * @param packs one view for each pack
 * @param weights of the packs in the mixture; at least 0, summing to 1 within 1e-9 and normalised
 *     to 1 here. Normalised ones stay as they are, to the bit.
 * @param conditions hard facts and licence terms
 */
public record Outlook(
    Horizon horizon,
    Map<Pack, PackOutlook> packs,
    Map<Pack, Double> weights,
    PathConditions conditions) {

  private static final double WEIGHT_TOLERANCE = 1e-9;

  /** Furthest from 1 that the rounded sum of weights lies that were divided by their sum. */
  private static final double ROUNDING = 0x1p-51;

  public Outlook {
    double sum = 0;
    for (Pack pack : Pack.values()) {
      double weight = weights.getOrDefault(pack, 0.0);
      if (!(weight >= 0) || packs.get(pack) == null) {
        throw new IllegalArgumentException(
            "pack %s needs a view and a weight of at least 0, got weight %s"
                .formatted(pack.key(), weight));
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) {
      throw new IllegalArgumentException("pack weights must sum to 1, got " + sum);
    }
    double divisor = Math.abs(sum - 1) <= ROUNDING ? 1 : sum;
    EnumMap<Pack, Double> normalised = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      normalised.put(pack, weights.getOrDefault(pack, 0.0) / divisor);
    }
    weights = Collections.unmodifiableMap(normalised);
    packs = Collections.unmodifiableMap(new EnumMap<>(packs));
    List<InvalidParameters.Violation> violations = new ArrayList<>();
    for (PackOutlook view : packs.values()) {
      violations.addAll(InvalidParameters.inOutlook(view));
    }
    if (!violations.isEmpty()) {
      throw new InvalidParameters(violations.stream().distinct().toList());
    }
  }
}
