package dev.perigee.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who did or tried what. */
@Schema(description = "Who did or tried what, when, why and from where.")
public record AuditEvent(
    @Schema(description = "Number of the event; grows.", examples = "42") long id,
    @Schema(description = "When.", examples = "2026-11-23T21:41:02.345678Z") Instant at,
    @Schema(
            description = "What.",
            enumeration = {
              "upload",
              "approval",
              "activation",
              "fact",
              "api-key-creation",
              "api-key-rotation",
              "api-key-revocation",
              "scenario-creation",
              "scenario-copy",
              "scenario-change",
              "scenario-deletion",
              "impact",
              "comparison",
              "sweep",
              "attribution",
              "distribution",
              "backtest",
              "cancellation"
            },
            examples = "activation")
        String kind,
    @Schema(
            description = "How it ended.",
            enumeration = {"done", "refused"},
            examples = "done")
        String outcome,
    @Schema(description = "Who.", examples = "ada") String who,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Who vouched for the name: the issuer of a token, or `api-key`. Absent when the name is a claim.",
            examples = "https://id.example.com/realms/fund")
        String issuer,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What the issuer knows the caller by: the subject, or the id of the key.",
            examples = "f1d3a0c2-7c1f-4d8e-9f0b-0a6c8f1c2d3e")
        String subject,
    @Schema(description = "Network address of the client.", examples = "127.0.0.1") String client,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "What it was done to: the digest of a rule set, the name of a fact, a run or a study, the id of an API key or a scenario.",
            examples = "starship-flight-14")
        String target,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Digest of the rule set; absent when there were no files to make it of, and for what is no rule set.",
            pattern = "^sha256:[0-9a-f]{64}$")
        String digest,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Why, in the words of whoever did it.", examples = "Reuse was shown")
        String why,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Why it was refused.",
            examples = "ada uploaded this rule set; somebody else must approve it")
        String detail) {
  private static final List<Optional<AuditKind>> OF_RULE_SETS =
      AuditKind.OF_RULE_SETS.stream().map(Optional::of).toList();

  static AuditEvent of(AuditEventEntity row) {
    return new AuditEvent(
        row.id,
        row.at,
        row.kind,
        row.outcome,
        row.who,
        row.issuer,
        row.subject,
        row.client,
        row.target,
        OF_RULE_SETS.contains(AuditKind.of(row.kind)) ? row.target : null,
        row.why,
        row.detail);
  }
}
