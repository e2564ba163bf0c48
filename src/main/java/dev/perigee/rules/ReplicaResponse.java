package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A service on the same database. */
@Schema(description = "A service on the same database, and the rule set that it serves.")
public record ReplicaResponse(
    @Schema(
            description = "Name of this life of the service.",
            examples = "0f8fad5b-d9cb-469f-a165-70867728950e")
        String id,
    @Schema(description = "Where it listens.", examples = "127.0.0.1:8080") String address,
    @Schema(description = "When it was started.", examples = "2026-11-23T20:00:00.123456Z")
        Instant startedAt,
    @Schema(
            description = "When it last said what it serves.",
            examples = "2026-11-23T21:41:03.123456Z")
        Instant seenAt,
    @Schema(description = "Digest of the rule set it serves.", pattern = RuleSetDigest.PATTERN)
        String digest,
    @Schema(description = "Whether that is the latest activation.", examples = "true")
        boolean current,
    @Schema(description = "Whether it is the one that answers.", examples = "true") boolean self,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Why it cannot serve the active rule set; absent when it can.",
            examples = "launch.drl:12: the method growz(String) is undefined")
        String problem) {
  static ReplicaResponse of(ReplicaEntity row, boolean current, boolean self) {
    return new ReplicaResponse(
        row.id, row.address, row.startedAt, row.seenAt, row.digest, current, self, row.problem);
  }
}
