package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service while its PostgreSQL is stopped, and after it is back. */
class PostgresqlStoppedIT {
  private static final Duration QUICK = Duration.ofSeconds(8);
  private static final String RUN = "{\"paths\": 2000, \"seed\": %d}";
  private static final String FACT =
      """
      {"id": "%s", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
       "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}""";

  private static final String SWEEP =
      """
      {"kind": "grid", "base": {"paths": 40000, "seed": %d},
       "axes": [{"parameter": "valuation.discount-rate", "from": 0.1, "to": 0.2, "steps": 11}]}""";

  @TempDir Path folder;

  @Test
  void runsAreServedWithoutADatabaseAndWritesAreNot() throws Exception {
    try (PostgresqlServer postgresql = new PostgresqlServer(folder.resolve("data"));
        PackagedService service =
            PackagedService.start(folder.resolve("a"), postgresql.settings())) {
      HttpResponse<String> before = service.post("/api/v1/runs", RUN.formatted(1));
      assertEquals(200, before.statusCode(), before.body());
      assertTrue(before.headers().firstValue("Perigee-Degraded").isEmpty());
      JsonNode active = json(service.get(RuleBundles.ACTIVE));
      long facts = postgresql.number("select count(*) from milestone");
      HttpResponse<String> sweep = service.post("/api/v1/sweeps", SWEEP.formatted(1));
      assertEquals(202, sweep.statusCode(), sweep.body());
      long events = postgresql.number("select count(*) from audit_event");

      postgresql.stop();
      Waiting.until(() -> service.get("/q/health/ready").body().contains("\"degraded\": true"));
      assertEquals(200, service.get("/q/health/ready").statusCode());
      JsonNode degraded = json(service.get(RuleBundles.ACTIVE));
      assertEquals(active.path("digest"), degraded.path("digest"));
      assertTrue(degraded.path("degraded").asBoolean());
      assertEquals(before.body(), service.post("/api/v1/runs", RUN.formatted(1)).body());
      HttpResponse<String> fresh = service.post("/api/v1/runs", RUN.formatted(2));
      assertEquals(200, fresh.statusCode(), fresh.body());
      assertEquals(
          active.path("digest"), json(fresh).path("provenance").path("ruleSet"), fresh.body());
      assertTrue(
          fresh.headers().firstValue("Perigee-Degraded").orElse("").contains("is stored when"));
      String path = "/api/v1/runs/" + json(fresh).path("id").asText();
      assertEquals(fresh.body(), service.get(path).body());
      assertEquals(200, service.get("/api/v1/outlook").statusCode());
      unavailable(service, "POST", "/api/v1/milestones", FACT.formatted("half"), Map.of());
      unavailable(
          service,
          "POST",
          RuleBundles.PATH,
          RuleBundles.json(RuleBundles.marked("away"), "x", null),
          Map.of());
      unavailable(
          service,
          "PUT",
          RuleBundles.ACTIVE,
          "{\"digest\": \"%s\", \"reason\": \"x\"}".formatted(active.path("digest").asText()),
          Map.of("If-Match", "*"));
      unavailable(service, "POST", "/api/v1/forecasts/backtests", "{}", Map.of());
      unavailable(service, "GET", "/api/v1/forecasts/scores", "", Map.of());
      unavailable(service, "GET", "/api/v1/runs/" + "0".repeat(32), "", Map.of());
      unavailable(service, "POST", "/api/v1/sweeps", SWEEP.formatted(2), Map.of());
      unavailable(service, "GET", "/api/v1/sweeps/" + "0".repeat(32), "", Map.of());
      unavailable(
          service,
          "GET",
          path + "/comparison?with=" + json(before).path("id").asText(),
          "",
          Map.of());

      postgresql.start();
      Waiting.until(() -> service.get("/q/health/ready").body().contains("\"degraded\": false"));
      assertEquals(facts, postgresql.number("select count(*) from milestone"));
      assertEquals(events, postgresql.number("select count(*) from audit_event"));
      Waiting.until(() -> postgresql.number("select count(*) from run") == 2);
      assertEquals(fresh.body(), service.get(path).body());
      assertEquals(201, service.post("/api/v1/milestones", FACT.formatted("whole")).statusCode());
      assertEquals(active.path("digest"), json(service.get(RuleBundles.ACTIVE)).path("digest"));
      assertEquals(200, service.post("/api/v1/runs", RUN.formatted(3)).statusCode());
      String begun = RuleBundles.JSON.readTree(sweep.body()).path("id").asText();
      Waiting.until(
          () -> json(service.get("/api/v1/sweeps/" + begun)).path("state").asText().equals("done"));
    }
  }

  private static void unavailable(
      PackagedService service, String method, String path, String body, Map<String, String> headers)
      throws Exception {
    Instant start = Instant.now();
    HttpResponse<String> answer = service.send(method, path, body, headers);
    Duration taken = Duration.between(start, Instant.now());
    assertEquals(503, answer.statusCode(), path + " " + answer.body());
    assertTrue(answer.body().contains("urn:perigee:problem:unavailable"), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    assertTrue(taken.compareTo(QUICK) < 0, path + " took " + taken);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    return RuleBundles.JSON.readTree(answer.body());
  }
}
