package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What in time a question is about. */
public enum QuestionTime {
  /** A quarter that has not begun on the day of the forecast. */
  @JsonProperty("quarter")
  QUARTER,
  /** A calendar year that has not begun. */
  @JsonProperty("year")
  YEAR,
  /** The state on a 31 December to come. */
  @JsonProperty("year-end")
  YEAR_END,
  /** Whether something ever happens by the end of the run's horizon. */
  @JsonProperty("horizon")
  HORIZON,
  /** The next fact after the day of the forecast. */
  @JsonProperty("next")
  NEXT
}
