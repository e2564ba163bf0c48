package dev.perigee.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that hang up before they are answered, over real connections. */
class ClientGoneTest {
  private static final long PATIENCE = 60;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch noticed = new CountDownLatch(1);

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Asks a server that does this with the request, and does not read an answer. */
  private Socket ask(Handler<RoutingContext> handler) throws Exception {
    Router router = Router.router(vertx);
    router.get().handler(handler);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    Socket client = new Socket("localhost", server.actualPort());
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  @Test
  void aClientThatGoesWhileItIsWaitedForIsNoticed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Socket client =
        ask(
            http -> {
              ClientGone.then(http, noticed::countDown);
              asked.countDown();
            })) {
      assertTrue(client.isConnected());
      assertTrue(asked.await(PATIENCE, TimeUnit.SECONDS));
    }
    assertTrue(noticed.await(PATIENCE, TimeUnit.SECONDS));
  }

  @Test
  void aClientThatWasGoneBeforeIsNoticed() throws Exception {
    try (Socket client =
        ask(
            http ->
                http.request()
                    .connection()
                    .close()
                    .onComplete(
                        closed ->
                            vertx.setTimer(
                                1, later -> ClientGone.then(http, noticed::countDown))))) {
      assertTrue(client.isConnected());
      assertTrue(noticed.await(PATIENCE, TimeUnit.SECONDS));
    }
  }
}
