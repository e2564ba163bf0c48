package dev.perigee.scenarios;

import dev.perigee.simulation.Pack;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Weights of the packs. */
@Schema(
    description = "Weights of the prior packs; they sum to 1.",
    additionalProperties = Schema.False.class)
public record PackWeights(
    @Schema(
            description = "Weight of the sceptic pack.",
            minimum = "0",
            maximum = "1",
            required = true,
            examples = "0.35")
        Double sceptic,
    @Schema(
            description = "Weight of the house pack.",
            minimum = "0",
            maximum = "1",
            required = true,
            examples = "0.5")
        Double house,
    @Schema(
            description = "Weight of the company pack.",
            minimum = "0",
            maximum = "1",
            required = true,
            examples = "0.15")
        Double company) {

  /** Weights of packs. */
  public static PackWeights of(Map<Pack, Double> weights) {
    return new PackWeights(
        weights.get(Pack.SCEPTIC), weights.get(Pack.HOUSE), weights.get(Pack.COMPANY));
  }

  /** The same by pack. */
  public Map<Pack, Double> byPack() {
    return Map.of(Pack.SCEPTIC, sceptic, Pack.HOUSE, house, Pack.COMPANY, company);
  }

  /** Sum of the weights. */
  public double sum() {
    return sceptic + house + company;
  }
}
