package dev.perigee.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the audit trail. */
@Schema(description = "A page of the audit trail: the latest event first.")
public record AuditPage(
    @Schema(description = "The events.") List<AuditEvent> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "42")
        String next) {}
