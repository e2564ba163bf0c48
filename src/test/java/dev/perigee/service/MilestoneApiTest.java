package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

@ServiceTest
class MilestoneApiTest {
  private static final String PATH = "/api/v1/milestones";

  @Inject EntityManager database;
  @Inject UserTransaction transaction;

  @Test
  void theShippedFactsAreInTheLedgerWithTheirSources() {
    given()
        .get(PATH + "/starship-flight-14")
        .then()
        .statusCode(200)
        .body("type", equalTo("FLIGHT_RESULT"))
        .body("value", equalTo(44f))
        .body("sourceUrl", containsString("starship"));
  }

  @Test
  void aFactIsRecordedAndFoundUnderItsLocation() {
    String location =
        post(fact("located", "LATENCY", "2026-10-01", 80))
            .statusCode(201)
            .extract()
            .header("Location");
    given()
        .get(location)
        .then()
        .statusCode(200)
        .body("id", equalTo("located"))
        .body("actor", equalTo("SpaceX"))
        .body("unit", equalTo("ms"))
        .body("reportedOn", equalTo("2026-10-01"))
        .body("evidenceQuality", equalTo(0.3f));
    withdraw("located");
  }

  @Test
  void theSameFactAgainChangesNothing() {
    post(fact("twice", "LATENCY", "2026-10-01", 80)).statusCode(201);
    post(fact("twice", "LATENCY", "2026-10-01", 80)).statusCode(200);
    withdraw("twice");
  }

  @Test
  void anotherFactUnderATakenNameIsAConflict() {
    post(fact("taken", "LATENCY", "2026-10-01", 80)).statusCode(201);
    post(fact("taken", "LATENCY", "2026-10-01", 81))
        .statusCode(409)
        .contentType("application/problem+json");
    withdraw("taken");
  }

  @Test
  void aCorrectionIsSeenFromTheDayItWasReported() {
    post(fact("first", "LATENCY", "2026-05-01", 200)).statusCode(201);
    post("""
            {"id": "corrected", "type": "LATENCY", "occurredOn": "2026-05-01", "reportedOn": "2026-06-01", "value": 40,
             "title": "x", "sourceUrl": "y", "evidence": "PRESS", "supersedes": "first"}""")
        .statusCode(201);
    list("?type=LATENCY&asOf=2026-05-15").body("items.id", hasItem("first"));
    list("?type=LATENCY&asOf=2026-05-15").body("items.id", not(hasItem("corrected")));
    list("?type=LATENCY&asOf=2026-06-01").body("items.id", hasItem("corrected"));
    list("?type=LATENCY&asOf=2026-06-01").body("items.id", not(hasItem("first")));
    list("?type=LATENCY&asOf=2026-06-01&history=true").body("items.id", hasItem("first"));
    withdraw("corrected");
  }

  @Test
  void aFactCannotBeSupersededTwice() {
    post(fact("once-only", "LATENCY", "2026-05-01", 200)).statusCode(201);
    withdraw("once-only");
    post("{\"supersedes\": \"once-only\", \"retracted\": true}").statusCode(409);
  }

  @Test
  void withdrawingACorrectionBringsTheFactBackAndLetsItBeCorrectedAgain() {
    post(fact("base", "LATENCY", "2026-05-01", 200)).statusCode(201);
    String correction =
        """
        {"id": "%s", "type": "LATENCY", "occurredOn": "2026-05-01", "value": %s, "title": "x", "sourceUrl": "y",
         "evidence": "PRESS", "supersedes": "base"}""";
    post(correction.formatted("mistaken", 20)).statusCode(201);
    list("?type=LATENCY").body("items.id", not(hasItem("base")));
    withdraw("mistaken");
    list("?type=LATENCY").body("items.id", hasItem("base"));
    post(correction.formatted("better", 190)).statusCode(201);
    list("?type=LATENCY").body("items.id", hasItem("better"));
    list("?type=LATENCY").body("items.id", not(hasItem("base")));
    withdraw("better");
    withdraw("base");
  }

  @Test
  void aWithdrawalCannotBeWithdrawn() {
    post(fact("gone", "LATENCY", "2026-05-01", 200)).statusCode(201);
    String withdrawal = "{\"id\": \"gone-w\", \"supersedes\": \"gone\", \"retracted\": true}";
    post(withdrawal).statusCode(201);
    post(withdrawal).statusCode(200);
    post("{\"supersedes\": \"gone-w\", \"retracted\": true}").statusCode(422);
  }

  @Test
  void aWithdrawnFactIsNoLongerInForce() {
    post(fact("withdrawn", "LATENCY", "2026-05-01", 200)).statusCode(201);
    withdraw("withdrawn");
    list("?type=LATENCY").body("items.id", not(hasItem("withdrawn")));
    given().get(PATH + "/withdrawn").then().statusCode(200).body("retracted", equalTo(false));
  }

  @Test
  void aFactReportedLaterIsNotSeenEarlier() {
    list("?subject=starship&asOf=2026-09-27").body("items.id", not(hasItem("starship-flight-14")));
    list("?subject=STARSHIP&asOf=2026-09-28").body("items.id", hasItem("starship-flight-14"));
  }

  @Test
  void filtersAreOfTypeActorAndDays() {
    list("?type=FLIGHT_RESULT&from=2025-01-01&to=2025-12-31")
        .body("items", hasSize(5))
        .body("items.type", everyItem(equalTo("FLIGHT_RESULT")));
    list("?actor=fcc").body("items.actor", everyItem(equalTo("FCC")));
  }

  @Test
  void pagesListEveryFactOnce() {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      ValidatableResponse page = list("?limit=100&asOf=2026-11-23" + cursor);
      names.addAll(page.extract().path("items.id"));
      String next = page.extract().path("next");
      if (next != null) {
        assertTrue(page.extract().header("Link").contains("rel=\"next\""));
      }
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);
    assertEquals(names.size(), new HashSet<>(names).size());
    assertTrue(names.size() >= 389, "only " + names.size());
  }

  @Test
  void rowsOfCsvAreRecordedAndReadBackInTheSameForm() {
    String csv =
        """
        id,type,occurredOn,actor,title,value,unit,grade,evidence,sourceUrl,measures
        csv-demo,DEMO_THERMAL,2026-08-01,Starcloud,"Flux, held",700,W/m2,PARTIAL,PRESS,https://example.com,durationDays=10;dutyShare=0.9
        csv-grid,TERRESTRIAL_SUPPLY,2026-08-02,LBNL,Wait,50,months,MET,PRESS,https://example.com,
        """;
    given()
        .contentType("text/csv")
        .body(csv)
        .header("Prefer", "wait=60")
        .post(PATH)
        .then()
        .statusCode(201)
        .body("items.id", equalTo(List.of("csv-demo", "csv-grid")))
        .body("items[0].measures.dutyShare", equalTo(0.9f));
    String listed =
        given()
            .accept("text/csv")
            .get(PATH + "?type=DEMO_THERMAL")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString();
    assertTrue(listed.contains("durationDays=10.0;dutyShare=0.9"), listed);
    given().contentType("text/csv").body(listed).post(PATH).then().statusCode(200);
    withdraw("csv-demo");
    withdraw("csv-grid");
  }

  @Test
  void nothingInTheLedgerCanBeChangedOrDeleted() throws Exception {
    for (String statement :
        List.of("update milestone set title = 'x'", "delete from milestone", "delete from run")) {
      transaction.begin();
      try {
        Assertions.assertThrows(
            RuntimeException.class,
            () -> {
              given()
                  .contentType(ContentType.JSON)
                  .body("{\"mode\": \"deterministic\"}")
                  .header("Prefer", "wait=60")
                  .post("/api/v1/runs");
              database.createNativeQuery(statement).executeUpdate();
            });
      } finally {
        transaction.rollback();
      }
    }
  }

  @Test
  void aFactWithoutANameGetsOne() {
    String id =
        post(fact(null, "LATENCY", "2026-10-01", 80))
            .statusCode(201)
            .body("id", notNullValue())
            .extract()
            .path("id");
    withdraw(id);
  }

  private static String fact(String id, String type, String day, double value) {
    return """
        {%s"type": "%s", "occurredOn": "%s", "value": %s, "title": "x", "sourceUrl": "https://example.com",
         "evidence": "PRESS", "grade": "MET"}"""
        .formatted(id == null ? "" : "\"id\": \"" + id + "\", ", type, day, value);
  }

  private static ValidatableResponse post(String body) {
    return given().contentType(ContentType.JSON).body(body).post(PATH).then();
  }

  private static void withdraw(String id) {
    post("{\"supersedes\": \"" + id + "\", \"retracted\": true}").statusCode(201);
  }

  private static ValidatableResponse list(String query) {
    return given().get(PATH + query).then().statusCode(200);
  }
}
