package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored rule set with its files, its report and what happened to it. */
@Schema(description = "A stored rule set with its files, its report and what happened to it.")
public record RuleSetDetail(
    @Schema(description = "Digest of its files.", pattern = RuleSetDigest.PATTERN) String digest,
    @Schema(description = "Who uploaded it.", examples = "ada") String author,
    @Schema(
            description = "What was changed and why.",
            examples = "R07: launch cost x0.75 after reuse")
        String message,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the rule set it was made from, when its author said so.",
            pattern = RuleSetDigest.PATTERN)
        String parent,
    @Schema(description = "When it was stored.", examples = "2026-11-23T21:38:00.345678Z")
        Instant recordedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "What was found when it was uploaded: its rules, its cases and how they ended, and what its author should look at."
                    + " Absent for one that was shipped before there were reports.")
        RuleSetReport report,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Its files: text by path; absent in the answer to an upload.")
        Map<String, String> files,
    @Schema(description = "Who approved it, in their order.") List<ApprovalResponse> approvals,
    @Schema(description = "When it became the active one, the latest first.")
        List<ActivationResponse> activations) {
  /** The same without the text of the files. */
  RuleSetDetail withoutFiles() {
    return new RuleSetDetail(
        digest, author, message, parent, recordedAt, report, null, approvals, activations);
  }

  static RuleSetDetail of(
      RuleSetEntity row, List<ApprovalEntity> approvals, List<ActivationEntity> activations) {
    return new RuleSetDetail(
        row.digest,
        row.author,
        row.message,
        row.parent,
        row.recordedAt,
        row.report == null ? null : CanonicalJson.read(row.report, RuleSetReport.class),
        new TreeMap<>(row.files),
        approvals.stream().map(ApprovalResponse::of).toList(),
        activations.stream().map(ActivationResponse::of).toList());
  }
}
