package dev.perigee.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Bounds what one client may ask for in a window of time: requests, and the cost of what is
 * computed for it. What is used comes back evenly. Each service counts for itself, the latest
 * clients alone.
 *
 * <p>Answers say what is left in {@code RateLimit} and {@code RateLimit-Policy}
 * (draft-ietf-httpapi-ratelimit-headers).
 */
@ApplicationScoped
public class ClientLimits {
  private static final String CLIENT = ClientLimits.class.getName();
  private static final int MOST_CLIENTS = 10_000;
  private static final long NANOS = 1_000_000_000L;

  private final Limit requests;
  private final Limit cost;

  public ClientLimits(LimitsConfig config) {
    requests = new Limit("requests", config.requests(), config.window());
    cost = new Limit("path-quarters", config.cost(), config.window());
  }

  /** Counts a request. */
  @ServerRequestFilter
  public void count(RoutingContext http) {
    String client = Caller.client(http);
    http.put(CLIENT, client);
    requests.use(client, 1);
  }

  /** Says what is left; nothing to a client whose name was refused. */
  @ServerResponseFilter
  public void tell(ContainerResponseContext response, RoutingContext http) {
    String client = http.get(CLIENT);
    if (client == null) {
      return;
    }
    StringJoiner policy = new StringJoiner(", ");
    StringJoiner left = new StringJoiner(", ");
    for (Limit limit : List.of(requests, cost)) {
      if (limit.most > 0) {
        policy.add("\"%s\";q=%d;w=%d".formatted(limit.unit, limit.most, limit.window.toSeconds()));
        left.add("\"%s\";r=%d".formatted(limit.unit, limit.left(client)));
      }
    }
    if (left.length() > 0) {
      response.getHeaders().putSingle("RateLimit-Policy", policy.toString());
      response.getHeaders().putSingle("RateLimit", left.toString());
    }
  }

  /**
   * Charges a client for what is to be computed for it.
   *
   * @param pathQuarters paths x quarters
   * @throws ProblemException rate-limited, with how long to wait, when the client has too little
   *     left; invalid when it never has so much; nothing is charged then
   */
  public void charge(RoutingContext http, long pathQuarters) {
    cost.use(Caller.client(http), pathQuarters);
  }

  /** So much of something in a window of time. */
  private static final class Limit {
    private final String unit;
    private final long most;
    private final Duration window;
    private final Cache<String, Bucket> clients;

    Limit(String unit, long most, Duration window) {
      this.unit = unit;
      this.most = most;
      this.window = window;
      clients = Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(window).build();
    }

    private Bucket of(String client) {
      return clients.get(
          client,
          name ->
              Bucket.builder()
                  .addLimit(Bandwidth.builder().capacity(most).refillGreedy(most, window).build())
                  .build());
    }

    long left(String client) {
      return of(client).getAvailableTokens();
    }

    void use(String client, long amount) {
      if (most <= 0) {
        return;
      }
      if (amount > most) {
        throw new ProblemException(
            ProblemType.INVALID_REQUEST,
            "Expected at most %d %s, got %d: more than a client may use in %s"
                .formatted(most, unit, amount, window),
            List.of());
      }
      ConsumptionProbe probe = of(client).tryConsumeAndReturnRemaining(amount);
      if (!probe.isConsumed()) {
        Duration wait = Duration.ofSeconds(Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS));
        throw ProblemException.limited(
            "Of %d %s in %s %d are left, and this takes %d; try again in %d s"
                .formatted(
                    most, unit, window, probe.getRemainingTokens(), amount, wait.toSeconds()),
            wait);
      }
    }
  }
}
