package dev.perigee.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API key as it is answered. */
@Schema(description = "An API key, without its secret.")
public record ApiKeyResponse(
    @Schema(description = "Names the key; a part of it.", pattern = "^" + ApiKey.ID_PATTERN + "$")
        String id,
    @Schema(description = "What it is for.", examples = "nightly sweep") String name,
    @Schema(description = "Who acts when it is used.", examples = "ada") String owner,
    @Schema(description = "What it may do.") List<String> roles,
    @Schema(
            description = "Whether it may be used.",
            enumeration = {"active", "expired", "revoked"},
            examples = "active")
        String state,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Id of the key in whose place it came.",
            pattern = "^" + ApiKey.ID_PATTERN + "$")
        String replaces,
    @Schema(description = "When it was created.", examples = "2026-11-24T01:00:00Z")
        Instant createdAt,
    @Schema(description = "When it ends.", examples = "2027-06-30T00:00:00Z") Instant expiresAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When it was revoked.", examples = "2026-12-01T09:00:00Z")
        Instant revokedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "When it was last used, to the minute.",
            examples = "2026-11-30T23:00:00Z")
        Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The key as it is sent. Only in the answer that creates it: it is stored nowhere and cannot be told again.",
            pattern = "^" + ApiKey.PREFIX + ApiKey.ID_PATTERN + "_[0-9a-f]{72}$")
        String key) {
  static ApiKeyResponse of(StoredKey stored) {
    return of(stored, null);
  }

  static ApiKeyResponse of(ApiKeys.Created created) {
    return of(created.stored(), created.key().text());
  }

  private static ApiKeyResponse of(StoredKey stored, String text) {
    return new ApiKeyResponse(
        stored.id(),
        stored.name(),
        stored.owner(),
        stored.roles(),
        stored.state(Instant.now()),
        stored.replaces().orElse(null),
        stored.createdAt(),
        stored.expiresAt(),
        stored.revokedAt().orElse(null),
        stored.lastUsedAt().orElse(null),
        text);
  }
}
