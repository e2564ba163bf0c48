package dev.perigee.forecasts;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The Brier score and its parts: score = reliability - resolution + uncertainty + withinBins
 * (Murphy 1973; the last term, which is there because probabilities are binned, after Stephenson,
 * Coelho and Jolliffe 2008).
 */
@Schema(
    description =
        "The Brier score and its parts: score = reliability - resolution + uncertainty + withinBins.")
public record BrierScore(
    @Schema(
            description = "Mean squared error of the probabilities; 0 is best, 1 worst.",
            minimum = "0",
            maximum = "1",
            examples = "0.2233")
        double score,
    @Schema(
            description =
                "How far the probabilities are from the frequencies that came; less is better.",
            examples = "0.04")
        double reliability,
    @Schema(
            description =
                "How far the frequencies of the bins are from the base rate; more is better.",
            examples = "0.02")
        double resolution,
    @Schema(description = "Variance of what came, which no forecast changes.", examples = "0.2222")
        double uncertainty,
    @Schema(description = "What binning leaves over.", examples = "0.0") double withinBins) {

  /**
   * The score of forecasts.
   *
   * @param forecasts at least one
   */
  static BrierScore of(List<Judged> forecasts) {
    double n = forecasts.size();
    double rate = forecasts.stream().mapToDouble(Judged::indicator).average().orElseThrow();
    double score = 0;
    double reliability = 0;
    double resolution = 0;
    double withinBins = 0;
    for (ProbabilityBin bin : ProbabilityBin.of(forecasts)) {
      double probability = bin.meanProbability();
      double frequency = bin.observedFrequency();
      double share = bin.forecasts().size() / n;
      reliability += share * square(probability - frequency);
      resolution += share * square(frequency - rate);
      for (Judged each : bin.forecasts()) {
        double deviation = each.probability() - probability;
        score += square(each.probability() - each.indicator()) / n;
        withinBins += (square(deviation) - 2 * deviation * (each.indicator() - frequency)) / n;
      }
    }
    return new BrierScore(score, reliability, resolution, rate * (1 - rate), withinBins);
  }

  private static double square(double x) {
    return x * x;
  }
}
