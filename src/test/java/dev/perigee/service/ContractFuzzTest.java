package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks the contract with requests of every kind. Every answer is one that the contract allows,
 * none is a failure of the service, and a refused request leaves nothing behind.
 */
@ServiceTest
class ContractFuzzTest {
  /** Requests of which some are done. */
  private static final int FREE = Integer.getInteger("fuzz.requests", 1_500);

  /** Requests that can only be refused when they write. */
  private static final int REFUSED = Integer.getInteger("fuzz.refused", 18_000);

  /** Requests that no HTTP client would send. */
  private static final int RAW = Integer.getInteger("fuzz.raw", 1_000);

  private static final long SEED = Long.getLong("fuzz.seed", 20_260_215);
  private static final int THREADS = 4;
  private static final int MOST_FAULTS = 20;
  private static final int BAD_REQUEST = 400;
  private static final int FAILED = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject EntityManager database;

  private final Contract contract = Contract.read();
  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger writesDone = new AtomicInteger();
  private Map<String, String> names;

  @BeforeEach
  void makeSomething() {
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
    SavedForTests.deleteAll();
    String scenario =
        SavedForTests.save("{\"name\": \"for the fuzzer\", \"scenario\": {}}").path("id");
    String webhook =
        given()
            .contentType(ContentType.JSON)
            .body("{\"name\": \"for the fuzzer\", \"url\": \"http://127.0.0.1:9/\"}")
            .post("/api/v1/webhooks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    names =
        Map.of(
            "/api/v1/webhooks/",
            webhook,
            "/api/v1/scenarios/",
            scenario,
            "/api/v1/runs/",
            run,
            "/api/v1/milestones/",
            "starship-flight-14",
            "/api/v1/rule-sets/",
            RuleBundles.active());
  }

  /** Replays of years, sweeps and webhooks would go on long after. */
  @AfterEach
  @Transactional
  void nothingGoesOn() {
    database
        .createNativeQuery(
            "update study set state = 'cancelled' where state in ('queued', 'running')")
        .executeUpdate();
    database.createNativeQuery("delete from webhook").executeUpdate();
  }

  @Test
  void everyAnswerIsInTheContract() throws Exception {
    Fuzzer fuzzer = new Fuzzer(contract, names, SEED);
    List<Contract.Operation> operations = contract.operations();
    try (HttpClient client = client()) {
      for (int i = 0; i < FREE && faults.size() < MOST_FAULTS; i++) {
        Contract.Operation operation = operations.get(i % operations.size());
        Fuzzer.Sent sent = fuzzer.request(operation);
        if (operation.method().equals("get")) {
          send(client, operation, sent); // some begin what they ask for
          continue;
        }
        Map<String, Long> before = rows();
        int status = send(client, operation, sent);
        Map<String, Long> stored = stored(before, rows());
        if (status >= BAD_REQUEST && !stored.isEmpty()) {
          faults.put(operation.name() + " was refused and stored " + stored, sent.toString());
        }
      }
    }
    report(FREE);
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() throws Exception {
    Map<String, Long> before = rows();
    inThreads(
        thread -> {
          Fuzzer fuzzer = new Fuzzer(contract, names, SEED + 1 + thread);
          List<Contract.Operation> operations =
              contract.operations().stream().filter(each -> !each.mayBegin()).toList();
          try (HttpClient client = client()) {
            for (int i = thread; i < REFUSED && faults.size() < MOST_FAULTS; i += THREADS) {
              Contract.Operation operation = operations.get(i / THREADS % operations.size());
              send(client, operation, fuzzer.refused(operation));
            }
          }
        });
    report(REFUSED);
    assertEquals(0, writesDone.get(), "requests that could only be refused were done");
    assertEquals(Map.of(), stored(before, rows()));
  }

  @Test
  void whatNoClientSendsIsAnsweredOrTheConnectionEnds() throws Exception {
    Map<String, Long> before = rows();
    inThreads(
        thread -> {
          RawRequests requests =
              new RawRequests(RestAssured.port, contract.operations(), SEED + 100 + thread);
          for (int i = thread; i < RAW && faults.size() < MOST_FAULTS; i += THREADS) {
            RawRequests.Outcome outcome = requests.send();
            statuses
                .computeIfAbsent(outcome.status(), each -> new AtomicInteger())
                .incrementAndGet();
            if (outcome.status() >= FAILED || outcome.hung()) {
              faults.put("raw " + outcome.status(), outcome.sent());
            }
          }
        });
    report(RAW);
    assertEquals(Map.of(), stored(before, rows()));
    given().get("/q/health/ready").then().statusCode(200);
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inThreads(Work work) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Void>> all =
          threads.invokeAll(
              IntStream.range(0, THREADS)
                  .mapToObj(
                      thread ->
                          (Callable<Void>)
                              () -> {
                                work.run(thread);
                                return null;
                              })
                  .toList());
      for (Future<Void> each : all) {
        each.get();
      }
    }
  }

  /** Sends a request and notes what is wrong with its answer; its status, or 0 without one. */
  private int send(HttpClient client, Contract.Operation operation, Fuzzer.Sent sent)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(http(sent), HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException e) {
      faults.put(operation.name() + " no answer", sent.toString());
      return 0;
    } catch (IOException e) {
      ended.incrementAndGet(); // the service may close a connection, but not often
      return 0;
    }
    int status = answer.statusCode();
    statuses.computeIfAbsent(status, each -> new AtomicInteger()).incrementAndGet();
    if (!operation.method().equals("get") && status < BAD_REQUEST) {
      writesDone.incrementAndGet();
    }
    Optional<String> fault =
        status >= FAILED
            ? Optional.of("status " + status)
            : ContractFilter.fault(
                operation.method(),
                URI.create("http://service" + sent.target).getRawPath(),
                status,
                answer.headers().firstValue("Content-Type").orElse(""),
                plain(answer));
    fault.ifPresent(what -> faults.putIfAbsent(operation.name() + ": " + what, sent.toString()));
    return status;
  }

  /** Tables that have grown, and by how much; jobs that are done leave theirs. */
  private static Map<String, Long> stored(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> grown = new TreeMap<>(after);
    before.forEach((table, rows) -> grown.merge(table, -rows, Long::sum));
    grown.values().removeIf(rows -> rows <= 0);
    return grown;
  }

  private static byte[] plain(HttpResponse<byte[]> answer) throws IOException {
    return answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
        ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
        : answer.body();
  }

  private void report(int requests) {
    assertTrue(
        ended.get() <= requests / 100, () -> ended.get() + " connections ended without an answer");
    System.out.printf("%d requests of seed %d: %s%n", requests, SEED, new TreeMap<>(statuses));
    List<String> shown = new ArrayList<>();
    faults.forEach((what, request) -> shown.add(what + "\n    " + request));
    assertTrue(shown.isEmpty(), () -> String.join("\n", shown));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpRequest http(Fuzzer.Sent sent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + sent.target))
            .timeout(PATIENCE)
            .method(sent.method, HttpRequest.BodyPublishers.ofByteArray(sent.body));
    sent.headers.forEach(header -> request.header(header.getKey(), header.getValue()));
    return request.build();
  }

  /**
   * Rows of every table that requests write. Runs, their forecasts, what these ask and what came of
   * it are stored when a computation ends, replicas say that they live, and the audit trail notes
   * what was refused.
   */
  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (Object table :
        database
            .createNativeQuery(
                "select table_name from information_schema.tables where table_schema = 'public' and"
                    + " table_type = 'BASE TABLE' and table_name not in ('run', 'forecast',"
                    + " 'forecast_question', 'forecast_outcome', 'replica')")
            .getResultList()) {
      String condition = table.equals("audit_event") ? " where outcome = 'done'" : "";
      rows.put(
          table.toString(),
          ((Number)
                  database
                      .createNativeQuery("select count(*) from " + table + condition)
                      .getSingleResult())
              .longValue());
    }
    return rows;
  }
}
