package dev.perigee.identity;

import dev.perigee.platform.Problem;
import dev.perigee.platform.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses names of hosts that are not ours, by which a web page elsewhere could reach an open
 * service on the loopback interface. Where callers prove who they are, a page cannot do so for
 * them, as no browser sends tokens or keys by itself.
 */
@ApplicationScoped
public class LoopbackGuard {
  private static final int BEFORE_ALL_BUT_THE_LIMITS = 999;
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Access access;

  public LoopbackGuard(Access access) {
    this.access = access;
  }

  void register(@Observes Filters filters) {
    if (access.isOpen()) {
      filters.register(LoopbackGuard::guard, BEFORE_ALL_BUT_THE_LIMITS);
    }
  }

  private static void guard(RoutingContext http) {
    HostAndPort authority = http.request().authority();
    if (authority == null || NAMES.contains(authority.host())) {
      http.next();
      return;
    }
    if (HttpVersion.HTTP_1_1.equals(http.request().version())) {
      http.response().putHeader(HttpHeaders.CONNECTION, "close"); // the body is not read
    }
    Problem.send(
        http,
        ProblemType.MISDIRECTED,
        "Expected the host localhost or 127.0.0.1, got " + authority.host());
  }
}
