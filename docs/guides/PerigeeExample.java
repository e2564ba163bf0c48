import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A client of Perigee with the JDK alone. See java.md. */
public final class PerigeeExample {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  PerigeeExample(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String url = Optional.ofNullable(System.getenv("PERIGEE_URL")).orElse("http://127.0.0.1:8080");
    PerigeeExample perigee = new PerigeeExample(URI.create(url));
    URI run = perigee.run("{\"paths\": 5000, \"scenario\": {\"name\": \"from Java\"}}");
    System.out.println("run " + run);
    List<String> rows =
        perigee.get(URI.create(run + "/series.csv?metric=costRatio")).body().lines().toList();
    int date = List.of(rows.getFirst().split(",")).indexOf("date");
    int statistic = List.of(rows.getFirst().split(",")).indexOf("statistic");
    int value = List.of(rows.getFirst().split(",")).indexOf("value");
    for (String row : rows) {
      String[] cells = row.split(",");
      if (cells[statistic].equals("p50") && cells[date].endsWith("-12-31")) {
        System.out.printf("%s median cost ratio %s%n", cells[date], cells[value]);
      }
    }
  }

  /** Runs a scenario and waits for it; where the run is, for ever. */
  URI run(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/runs"))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=30")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = send(request);
    URI run = base.resolve(answer.headers().firstValue("Location").orElseThrow());
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (answer.statusCode() == 202) {
      if (Instant.now().isAfter(giveUp)) {
        throw new IOException("no run yet: " + answer.body());
      }
      Thread.sleep(Duration.ofSeconds(1));
      answer = get(run);
    }
    return run;
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).build());
  }

  /** Sends a request; a problem becomes an exception that shows every violation. */
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
