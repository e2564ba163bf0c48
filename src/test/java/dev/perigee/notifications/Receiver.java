package dev.perigee.notifications;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver of webhooks on a loopback port, which takes everything unless it is told to answer.
 */
final class Receiver implements AutoCloseable {
  private static final int TAKEN = 204;

  private final HttpServer server;
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
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return "http://127.0.0.1:%d/hook?for=perigee".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
