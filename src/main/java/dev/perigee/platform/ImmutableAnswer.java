package dev.perigee.platform;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers that never change, so that clients and proxies may keep them. */
public final class ImmutableAnswer {
  /** Cache-Control of what never changes. */
  public static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private ImmutableAnswer() {}

  /**
   * An answer, or 304 for a client that has it.
   *
   * @param tag of these very bytes
   * @param body text or bytes
   * @param type media type
   */
  public static Response of(EntityTag tag, Object body, String type, Request request) {
    return of(tag, () -> body, type, request);
  }

  /**
   * An answer that is made when it is needed, or 304 for a client that has it.
   *
   * @param tag of the bytes that the body would have
   * @param body makes a text or bytes
   * @param type media type
   */
  public static Response of(EntityTag tag, Supplier<?> body, String type, Request request) {
    return Preconditions.unchanged(request, tag)
        .orElseGet(() -> Response.ok(body.get(), type))
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }
}
