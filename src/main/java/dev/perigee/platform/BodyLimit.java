package dev.perigee.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that is announced as too large with a problem, before a byte of it is read. */
@ApplicationScoped
public class BodyLimit {
  private static final int BEFORE_EVERYTHING = 1000;

  private final long limit;

  public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuse, BEFORE_EVERYTHING);
  }

  private void refuse(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || new BigInteger(length).compareTo(BigInteger.valueOf(limit)) <= 0) {
      context.next();
      return;
    }
    ProblemType type = ProblemType.TOO_LARGE;
    context
        .response()
        .setStatusCode(type.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(
            CanonicalJson.write(
                new Problem(
                    type.uri(),
                    type.title(),
                    type.status(),
                    "Expected at most %d bytes, got %s".formatted(limit, length),
                    context.normalizedPath(),
                    List.of())));
  }
}
