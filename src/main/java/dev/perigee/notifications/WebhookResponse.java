package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook as it is answered. */
@Schema(description = "A webhook.")
public record WebhookResponse(
    @Schema(description = "Id of the webhook.", examples = "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        String id,
    @Schema(description = "What it is for.", examples = "desk alerts") String name,
    @Schema(description = "Where events are sent.", examples = WebhookRequest.EXAMPLE_URL)
        String url,
    @Schema(description = "Kinds of events that are sent; empty for all.") List<String> types,
    @Schema(description = "Whether events are sent.", examples = "true") boolean enabled,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Why the service disabled it; absent otherwise.",
            examples = "Nothing was taken for more than PT72H")
        String disabledBecause,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Since when every attempt fails; absent when the last one did not.",
            examples = "2026-11-30T08:15:30Z")
        Instant failingSince,
    @Schema(description = "Who created it.", examples = "ada") String createdBy,
    @Schema(description = "When it was created.", examples = "2026-11-24T01:00:00Z")
        Instant createdAt,
    @Schema(description = "When it was changed last.", examples = "2026-11-24T01:00:00Z")
        Instant changedAt,
    @Schema(description = "Its version, which is its ETag.", examples = "1") long version,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The secret with which what is sent is signed. Only in the answer that makes it: it"
                    + " cannot be read again.",
            pattern = WebhookSecret.PATTERN)
        String secret,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Until when the secret before this one signs, too; absent when there is none.",
            examples = "2026-12-01T01:00:00Z")
        Instant previousSecretUntil) {

  static WebhookResponse of(WebhookEntity row) {
    return of(row, null);
  }

  /** With its secret, for the one who made it. */
  static WebhookResponse withSecret(WebhookEntity row) {
    return of(row, row.secret);
  }

  private static WebhookResponse of(WebhookEntity row, String secret) {
    return new WebhookResponse(
        row.id,
        row.name,
        row.url,
        row.kinds,
        row.enabled,
        row.disabledBecause,
        row.failingSince,
        row.createdBy,
        row.createdAt,
        row.changedAt,
        row.version,
        secret,
        row.previousSecretUntil);
  }

  /** Its strong entity tag, without quotes. */
  String tag() {
    return String.valueOf(version);
  }
}
