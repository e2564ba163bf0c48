package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The active rule set and who serves it. */
@Schema(
    description = "The active rule set: since when, by whom and why, and which replicas serve it.")
public record ActiveRuleSet(
    @Schema(description = "Its digest.", pattern = RuleSetDigest.PATTERN) String digest,
    @Schema(
            description = "Number of the activation; the entity tag is this number in quotes.",
            examples = "12")
        long generation,
    @Schema(description = "Who activated it.", examples = "ada") String activatedBy,
    @Schema(description = "When.", examples = "2026-11-23T21:41:02.345678Z") Instant activatedAt,
    @Schema(description = "Why.", examples = "Reuse was demonstrated") String why,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the rule set it took the place of; absent for the first.",
            pattern = RuleSetDigest.PATTERN)
        String previous,
    @Schema(description = "The services on this database that are alive.")
        List<ReplicaResponse> replicas,
    @Schema(description = "Whether all of them serve it.", examples = "true") boolean agreed,
    @Schema(
            description =
                "Whether the database cannot be reached; this is then what the one service knows that answers.",
            examples = "false")
        boolean degraded) {
  static ActiveRuleSet of(Activation active, List<ReplicaResponse> replicas, boolean degraded) {
    return new ActiveRuleSet(
        active.digest().toString(),
        active.generation(),
        active.by(),
        active.at(),
        active.why(),
        active.previous(),
        replicas,
        !degraded && replicas.stream().allMatch(ReplicaResponse::current),
        degraded);
  }

  /** The strong entity tag of the activation, without quotes. */
  String tag() {
    return String.valueOf(generation);
  }
}
