package dev.perigee.simulation;

/**
 * Mean value of the lowest quarter, the middle half and the highest quarter of the mixture, in USD:
 * {@code 0.25 bear + 0.5 base + 0.25 bull = mean} (model section 3, scenario convention).
 */
public record Bands(Estimate bear, Estimate base, Estimate bull) {
  /** Share of the mixture in the lowest and in the highest band. */
  public static final double OUTER_SHARE = 0.25;
}
