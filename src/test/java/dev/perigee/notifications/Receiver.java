package dev.perigee.notifications;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/**
 * A receiver of webhooks on a loopback port, which takes everything unless it is told to answer.
 */
final class Receiver implements AutoCloseable {
  private static final int TAKEN = 204;

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /** How a request is answered. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;

    static Answer status(int status) {
      return exchange -> exchange.sendResponseHeaders(status, -1);
    }
  }

  /** A request that came. */
  record Received(String target, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }

    /**
     * The signature that it must have, computed from the text of the specification with the JDK
     * alone.
     */
    String signature(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
            new SecretKeySpec(
                Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
        return "v1,"
            + Base64.getEncoder()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Receiver() {
    this(0);
  }

  /** A receiver on a port where another one was, or on a free one if it is 0. */
  Receiver(int port) {
    try {
      server = HttpServer.create(address(port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scheme = "http";
    listen();
  }

  /** A receiver by TLS. */
  Receiver(SSLContext tls) {
    try {
      HttpsServer byTls = HttpsServer.create(address(0), 0);
      byTls.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = byTls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scheme = "https";
    listen();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void listen() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(
          new Received(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
      Answer answer = answers.poll();
      (answer == null ? Answer.status(TAKEN) : answer).to(exchange);
    }
  }

  /** Answers the next requests so, one after the other. */
  void answer(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** What came, in its order. */
  List<Received> received() {
    return received;
  }

  String url() {
    return url("127.0.0.1");
  }

  /** Its address by a name of the loopback interface. */
  String url(String host) {
    return "%s://%s:%d/hook?for=perigee".formatted(scheme, host, port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
