package dev.perigee.notifications;

import dev.perigee.platform.CanonicalJson;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event, as it is listed and as webhooks get it. */
@Schema(description = "Something that happened. The body of a webhook is one of these.")
public record EventResponse(
    @Schema(
            description = "Name of the event; the `webhook-id` of its deliveries.",
            examples = "5f0c1d9a-2b57-4d55-8f4e-3a1c0b9d7e61")
        String id,
    @Schema(
            description =
                "What happened: `milestone.recorded`, `milestone.corrected`, `milestone.retracted`,"
                    + " `rule-set.activated`, `valuation.moved`; further kinds may come. Webhooks"
                    + " get `test`, too.",
            examples = "milestone.recorded")
        String type,
    @Schema(description = "When.", examples = "2026-11-30T08:15:30.123456Z") Instant timestamp,
    @Schema(
            description = "The same in a sentence.",
            examples = "Recorded: Starship Flight 14 is the first to reach orbit")
        String title,
    @Schema(description = "What of.") EventDetail data) {

  static EventResponse of(EventEntity row) {
    return new EventResponse(
        row.id.toString(),
        row.kind,
        row.occurredAt,
        row.title,
        CanonicalJson.read(row.detail, EventDetail.class));
  }
}
