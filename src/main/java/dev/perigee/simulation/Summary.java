package dev.perigee.simulation;

import java.util.List;
import java.util.Map;

/**
 * Mean and percentiles of a quantity over the mixture.
 *
 * @param mean with its standard error
 * @param percentiles by percentage, those of {@link #PERCENTAGES}, each with its standard error
 */
public record Summary(Estimate mean, Map<Integer, Estimate> percentiles) {
  /** The percentiles that are reported, in per cent. */
  public static final List<Integer> PERCENTAGES = List.of(5, 10, 25, 50, 75, 90, 95);

  /** The percentile of this percentage, one of {@link #PERCENTAGES}. */
  public Estimate percentile(int percentage) {
    return percentiles.get(percentage);
  }
}
