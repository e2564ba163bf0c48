package dev.perigee.rules;

import dev.perigee.simulation.Pack;
import java.util.Map;

/**
 * What one emission did.
 *
 * @param emission the effect and what brought it about
 * @param target key of the parameter or gate, {@code packWeights}, {@code paths}, or empty for a
 *     note
 * @param before by pack: median of the parameter, probability of the gate or weight; empty where
 *     nothing has a number
 * @param after the same, after the effect
 * @param clamped whether the product of scales of the parameter was held within its limits
 */
public record TraceRow(
    Emission emission,
    String target,
    Map<Pack, Double> before,
    Map<Pack, Double> after,
    boolean clamped) {

  /** Target of effects on the weights of the packs. */
  public static final String PACK_WEIGHTS = "packWeights";

  /** Target of effects that bind every path. */
  public static final String PATHS = "paths";
}
