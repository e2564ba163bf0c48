package dev.perigee.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes that no HTTP client would send: broken heads, bodies of another length, wild chunks. */
final class RawRequests {
  private static final int PATIENCE_MILLIS = 40_000;
  private static final int SHOWN = 300;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private final int port;
  private final List<Contract.Operation> operations;
  private final SplittableRandom random;

  RawRequests(int port, List<Contract.Operation> operations, long seed) {
    this.port = port;
    this.operations = operations;
    random = new SplittableRandom(seed);
  }

  /**
   * What came of a request.
   *
   * @param status of the answer; 0 when the connection ended without one
   * @param hung whether neither came in time
   */
  record Outcome(String sent, int status, boolean hung) {}

  /** Sends the next request on a connection of its own, and ends its own side. */
  Outcome send() throws IOException {
    byte[] bytes = next().getBytes(StandardCharsets.ISO_8859_1);
    String sent = new String(bytes, StandardCharsets.ISO_8859_1);
    String shown = sent.length() > SHOWN ? sent.substring(0, SHOWN) + "..." : sent;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        return new Outcome(shown, status(socket.getInputStream()), false);
      } catch (SocketTimeoutException e) {
        return new Outcome(shown, 0, true);
      } catch (IOException e) {
        return new Outcome(shown, 0, false); // it was cut off
      }
    }
  }

  private static int status(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      head.write(b);
    }
    Matcher status = STATUS.matcher(head.toString(StandardCharsets.ISO_8859_1));
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  private String next() {
    Contract.Operation operation = operations.get(random.nextInt(operations.size()));
    String path = operation.path().replaceAll("\\{[^}]*}", "none");
    String method = operation.method().toUpperCase(Locale.ROOT);
    String host = "Host: 127.0.0.1:" + port + "\r\n";
    String type = "Content-Type: application/json\r\n";
    String start = method + " " + path + " HTTP/1.1\r\n";
    return switch (random.nextInt(16)) {
      case 0 -> start + host + type + "Content-Length: 100\r\n\r\n{\"paths\":";
      case 1 -> start + host + type + "Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}";
      case 2 -> start + host + type + "Content-Length: -1\r\n\r\n{}";
      case 3 -> start + host + type + "Content-Length: 99999999999999999999\r\n\r\n{}";
      case 4 -> start + host + type + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":";
      case 5 -> start + host + type + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
      case 6 ->
          start
              + host
              + type
              + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n1\r\n[\r\n0\r\n\r\n";
      case 7 -> start + host + type + "Transfer-Encoding: gzip, nonsense\r\n\r\nxx";
      case 8 -> start + "Host: a\r\nHost: b\r\n\r\n";
      case 9 -> start + "\r\n";
      case 10 -> start + host + "X: " + "y".repeat(40_000) + "\r\n\r\n";
      case 11 -> "GET " + path + "?" + "q=%zz&".repeat(20) + " HTTP/1.1\r\n" + host + "\r\n";
      case 12 -> "GET " + path + "?a=" + "b".repeat(9_000) + " HTTP/1.1\r\n" + host + "\r\n";
      case 13 -> "GET " + path + "%c0%af%2e%2e%00 HTTP/1.1\r\n" + host + "\r\n";
      case 14 ->
          "GET "
              + path
              + " HTTP/1.1\r\n"
              + host
              + "Expect: 100-continue\r\nN\u00e4me : x\r\n folded\r\n\r\n";
      default -> noise();
    };
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(200); i > 0; i--) {
      noise.append((char) random.nextInt(256));
    }
    return noise.append("\r\n\r\n").toString();
  }
}
