package dev.perigee.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for an API key in the place of another. */
@Schema(
    description = "Asks for an API key in the place of another.",
    requiredProperties = {"lifeDays"},
    additionalProperties = Schema.False.class)
public record ApiKeyRotation(
    @Schema(
            description =
                "How many days the new key lives: not longer than `perigee.identity.api-key-life`, a year unless changed.",
            minimum = "1",
            maximum = "3650",
            examples = "90")
        int lifeDays,
    @Schema(
            description =
                "For how many seconds the old key goes on, at most a week; it never lives longer than it was to.",
            minimum = "0",
            maximum = "604800",
            defaultValue = "86400",
            examples = "3600")
        Integer overlapSeconds) {
  private static final int DAY = 86_400;

  /** Seconds for which the old key goes on. */
  int overlap() {
    return overlapSeconds == null ? DAY : overlapSeconds;
  }
}
