package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a run is the forecast. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(ForecastSource.ForecastOfEvent.class),
  @JsonSubTypes.Type(ForecastSource.ForecastOfMetric.class),
  @JsonSubTypes.Type(ForecastSource.ForecastOfRate.class),
  @JsonSubTypes.Type(ForecastSource.ForecastOfGate.class),
  @JsonSubTypes.Type(ForecastSource.ForecastOfComplement.class)
})
@Schema(
    description = "What of a run is the forecast.",
    anyOf = {
      ForecastSource.ForecastOfEvent.class,
      ForecastSource.ForecastOfMetric.class,
      ForecastSource.ForecastOfRate.class,
      ForecastSource.ForecastOfGate.class,
      ForecastSource.ForecastOfComplement.class
    })
public sealed interface ForecastSource {
  /** The probability of an event at the end of a year. */
  @Schema(description = "A probability of the run.")
  record ForecastOfEvent(
      @Schema(
              description = "The event, as the run's answer names it.",
              required = true,
              examples = "capacityKw > 1000")
          String event)
      implements ForecastSource {}

  /** The percentiles of a metric at the end of a year, or their mean over its quarters. */
  @Schema(description = "The percentiles of a metric of the run.")
  record ForecastOfMetric(
      @Schema(description = "The metric.", required = true, examples = "capacityKw") String metric)
      implements ForecastSource {}

  /**
   * A metric that counts events in a quarter, as the rate of a Poisson count; over a year the
   * quarters of a path are taken to be high or low together.
   */
  @Schema(description = "A metric of the run as the rate of a Poisson count.")
  record ForecastOfRate(
      @Schema(description = "The metric.", required = true, examples = "launchFlights") String rate)
      implements ForecastSource {}

  /** The probability of a gate over the weights of the packs. */
  @Schema(description = "The probability of a gate, over the weights of the packs.")
  record ForecastOfGate(
      @Schema(description = "The gate.", required = true, examples = "reuse") String gate)
      implements ForecastSource {}

  /** One less a parameter that is a probability, over the weights of the packs. */
  @Schema(
      description = "One less a parameter that is a probability, over the weights of the packs.")
  record ForecastOfComplement(
      @Schema(
              description = "Key of the parameter.",
              required = true,
              examples = "launch.failure.initial")
          String complementOf)
      implements ForecastSource {}
}
