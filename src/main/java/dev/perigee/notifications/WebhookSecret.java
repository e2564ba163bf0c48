package dev.perigee.notifications;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * What a webhook and the service share, to sign what is sent (Standard Webhooks, symmetric).
 *
 * @param text {@code whsec_} and the Base64 of the key
 */
record WebhookSecret(String text) {
  static final String PATTERN = "^whsec_[A-Za-z0-9+/]{43}=$";

  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A secret that nobody can guess. */
  static WebhookSecret generate() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /**
   * The signature of a message, {@code v1,} and the Base64 of an HMAC with SHA-256.
   *
   * @param id of the message
   * @param at when it is sent; seconds count
   */
  String sign(String id, Instant at, String body) {
    try {
      return new Webhook(text).sign(id, at.getEpochSecond(), body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("HMAC with SHA-256 is missing from this JDK", e);
    }
  }

  /** Nothing that says it. */
  @Override
  public String toString() {
    return PREFIX + "...";
  }
}
