package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The logarithmic score: minus the natural logarithm of the probability that was given to what
 * came. It is not clamped. A forecast that gave no probability to what came scores infinity, which
 * no mean survives: then there is no mean, and the count says why.
 */
@Schema(
    description =
        "The logarithmic score, in nats: minus the logarithm of the probability given to what came. Nothing is clamped.")
public record LogScore(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Mean; absent when a forecast scores infinity.",
            minimum = "0",
            examples = "0.6391")
        Double mean,
    @Schema(
            description =
                "Forecasts that gave no probability at all to what came; each scores infinity.",
            examples = "0")
        int infinite,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Mean of the others; absent when there are none.",
            minimum = "0",
            examples = "0.6391")
        Double meanOfFinite) {

  /**
   * The score of forecasts.
   *
   * @param forecasts at least one
   */
  static LogScore of(List<Judged> forecasts) {
    List<Double> scores = forecasts.stream().map(LogScore::of).toList();
    OptionalDouble finite =
        scores.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).average();
    int infinite = (int) scores.stream().filter(score -> score.isInfinite()).count();
    Double mean = finite.isPresent() ? finite.getAsDouble() : null;
    return new LogScore(infinite == 0 ? mean : null, infinite, mean);
  }

  private static double of(Judged forecast) {
    double given = forecast.happened() ? forecast.probability() : 1 - forecast.probability();
    return Math.abs(Math.log(given)); // abs, so that certainty that was right scores 0 and not -0
  }
}
