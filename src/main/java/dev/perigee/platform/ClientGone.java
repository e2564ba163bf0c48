package dev.perigee.platform;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** Notices that a client went away before it was answered. */
public final class ClientGone {
  private ClientGone() {}

  /**
   * Has something done when the connection is lost before the answer is written, or was lost before
   * this was called.
   *
   * @param action is called once, by a thread that may wait
   */
  public static void then(RoutingContext http, Runnable action) {
    AtomicBoolean noticed = new AtomicBoolean();
    Runnable once =
        () -> {
          if (!noticed.getAndSet(true)) {
            Thread.startVirtualThread(action);
          }
        };
    http.addEndHandler(
        end -> {
          if (end.failed()) {
            once.run();
          }
        });
    if (http.response().closed()) {
      once.run();
    }
  }
}
