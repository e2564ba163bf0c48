package dev.perigee.platform;

import io.vertx.ext.web.RoutingContext;

/** Notices that a client went away before it was answered. */
public final class ClientGone {
  private ClientGone() {}

  /**
   * Has something done when the connection is lost before the answer is written.
   *
   * @param action is called by a thread that may wait
   */
  public static void then(RoutingContext http, Runnable action) {
    http.addEndHandler(
        end -> {
          if (end.failed()) {
            Thread.startVirtualThread(action);
          }
        });
  }
}
