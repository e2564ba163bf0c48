package dev.perigee.identity;

import dev.perigee.platform.Problem;
import dev.perigee.platform.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers those who may not read what is no resource: metrics. */
@ApplicationScoped
public class ForbiddenElsewhere {
  void register(@Observes Router router) {
    router.route("/q/*").failureHandler(ForbiddenElsewhere::answer);
  }

  private static void answer(RoutingContext http) {
    if (!(http.failure() instanceof ForbiddenException) || http.response().ended()) {
      http.next();
      return;
    }
    http.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, Challenge.INSUFFICIENT);
    Problem.send(http, ProblemType.FORBIDDEN, "Expected the role " + Roles.OPERATOR);
  }
}
