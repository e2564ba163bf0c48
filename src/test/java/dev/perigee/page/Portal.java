package dev.perigee.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A web site of somebody else, at an origin of its own. */
final class Portal implements AutoCloseable {
  private final HttpServer server;

  private Portal(HttpServer server) {
    this.server = server;
  }

  static Portal open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return new Portal(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a path, and those below it, with a text. */
  void put(String path, String type, String text) {
    server.createContext(
        path,
        http -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          http.getResponseHeaders().add("Content-Type", type + ";charset=utf-8");
          http.sendResponseHeaders(200, bytes.length);
          try (var out = http.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
