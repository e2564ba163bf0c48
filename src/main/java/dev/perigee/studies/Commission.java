package dev.perigee.studies;

import dev.perigee.platform.Caller;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongConsumer;

/**
 * On whose behalf a study is begun: no study is begun without somebody who is charged for it and
 * named in the audit trail.
 *
 * @param caller who asks for it
 * @param charge charges so many path-quarters; throws when the client has too little left
 */
public record Commission(Caller caller, LongConsumer charge) {
  /**
   * Of whoever sent a request.
   *
   * @throws ProblemException when it does not say who asks
   */
  public static Commission of(RoutingContext http, ClientLimits limits) {
    return new Commission(Caller.of(http), cost -> limits.charge(http, cost));
  }
}
