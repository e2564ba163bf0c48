package dev.perigee.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses, before a byte of a body is read, what no resource could answer well: bodies announced as
 * too large or without a type, and NUL characters in the address.
 */
@ApplicationScoped
public class RequestGuard {
  private static final int BEFORE_EVERYTHING = 1000;
  private static final Set<HttpMethod> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT);

  private final BigInteger limit;

  public RequestGuard(HttpConfig config) {
    this.limit = BigInteger.valueOf(config.bodyLimit().asLongValue());
  }

  void register(@Observes Filters filters) {
    filters.register(this::guard, BEFORE_EVERYTHING);
  }

  private void guard(RoutingContext context) {
    Optional<Refusal> refusal = refusal(context.request());
    if (refusal.isEmpty()) {
      context.next();
      return;
    }
    ProblemType type = refusal.get().type();
    if (HttpVersion.HTTP_1_1.equals(context.request().version())) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close"); // the body is not read
    }
    Problem.send(context, type, refusal.get().detail());
  }

  private record Refusal(ProblemType type, String detail) {}

  private Optional<Refusal> refusal(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("[0-9]+") && new BigInteger(length).compareTo(limit) > 0) {
      return refuse(
          ProblemType.TOO_LARGE, "Expected at most %d bytes, got %s".formatted(limit, length));
    }
    if (WRITING.contains(request.method())
        && hasBody(request)
        && request.getHeader(HttpHeaders.CONTENT_TYPE) == null) {
      return refuse(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Expected a Content-Type, got none");
    }
    for (String type : request.headers().getAll(HttpHeaders.CONTENT_TYPE)) {
      if (!isMediaType(type)) {
        return refuse(
            hasBody(request) ? ProblemType.UNSUPPORTED_MEDIA_TYPE : ProblemType.MALFORMED_REQUEST,
            "Expected a media type in Content-Type, got " + type);
      }
    }
    String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      return refuse( // else the body would be read as none
          ProblemType.MALFORMED_REQUEST, "Expected the Transfer-Encoding chunked, got " + coding);
    }
    for (String accepted : request.headers().getAll(HttpHeaders.ACCEPT)) {
      if (!Arrays.stream(accepted.split(",", -1)).allMatch(RequestGuard::isMediaType)) {
        return refuse(
            ProblemType.NOT_ACCEPTABLE, "Expected media types in Accept, got " + accepted);
      }
    }
    if (request.uri().contains("%00")) {
      return refuse(ProblemType.MALFORMED_REQUEST, "Expected an address without NUL characters");
    }
    return Optional.empty();
  }

  private static boolean isMediaType(String text) {
    try {
      return MediaType.valueOf(text.strip()) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && !length.matches("0+"));
  }

  private static Optional<Refusal> refuse(ProblemType type, String detail) {
    return Optional.of(new Refusal(type, detail));
  }
}
