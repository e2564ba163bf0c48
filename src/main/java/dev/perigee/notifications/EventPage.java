package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of events. */
@Schema(description = "A page of events, the latest first.")
public record EventPage(
    @Schema(description = "The events.") List<EventResponse> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "NDI")
        String next) {}
