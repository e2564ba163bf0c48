package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent more than once under an Idempotency-Key. */
@ServiceTest
class IdempotencyApiTest {
  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String MILESTONES = "/api/v1/milestones";
  private static final String RUNS = "/api/v1/runs";
  private static final String COUNT = "select count(*) from milestone where title = ?";

  @Test
  void aFactWithoutANameIsRecordedOnce() {
    String key = key();
    Response first = keyed(key).body(fact("only one", 80)).post(MILESTONES);
    first.then().statusCode(201);
    assertNull(first.header(REPLAYED));
    Response again = keyed(key).body(fact("only one", 80)).post(MILESTONES);
    again.then().statusCode(201).header(REPLAYED, "true");
    assertEquals(first.asString(), again.asString());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(1, Rows.count(COUNT, "only one"));
    withdraw(first.path("id"));
  }

  @Test
  void anotherRequestWithTheSameKeyIsRefused() {
    String key = key();
    Response first = keyed(key).body(fact("reused", 80)).post(MILESTONES);
    first.then().statusCode(201);
    keyed(key)
        .body(fact("reused", 81))
        .post(MILESTONES)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:perigee:problem:key-reused"));
    keyed(key).body("{\"paths\": 1000}").post(RUNS).then().statusCode(422);
    assertEquals(1, Rows.count(COUNT, "reused"));
    withdraw(first.path("id"));
  }

  @Test
  void theKeysOfTwoCallersAreTwoKeys() {
    String key = key();
    List<String> ids = new ArrayList<>();
    for (String caller : List.of("ada", "grace")) {
      ids.add(
          keyed(key)
              .header("Perigee-User", caller)
              .body(fact("theirs", 80))
              .post(MILESTONES)
              .path("id"));
    }
    assertEquals(2, Rows.count(COUNT, "theirs"));
    ids.forEach(IdempotencyApiTest::withdraw);
  }

  @Test
  void aRefusedRequestStampsNothing() {
    String key = key();
    keyed(key)
        .body(fact("refused", 80).replace("PRESS", "RUMOUR"))
        .post(MILESTONES)
        .then()
        .statusCode(422);
    Response mended = keyed(key).body(fact("refused", 80)).post(MILESTONES);
    mended.then().statusCode(201);
    withdraw(mended.path("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "caf\u00e9", "long"})
  void whatIsNoKeyIsMalformed(String key) {
    String sent = key.equals("long") ? "k".repeat(256) : key;
    for (String path : List.of(MILESTONES, RUNS)) {
      keyed(sent).body("{\"paths\": 1000}").post(path).then().statusCode(400);
    }
  }

  @Test
  void ofManyAtOnceOneIsDone() throws Exception {
    String key = key();
    List<Response> answers =
        together(20, () -> keyed(key).body(fact("at once", 80)).post(MILESTONES));
    Set<String> ids = new HashSet<>();
    for (Response answer : answers) {
      if (answer.statusCode() == 201) {
        ids.add(answer.path("id"));
      } else {
        answer.then().statusCode(409).body("type", equalTo("urn:perigee:problem:conflict"));
      }
    }
    assertEquals(1, ids.size(), ids.toString());
    assertEquals(1, Rows.count(COUNT, "at once"));
    withdraw(ids.iterator().next());
  }

  @Test
  void fiftyAtOnceMakeOneRun() throws Exception {
    String key = key();
    long seed = System.nanoTime();
    String body = "{\"paths\": 1000, \"seed\": %d}".formatted(seed);
    List<Response> answers =
        together(50, () -> keyed(key).header("Prefer", "wait=60").body(body).post(RUNS));
    Set<String> bodies = new HashSet<>();
    for (Response answer : answers) {
      answer.then().statusCode(200);
      bodies.add(answer.asString());
    }
    assertEquals(1, bodies.size());
    assertEquals(1, Rows.count("select count(*) from run where inputs like ?", "%" + seed + "%"));
  }

  @Test
  void theKeyOfARunAsksForThatRunWhateverIsKnownMeanwhile() {
    String key = key();
    String body = "{\"paths\": 1000, \"seed\": %d}".formatted(System.nanoTime());
    Response first = keyed(key).header("Prefer", "wait=60").body(body).post(RUNS);
    first.then().statusCode(200);
    String fact = keyed(key()).body(fact("meanwhile", 80)).post(MILESTONES).path("id");
    try {
      assertEquals(
          first.asString(),
          keyed(key).header("Prefer", "wait=60").body(body).post(RUNS).asString());
      Response without =
          given().contentType(ContentType.JSON).header("Prefer", "wait=60").body(body).post(RUNS);
      assertTrue(!first.path("id").equals(without.path("id")), "the fact changes the run");
    } finally {
      withdraw(fact);
    }
  }

  @Test
  void aRunThatCannotBeMadeStampsNothing() {
    String key = key();
    keyed(key)
        .body("{\"ruleSet\": \"sha256:%s\"}".formatted("0".repeat(64)))
        .post(RUNS)
        .then()
        .statusCode(422);
    keyed(key)
        .header("Prefer", "wait=60")
        .body("{\"paths\": 1000}")
        .post(RUNS)
        .then()
        .statusCode(200);
  }

  @Test
  void anUploadIsAnsweredAsBefore() {
    String key = key();
    Map<String, String> files = RuleBundles.marked(key);
    String body = RuleBundles.json(files, "once", null);
    Response first = keyed(key).body(body).post(RuleBundles.PATH);
    first.then().statusCode(201);
    Response again = keyed(key).body(body).post(RuleBundles.PATH);
    again.then().statusCode(201).header(REPLAYED, "true");
    assertEquals(first.asString(), again.asString());
    given().contentType(ContentType.JSON).body(body).post(RuleBundles.PATH).then().statusCode(200);
  }

  @Test
  void aFormIsKnownByItsPartsNotByItsBoundary() {
    String key = key();
    Map<String, String> files = RuleBundles.marked(key);
    form(key, files, "first").then().statusCode(201);
    form(key, files, "first").then().statusCode(201).header(REPLAYED, "true");
    form(key, files, "second").then().statusCode(422);
  }

  private static Response form(String key, Map<String, String> files, String message) {
    RequestSpecification request = given().header(KEY, key).multiPart("message", message);
    files.forEach(
        (name, text) ->
            request.multiPart(
                "file", name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return request.post(RuleBundles.PATH);
  }

  private static <T> List<T> together(int clients, Callable<T> request) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        futures.add(executor.submit(request));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static RequestSpecification keyed(String key) {
    return given().contentType(ContentType.JSON).header(KEY, key);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static String fact(String title, int value) {
    return """
        {"type": "LATENCY", "occurredOn": "2026-10-01", "value": %d, "title": "%s",
         "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}"""
        .formatted(value, title);
  }

  private static void withdraw(String id) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("supersedes", id, "retracted", true))
        .post(MILESTONES)
        .then()
        .statusCode(201);
  }
}
