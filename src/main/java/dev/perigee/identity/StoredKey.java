package dev.perigee.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as it is stored.
 *
 * @param id names it
 * @param name what it is for, in the words of whoever created it
 * @param owner who acts when it is used
 * @param roles what it may do
 * @param hash SHA-256 of its secret
 * @param replaces id of the key in whose place it came
 * @param createdAt when it began
 * @param expiresAt when it ends
 * @param revokedAt when it was ended before that
 * @param lastUsedAt when it was last used, to the minute
 */
record StoredKey(
    String id,
    String name,
    String owner,
    List<String> roles,
    String hash,
    Optional<String> replaces,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {

  /** Whether it may be used. */
  boolean isGood(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /** In a word. */
  String state(Instant now) {
    return revokedAt.isPresent() ? "revoked" : isGood(now) ? "active" : "expired";
  }
}
