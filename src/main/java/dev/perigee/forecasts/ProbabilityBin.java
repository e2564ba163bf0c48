package dev.perigee.forecasts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.TreeMap;

/**
 * Forecasts of about the same probability.
 *
 * @param index from 0; the bin holds probabilities from {@code index / BINS} up to the next bin
 * @param forecasts at least one
 */
record ProbabilityBin(int index, List<Judged> forecasts) {
  /** Bins of equal width between 0 and 1; a probability of 1 is in the last. */
  static final int BINS = 10;

  /** The bins that hold anything, in ascending order. */
  static List<ProbabilityBin> of(List<Judged> forecasts) {
    return forecasts.stream()
        .collect(
            groupingBy(
                each -> Math.min(BINS - 1, (int) (each.probability() * BINS)),
                TreeMap::new,
                toList()))
        .entrySet()
        .stream()
        .map(entry -> new ProbabilityBin(entry.getKey(), entry.getValue()))
        .toList();
  }

  double meanProbability() {
    return forecasts.stream().mapToDouble(Judged::probability).average().orElseThrow();
  }

  double observedFrequency() {
    return forecasts.stream().mapToDouble(Judged::indicator).average().orElseThrow();
  }
}
