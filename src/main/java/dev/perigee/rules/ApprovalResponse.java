package dev.perigee.rules;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An approval as it is stored. */
@Schema(description = "Somebody found a rule set fit for use.")
public record ApprovalResponse(
    @Schema(description = "Name of the approver.", examples = "grace") String approver,
    @Schema(description = "What was looked at.", examples = "Read the report and the impact")
        String message,
    @Schema(description = "When.", examples = "2026-11-23T21:40:12.345678Z") Instant approvedAt) {
  static ApprovalResponse of(ApprovalEntity row) {
    return new ApprovalResponse(row.approver, row.message, row.approvedAt);
  }
}
