package dev.perigee.forecasts;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often what was given about the same probability came. */
@Schema(
    description =
        "Forecasts of about the same probability, and how often they came. Many forecasts may be of one outcome, so that the"
            + " interval is that of the outcomes.")
public record CalibrationBin(
    @Schema(description = "Probabilities from here on.", examples = "0.6") double from,
    @Schema(description = "Up to here, and 1 in the last bin.", examples = "0.7") double to,
    @Schema(description = "Forecasts.", examples = "12") int forecasts,
    @Schema(description = "Mean probability of these forecasts.", examples = "0.64")
        double meanProbability,
    @Schema(description = "Share of these forecasts that came.", examples = "0.5")
        double observedFrequency,
    @Schema(description = "Different outcomes that they are of.", examples = "4") int outcomes,
    @Schema(description = "Outcomes among them that were yes.", examples = "2") int yes,
    @Schema(
            description = "Lower end of the 95 % interval of the frequency (Wilson, of outcomes).",
            examples = "0.15")
        double low,
    @Schema(description = "Upper end.", examples = "0.85") double high) {
  private static final double ERROR_RATE = 0.05;

  /** The bins that hold anything, in ascending order. */
  static List<CalibrationBin> of(List<Judged> forecasts) {
    return ProbabilityBin.of(forecasts).stream().map(CalibrationBin::of).toList();
  }

  private static CalibrationBin of(ProbabilityBin bin) {
    Map<String, Boolean> outcomes =
        bin.forecasts().stream()
            .collect(toMap(Judged::outcome, Judged::happened, (one, same) -> same));
    int yes = (int) outcomes.values().stream().filter(happened -> happened).count();
    Interval interval =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(outcomes.size(), yes, ERROR_RATE);
    return new CalibrationBin(
        (double) bin.index() / ProbabilityBin.BINS,
        (bin.index() + 1.0) / ProbabilityBin.BINS,
        bin.forecasts().size(),
        bin.meanProbability(),
        bin.observedFrequency(),
        outcomes.size(),
        yes,
        interval.getLowerBound(),
        interval.getUpperBound());
  }
}
