package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of webhooks. */
@Schema(description = "A page of webhooks, the latest first.")
public record WebhookPage(
    @Schema(description = "The webhooks, without their secrets.") List<WebhookResponse> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "NDI")
        String next) {}
