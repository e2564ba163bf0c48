package dev.perigee.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether callers must prove who they are. */
public enum Mode {
  /** Whoever reaches the service may do everything, so it listens on loopback only. */
  @JsonProperty("open")
  OPEN,
  /** Every operation needs a token or an API key with a role that may call it. */
  @JsonProperty("required")
  REQUIRED
}
