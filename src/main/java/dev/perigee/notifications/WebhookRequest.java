package dev.perigee.notifications;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook as it is to be. */
@Schema(
    description = "A webhook as it is to be.",
    requiredProperties = {"name", "url"},
    additionalProperties = Schema.False.class)
public record WebhookRequest(
    @Schema(
            description = "What it is for.",
            minLength = 1,
            maxLength = 100,
            pattern = "\\S",
            examples = "desk alerts")
        String name,
    @Schema(
            description =
                "Where events are sent by POST: https and a public host, or one that"
                    + " `perigee.notifications.allowed-hosts` names; on an open service also a"
                    + " loopback address, by http too. No user, no fragment.",
            minLength = 1,
            maxLength = 2000,
            examples = EXAMPLE_URL)
        String url,
    @Schema(
            description =
                "Kinds of events that are sent: `milestone.recorded`, `milestone.corrected`,"
                    + " `milestone.retracted`, `rule-set.activated`, `valuation.moved`; all unless"
                    + " given.",
            maxItems = 5,
            examples = "[\"valuation.moved\"]")
        List<String> types,
    @Schema(
            description =
                "Whether events are sent; true unless given. A webhook that is enabled again is"
                    + " told of what happens from then on.",
            examples = "true")
        Boolean enabled) {
  /** The discard port of the machine itself: a receiver that is nowhere, and never elsewhere. */
  static final String EXAMPLE_URL = "http://127.0.0.1:9/perigee";

  /** Works as it stands on an open service. */
  static final String EXAMPLE =
      "{\"name\": \"desk alerts\", \"url\": \""
          + EXAMPLE_URL
          + "\", \"types\": [\"valuation.moved\", \"rule-set.activated\"]}";

  List<String> kinds() {
    return types == null ? List.of() : types.stream().distinct().toList();
  }

  boolean isEnabled() {
    return !Boolean.FALSE.equals(enabled);
  }
}
