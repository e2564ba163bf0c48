package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * How far a run has come: {@code QUEUED} to {@code RUNNING} to one of the others, and from running
 * back to queued when its service ends. A failed or cancelled one is queued anew when it is asked
 * for again.
 */
public enum JobState {
  /** It waits. */
  @JsonProperty("queued")
  QUEUED,
  /** It is being computed. */
  @JsonProperty("running")
  RUNNING,
  /** The run is stored. */
  @JsonProperty("done")
  DONE,
  /** It ended with a problem. */
  @JsonProperty("failed")
  FAILED,
  /** It was cancelled. */
  @JsonProperty("cancelled")
  CANCELLED;

  /** Whether it goes on. */
  public boolean isPending() {
    return this == QUEUED || this == RUNNING;
  }

  /** Name in the database and in events. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name. */
  public static JobState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
