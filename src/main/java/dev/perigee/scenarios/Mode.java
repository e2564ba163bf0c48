package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a scenario is run. */
public enum Mode {
  /** The single path of the central values: no rules, no gates, no draws. */
  @JsonProperty("deterministic")
  DETERMINISTIC,
  /** The mixture of the packs. */
  @JsonProperty("stochastic")
  STOCHASTIC
}
