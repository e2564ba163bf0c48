package dev.perigee.service;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service as a process of its own, with its embedded PostgreSQL. */
public final class PackagedService implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;
  private final Path data;
  private final Map<String, String> settings;

  private PackagedService(
      Process process, Path log, int port, Path data, Map<String, String> settings) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.data = data;
    this.settings = settings;
  }

  /** Starts a process on the data in a folder; it may not be ready yet, or may have ended. */
  static PackagedService launch(Path data) throws IOException {
    return launch(data, Map.of());
  }

  static PackagedService launch(Path data, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    return launch(data, settings, port);
  }

  private static PackagedService launch(Path data, Map<String, String> settings, int port)
      throws IOException {
    Path log = Files.createTempFile("perigee", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules", // as ./perigee start does
            "jdk.incubator.vector",
            "-jar",
            System.getProperty("perigee.jar"));
    builder.environment().put("PERIGEE_DATA", data.toString());
    builder.environment().put("PERIGEE_PORT", String.valueOf(port));
    builder.environment().remove("PERIGEE_DB_URL");
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new PackagedService(builder.start(), log, port, data, settings);
  }

  /** Starts a process on the data in a folder and waits until it answers. */
  public static PackagedService start(Path data) throws IOException, InterruptedException {
    return start(data, Map.of());
  }

  /** Starts a process with further settings, as environment variables, and waits for it. */
  public static PackagedService start(Path data, Map<String, String> settings)
      throws IOException, InterruptedException {
    return launch(data, settings).awaited();
  }

  /** Starts a service that has ended on its data and its port again, and waits for it. */
  public PackagedService startAgain() throws IOException, InterruptedException {
    return launch(data, settings, port).awaited();
  }

  private PackagedService awaited() throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (Instant.now().isBefore(limit) && process.isAlive()) {
      try {
        if (get("/q/health/ready").statusCode() == 200) {
          return this;
        }
      } catch (IOException e) {
        Thread.sleep(200); // not listening yet
      }
    }
    String output = log();
    kill();
    throw new IllegalStateException("the service did not start: " + output);
  }

  int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Memory of the process, as the system counts it. */
  long residentMegabytes() throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024;
    }
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return post(path, body, "wait=60");
  }

  HttpResponse<String> post(String path, String body, String prefer)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a request with further headers. */
  public HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofMinutes(1));
  }

  /** Ends the process at once, as SIGKILL does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks the process to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the process to end by itself. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service is still running");
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service stopped", e);
    }
  }
}
