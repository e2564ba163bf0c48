package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perigee.simulation.ModelConstants;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored runs are computed again from what was stored. */
@ServiceTest
class VerificationTest {
  private static final String PATH = "/api/v1/runs";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"paths\": 1000, \"seed\": 201}",
        "{\"mode\": \"deterministic\"}",
        "{\"paths\": 1000, \"scenario\": {\"name\": \"all of it\", \"assumptions\": {\"launch.cost.learning-rate\": 0.20,"
            + " \"capital.budget.initial\": 20e9, \"reliability.accelerator-loss\": {\"triangular\": [0.03, 0.06, 0.12]}},"
            + " \"effects\": [{\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 0.8}],"
            + " \"hypotheticalMilestones\": [{\"type\": \"FLIGHT_RESULT\", \"occurredOn\": \"2026-12-01\", \"grade\": \"MET\","
            + " \"value\": 60}], \"packWeights\": {\"sceptic\": 0.35, \"house\": 0.5, \"company\": 0.15},"
            + " \"equityBridge\": {\"debtUsd\": 0}, \"startYear\": 2026, \"quarters\": 40}}"
      })
  void theSameComesOutAgain(String body) {
    String id = run(body).extract().path("id");
    String digest = run(body).extract().path("provenance.digest");
    verify(id, "?engine=jvm")
        .statusCode(200)
        .body("id", equalTo(id))
        .body("engine", equalTo("jvm"))
        .body("coreVersion", equalTo(ModelConstants.CORE_VERSION))
        .body("storedDigest", equalTo(digest))
        .body("recomputedDigest", equalTo(digest))
        .body("identical", equalTo(true))
        .body("seconds", greaterThan(0f));
    verify(id, "").statusCode(200).body("identical", equalTo(true));
  }

  @Test
  void theFactsAreThoseThatWereKnownThen() {
    String body = "{\"asOf\": \"2026-11-01\", \"paths\": 1000, \"seed\": 202}";
    String before = run(body).extract().path("id");
    learn("learnt-later");
    try {
      String after = run(body).extract().path("id");
      assertNotEquals(before, after);
      verify(before, "").statusCode(200).body("identical", equalTo(true));
      verify(after, "").statusCode(200).body("identical", equalTo(true));
    } finally {
      retract("learnt-later");
    }
  }

  @Test
  void aRunOfBeforeThePositionsIsVerifiedByItsTime() {
    String inputs = inputs(203).replace("\"seed\":203", "\"seed\":209");
    String id = Rows.run(inputs, "sha256:x");
    assertEquals("0", Rows.text("select count(ledger_position) from run where id = ?", id));
    learn("learnt-after-it");
    try {
      verify(id, "").statusCode(200).body("storedDigest", equalTo("sha256:x"));
    } finally {
      retract("learnt-after-it");
    }
  }

  @Test
  void anotherResultIsNotCalledIdentical() {
    String inputs = inputs(204).replace("\"seed\":204", "\"seed\":205");
    String id = Rows.run(inputs, "sha256:" + "0".repeat(64));
    verify(id, "")
        .statusCode(200)
        .body("storedDigest", equalTo("sha256:" + "0".repeat(64)))
        .body("identical", equalTo(false));
  }

  @Test
  void aRunOfAnotherCoreIsNotComputedAgain() {
    String id =
        Rows.run(
            inputs(206).replace("\"%s\"".formatted(ModelConstants.CORE_VERSION), "\"0.9.0\""),
            "sha256:x");
    refused(id, "core 0.9.0");
  }

  @Test
  void aRunOfOtherFactsIsNotComputedAgain() {
    String id =
        Rows.run(
            inputs(207).replaceFirst("\"facts\":\"sha256:....", "\"facts\":\"sha256:0000"),
            "sha256:x");
    refused(id, "facts");
  }

  @Test
  void aRunOfARuleSetThatIsNotStoredIsNotComputedAgain() {
    String id =
        Rows.run(
            inputs(208).replaceFirst("\"ruleSet\":\"sha256:....", "\"ruleSet\":\"sha256:0000"),
            "sha256:x");
    refused(id, "rule set");
  }

  @Test
  void whatIsNotThereIsSaid() {
    verify("nothing", "").statusCode(404);
    String id = run("{\"mode\": \"deterministic\"}").extract().path("id");
    verify(id, "?engine=abacus").statusCode(422).body("errors.parameter", hasItem("engine"));
  }

  /** Records a fact that was reported before any of the runs here. */
  private static void learn(String fact) {
    record(
        """
        {"id": "%s", "type": "REUSE_DEMONSTRATED", "occurredOn": "2026-10-20", "reportedOn": "2026-10-21",
         "value": 25, "grade": "MET", "title": "x", "sourceUrl": "https://example.com", "evidence": "PRESS"}"""
            .formatted(fact));
  }

  private static void retract(String fact) {
    record("{\"supersedes\": \"%s\", \"retracted\": true}".formatted(fact));
  }

  private static void record(String milestone) {
    given()
        .contentType(ContentType.JSON)
        .body(milestone)
        .post("/api/v1/milestones")
        .then()
        .statusCode(201);
  }

  private static void refused(String id, String why) {
    verify(id, "")
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:irreproducible"))
        .body("detail", containsString(why));
  }

  private static String inputs(int seed) {
    String id = run("{\"paths\": 1000, \"seed\": %d}".formatted(seed)).extract().path("id");
    return Rows.text("select inputs from run where id = ?", id);
  }

  private static ValidatableResponse run(String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Prefer", "wait=60")
        .body(body)
        .post(PATH)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse verify(String id, String query) {
    return given().post(PATH + "/" + id + "/verification" + query).then();
  }
}
