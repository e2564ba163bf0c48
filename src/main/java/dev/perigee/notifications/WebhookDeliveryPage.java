package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of deliveries. */
@Schema(description = "A page of deliveries, the latest first.")
public record WebhookDeliveryPage(
    @Schema(description = "The deliveries.") List<WebhookDelivery> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "NDI")
        String next) {}
