package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery as it is answered. */
@Schema(description = "An event that is sent to a webhook, and what came of it.")
public record WebhookDelivery(
    @Schema(description = "Number of the delivery; grows.", examples = "42") long deliveryId,
    @Schema(
            description = "Name of the event, which is the `webhook-id` of the message.",
            examples = "5f0c1d9a-2b57-4d55-8f4e-3a1c0b9d7e61")
        String eventId,
    @Schema(description = "Kind of the event.", examples = "valuation.moved") String eventType,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The delivery that this one repeats.", examples = "41")
        Long replays,
    @Schema(
            description =
                "`pending`: to be sent, for the first time or again; `delivered`: answered with a"
                    + " status from 200 to 299; `given-up`: not sent any more.",
            enumeration = {"pending", "delivered", "given-up"},
            examples = "delivered")
        String state,
    @Schema(description = "How often it was sent.", examples = "1") int attempts,
    @Schema(description = "When it was made.", examples = "2026-11-30T08:15:31Z") Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "When it is sent at the earliest, while it is pending; those before it come first.",
            examples = "2026-11-30T08:15:36Z")
        Instant dueAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When it was last sent.", examples = "2026-11-30T08:15:31Z")
        Instant lastAttemptAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "When it was delivered or given up.",
            examples = "2026-11-30T08:15:31Z")
        Instant endedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Status of the last answer; absent when there was none.",
            examples = "204")
        Integer responseStatus,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What went wrong, unless it was delivered.",
            examples = "Expected an answer within PT10S")
        String problem) {

  static WebhookDelivery of(DeliveryEntity row) {
    return new WebhookDelivery(
        row.id,
        row.event.id.toString(),
        row.event.kind,
        row.replays,
        row.state,
        row.attempts,
        row.createdAt,
        row.isPending() ? row.dueAt : null,
        row.lastAttemptAt,
        row.endedAt,
        row.responseStatus,
        row.problem);
  }
}
