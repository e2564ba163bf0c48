package dev.perigee.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who an API key belongs to. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
  private final String text;

  ApiKeyRequest(String text) {
    this.text = text;
  }

  /** As it was sent. */
  String text() {
    return text;
  }
}
