package dev.perigee.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.MDC;

/**
 * Gives every request a name, the client's or one of ours: the answer carries it, and so does each
 * line that is logged for it.
 */
@ApplicationScoped
public class RequestIds {
  /** The header with the name. */
  public static final String HEADER = "X-Request-Id";

  private static final String MDC_KEY = "requestId";
  private static final int BEFORE_THE_GUARD = 1100;
  private static final String NAME = "[A-Za-z0-9._~:+/=-]{1,128}";

  void register(@Observes Filters filters) {
    filters.register(RequestIds::name, BEFORE_THE_GUARD);
  }

  private static void name(RoutingContext context) {
    String given = context.request().getHeader(HEADER);
    String name = given != null && given.matches(NAME) ? given : UUID.randomUUID().toString();
    MDC.put(MDC_KEY, name);
    context.response().putHeader(HEADER, name);
    context.next();
  }
}
