package dev.perigee.notifications;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for another secret. */
@Schema(
    description = "Asks for another secret of a webhook.",
    additionalProperties = Schema.False.class)
public record WebhookRotation(
    @Schema(
            description =
                "How long the secret that there was signs beside the new one, s; a day unless"
                    + " given.",
            minimum = "0",
            maximum = "2592000",
            defaultValue = "86400",
            examples = "3600")
        Integer overlapSeconds) {
  private static final int DAY = 86_400;

  int overlap() {
    return overlapSeconds == null ? DAY : overlapSeconds;
  }
}
