package dev.perigee.platform;

import java.net.URI;
import java.util.Locale;

/**
 * The kinds of problems the API answers with (RFC 9457); the URIs are part of the contract. See
 * docs/problems.md.
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  UNAUTHENTICATED(401, "The request lacks a valid proof of who sends it"),
  FORBIDDEN(403, "The caller may not do this"),
  NOT_FOUND(404, "There is no such resource"),
  METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
  NOT_ACCEPTABLE(406, "The resource has no representation of the types accepted"),
  CONFLICT(409, "The request contradicts what is stored"),
  IRREPRODUCIBLE(409, "This build cannot compute the run again"),
  NOT_APPROVED(409, "The rule set lacks the approval of a second person"),
  RUN_CANCELLED(410, "The run was cancelled"),
  JOB_CANCELLED(410, "The job was cancelled"),
  DELETED(410, "The resource was deleted"),
  PRECONDITION_FAILED(412, "The resource has changed since it was read"),
  TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The resource does not read this media type"),
  MISDIRECTED(421, "The service does not answer for this host"),
  INVALID_REQUEST(422, "The request is understood but not valid"),
  KEY_REUSED(422, "The idempotency key was used for another request"),
  INVALID_RULE_SET(422, "The rule set cannot be used"),
  PRECONDITION_REQUIRED(428, "The request must say which state of the resource it is to change"),
  RATE_LIMITED(429, "The client has used up what it may use"),
  INTERNAL_ERROR(500, "The service failed"),
  NOT_IMPLEMENTED(501, "The service does not know this part of a standard"),
  SATURATED(503, "The service has as much work as it can take"),
  UNAVAILABLE(503, "The service cannot do this now"),
  DEADLINE_EXCEEDED(504, "The computation took longer than it may");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The same for every problem of this type. */
  public String title() {
    return title;
  }

  /** Stable name, such as {@code urn:perigee:problem:invalid-request}. */
  public URI uri() {
    return URI.create("urn:perigee:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
