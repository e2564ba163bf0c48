package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Walks the contract with requests of every kind. Every answer is one that the contract allows,
 * none is a failure of the service, and a refused request leaves nothing behind.
 */
@ServiceTest
class ContractFuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_215);
  private static final int MOST_FAULTS = 20;
  private static final int REFUSED = 400;
  private static final int FAILED = 500;

  /** Addresses and headers that are too long are refused before anyone knows what they ask for. */
  private static final Set<Integer> BEFORE_ALL = Set.of(414, 431);

  /** What requests write; rows of runs appear when their computation ends. */
  private static final List<String> TABLES =
      List.of("milestone", "rule_set", "backtest", "scenario_version", "study");

  @Inject EntityManager database;

  /** Replays of years, and sweeps, would keep the engine busy long after. */
  @AfterEach
  @Transactional
  void nothingGoesOn() {
    for (String table : List.of("backtest", "study")) {
      database
          .createNativeQuery(
              "update " + table + " set state = 'cancelled' where state in ('queued', 'running')")
          .executeUpdate();
    }
  }

  @Test
  void everyAnswerIsInTheContract() throws IOException, InterruptedException {
    Contract contract = Contract.read();
    String run =
        given()
            .contentType(ContentType.JSON)
            .header("Prefer", "wait=60")
            .body("{\"paths\": 1000}")
            .post("/api/v1/runs")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    String scenario =
        SavedForTests.save("{\"name\": \"for the fuzzer\", \"scenario\": {}}").path("id");
    Fuzzer fuzzer =
        new Fuzzer(
            contract,
            Map.of(
                "/api/v1/runs/",
                run,
                "/api/v1/milestones/",
                "starship-flight-14",
                "/api/v1/scenarios/",
                scenario),
            SEED);
    List<Contract.Operation> operations = contract.operations();
    Map<String, String> faults = new LinkedHashMap<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Long> rows = rows();
      for (int i = 0; i < REQUESTS && faults.size() < MOST_FAULTS; i++) {
        Contract.Operation operation = operations.get(i % operations.size());
        Fuzzer.Sent sent = fuzzer.request(operation);
        HttpResponse<byte[]> answer;
        try {
          answer = client.send(http(sent), HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
          faults.put(operation.name() + " no answer", sent.toString());
          continue;
        }
        int status = answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        String type = mediaType(answer);
        Optional<String> fault =
            status >= FAILED
                ? Optional.of("status " + status)
                : BEFORE_ALL.contains(status)
                    ? Optional.empty()
                    : contract.fault(operation, status, type, answer.body());
        fault.ifPresent(
            what -> faults.putIfAbsent(operation.name() + ": " + what, sent.toString()));
        if (!operation.method().equals("get")) {
          List<Long> now = rows();
          if (status >= REFUSED && !now.equals(rows)) {
            faults.put(operation.name() + " was refused and stored something", sent.toString());
          }
          rows = now;
        }
      }
    }
    System.out.printf("%d requests of seed %d: %s%n", REQUESTS, SEED, statuses);
    List<String> shown = new ArrayList<>();
    faults.forEach((what, request) -> shown.add(what + "\n    " + request));
    assertEquals(List.of(), shown, () -> String.join("\n", shown));
  }

  private static String mediaType(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
  }

  private static HttpRequest http(Fuzzer.Sent sent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + sent.target))
            .timeout(Duration.ofSeconds(90))
            .method(sent.method, HttpRequest.BodyPublishers.ofByteArray(sent.body));
    sent.headers.forEach(request::header);
    return request.build();
  }

  private List<Long> rows() {
    return TABLES.stream()
        .map(
            table ->
                ((Number)
                        database
                            .createNativeQuery("select count(*) from " + table)
                            .getSingleResult())
                    .longValue())
        .toList();
  }
}
