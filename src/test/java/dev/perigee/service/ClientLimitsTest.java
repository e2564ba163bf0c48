package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one client may use in a window of time. */
@ServiceTest
@TestProfile(ClientLimitsTest.Narrow.class)
class ClientLimitsTest {
  private static final String RUNS = "/api/v1/runs";

  /** The settings. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "perigee.limits.requests", "50",
          "perigee.limits.cost", "150000",
          "perigee.limits.window", "PT1H");
    }
  }

  @Test
  void aRequestTooManyIsAnswered429() {
    Response last = null;
    for (int i = 0; i < 60 && (last == null || last.statusCode() == 200); i++) {
      last = given().header("Perigee-User", "hasty").get("/api/v1/engine");
    }
    last.then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", Integer::parseInt, greaterThan(0))
        .header("RateLimit", containsString("\"requests\";r=0"))
        .header("RateLimit-Policy", containsString("\"requests\";q=50;w=3600"))
        .body("type", equalTo("urn:perigee:problem:rate-limited"));
    given().header("Perigee-User", "patient").get("/api/v1/engine").then().statusCode(200);
  }

  @Test
  void whatIsComputedIsChargedAndWhatIsStoredIsNot() {
    Response first = run("modest", 1000, 1);
    first.then().statusCode(200);
    long left = left(first);
    assertTrue(left >= 90_000 && left < 100_000, "60,000 were charged, left are " + left);
    assertTrue(left(run("modest", 1000, 1)) >= left);
    run("modest", 1000, 2).then().statusCode(200);
    long before = Rows.count("select count(*) from run where mode = ?", "stochastic");
    run("modest", 1000, 3)
        .then()
        .statusCode(429)
        .header("Retry-After", Integer::parseInt, greaterThan(0))
        .body("detail", containsString("this takes 60000"));
    assertEquals(before, Rows.count("select count(*) from run where mode = ?", "stochastic"));
  }

  @Test
  void aRunThatCostsMoreThanAMinuteGivesIsRefusedForGood() {
    run("grand", 2501, 4)
        .then()
        .statusCode(422)
        .body("detail", containsString("got 150060: more than a client may use in PT1H"));
  }

  @Test
  void studiesAreChargedAndWhatCostsTooMuchIsNotBegun() {
    String one = run("maker", 1000, 5).path("id");
    String other = run("maker", 1000, 6).path("id");
    Response comparison =
        as("comparer").body(Map.of("run", one, "with", other)).post("/api/v1/comparisons");
    comparison.then().statusCode(202);
    long left = left(comparison);
    assertTrue(left >= 30_000 && left < 40_000, "120,000 were charged, left are " + left);
    long before = Rows.count("select count(*) from study where kind <> ?", "comparison");
    refused(
        as("analyst").body(Map.of("from", "2026-10-01", "to", "2026-11-01")),
        "/api/v1/forecasts/backtests",
        2L * 20_000 * 60);
    refused(
        as("analyst").body(Map.of("paths", 8000, "scenarioIds", List.of())),
        "/api/v1/rule-sets/" + RuleBundles.active() + "/impact",
        2L * 8_000 * 60);
    refused(as("analyst"), RUNS + "/" + one + "/attribution", 26L * 8_000 * 60);
    assertEquals(before, Rows.count("select count(*) from study where kind <> ?", "comparison"));
  }

  private static void refused(RequestSpecification request, String path, long cost) {
    request
        .post(path)
        .then()
        .statusCode(422)
        .body("detail", containsString("got %d: more than a client may use".formatted(cost)));
  }

  private static RequestSpecification as(String user) {
    return given().contentType(ContentType.JSON).header("Perigee-User", user);
  }

  private static long left(Response response) {
    return Long.parseLong(
        response.header("RateLimit").replaceAll(".*\"path-quarters\";r=(\\d+).*", "$1"));
  }

  private static Response run(String user, int paths, int seed) {
    return given()
        .contentType(ContentType.JSON)
        .header("Perigee-User", user)
        .header("Prefer", "wait=60")
        .body(Map.of("paths", paths, "seed", seed))
        .post(RUNS);
  }
}
