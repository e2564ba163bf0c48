package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the audit trail tells of scenarios, studies and jobs. */
@ServiceTest
class AuditApiTest {
  private static final String SCENARIOS = "/api/v1/scenarios";
  private static final String RUNS = "/api/v1/runs";

  /** Such as no other test asks for. */
  private static final String DAY = "2026-10-07";

  @AfterEach
  void noScenarioIsLeft() {
    SavedForTests.deleteAll();
  }

  @Test
  void everyChangeOfAScenarioIsNotedAndWhatChangesNothingIsNot() {
    String body = "{\"name\": \"audited\", \"scenario\": {\"quarters\": %d}}";
    String id = as("ada").body(body.formatted(40)).post(SCENARIOS).path("id");
    as("eve").body(body.formatted(40)).post(SCENARIOS).then().statusCode(200);
    as("bob")
        .header("If-Match", "*")
        .body(body.formatted(44))
        .put(SCENARIOS + "/" + id)
        .then()
        .statusCode(200);
    as("eve")
        .header("If-Match", "*")
        .body(body.formatted(44))
        .put(SCENARIOS + "/" + id)
        .then()
        .statusCode(200);
    String copy =
        as("cyd")
            .body("{\"name\": \"audited copy\"}")
            .post(SCENARIOS + "/" + id + "/copies")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .header("Perigee-User", "dan")
        .header("If-Match", "*")
        .delete(SCENARIOS + "/" + id)
        .then()
        .statusCode(204);
    trail(id)
        .then()
        .body(
            "items.kind",
            equalTo(List.of("scenario-deletion", "scenario-change", "scenario-creation")))
        .body("items.who", equalTo(List.of("dan", "bob", "ada")))
        .body("items.why", everyItem(equalTo("audited")));
    trail(copy)
        .then()
        .body("items.kind", equalTo(List.of("scenario-copy")))
        .body("items.who", equalTo(List.of("cyd")));
  }

  @Test
  void whoBeginsAndWhoCancelsAStudyIsNoted() {
    String run =
        as("ada")
            .header("Prefer", "wait=60")
            .body("{\"asOf\": \"%s\", \"paths\": 8000}".formatted(DAY))
            .post(RUNS)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    cancelled(
        "sweep",
        () ->
            as("bob")
                .body(
                    "{\"kind\": \"tornado\", \"base\": {\"asOf\": \"%s\", \"paths\": 100000}}"
                        .formatted(DAY))
                .post("/api/v1/sweeps"));
    cancelled("attribution", () -> as("bob").post(RUNS + "/" + run + "/attribution?paths=200000"));
    cancelled(
        "backtest",
        () ->
            as("bob")
                .body("{\"from\": \"2020-01-01\", \"to\": \"%s\"}".formatted(DAY))
                .post("/api/v1/forecasts/backtests"));
    cancelled(
        "impact",
        () ->
            as("bob")
                .body("{\"asOf\": \"%s\", \"paths\": 200000, \"scenarioIds\": []}".formatted(DAY))
                .post("/api/v1/rule-sets/" + RuleBundles.active() + "/impact"));
  }

  @Test
  void aComparisonIsNotedOnceHoweverOftenItIsAskedFor() {
    String run =
        as("ada")
            .header("Prefer", "wait=60")
            .body("{\"mode\": \"deterministic\", \"scenario\": {\"quarters\": 37}}")
            .post(RUNS)
            .path("id");
    String path = RUNS + "/" + run + "/comparison?with=" + run;
    Response first = given().header("Perigee-User", "bob").get(path);
    String location = StudyJobs.ended(first);
    String id = location.substring(location.lastIndexOf('/') + 1);
    given().header("Perigee-User", "eve").get(path).then().statusCode(200);
    trail(id)
        .then()
        .body("items.kind", equalTo(List.of("comparison")))
        .body("items.who", equalTo(List.of("bob")))
        .body("items.outcome", equalTo(List.of("done")));
    given().header("Perigee-User", "eve").delete(location).then().statusCode(409);
    trail(id).then().body("items.size()", equalTo(1));
  }

  @Test
  void whoCancelsARunIsNoted() {
    String run =
        as("ada")
            .header("Prefer", "respond-async")
            .body("{\"asOf\": \"%s\", \"paths\": 1000000}".formatted(DAY))
            .post(RUNS)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    for (String who : List.of("bob", "eve")) {
      given().header("Perigee-User", who).delete(RUNS + "/" + run).then().statusCode(204);
    }
    trail(run)
        .then()
        .body("items.kind", equalTo(List.of("cancellation")))
        .body("items.who", equalTo(List.of("bob")));
  }

  @Test
  void aNameThatIsNoneBeginsNothing() {
    long before = Rows.count("select count(*) from study where kind = ?", "backtest");
    as("perigee").body("{}").post("/api/v1/forecasts/backtests").then().statusCode(400);
    given().header("Perigee-User", "perigee").delete(RUNS + "/nothing").then().statusCode(400);
    assertEquals(before, Rows.count("select count(*) from study where kind = ?", "backtest"));
  }

  /** Begins a study that takes long, and cancels it as another. */
  private static void cancelled(String kind, Supplier<Response> begin) {
    Response begun = begin.get();
    begun.then().statusCode(202);
    given().header("Perigee-User", "dan").delete(begun.header("Location")).then().statusCode(204);
    trail(begun.path("id"))
        .then()
        .body("items.kind", equalTo(List.of("cancellation", kind)))
        .body("items.who", equalTo(List.of("dan", "bob")));
  }

  private static RequestSpecification as(String user) {
    return given().header("Perigee-User", user).contentType(ContentType.JSON);
  }

  private static Response trail(String target) {
    return given().queryParam("target", target).get("/api/v1/audit");
  }
}
