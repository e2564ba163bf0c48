package dev.perigee.identity;

/** What {@code WWW-Authenticate} asks for (RFC 6750). */
final class Challenge {
  /** There was no credential. */
  static final String NONE = "Bearer realm=\"perigee\"";

  /** There was one that does not hold. */
  static final String INVALID = NONE + ", error=\"invalid_token\"";

  /** It holds, and is not enough. */
  static final String INSUFFICIENT = NONE + ", error=\"insufficient_scope\"";

  /** What to send, in words. */
  static final String DETAIL =
      "Expected Authorization: Bearer with a token of the provider or an API key, or "
          + ApiKey.HEADER
          + " with an API key";

  private Challenge() {}
}
