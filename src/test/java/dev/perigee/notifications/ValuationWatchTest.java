package dev.perigee.notifications;

import static dev.perigee.notifications.WebhooksForTests.post;
import static dev.perigee.notifications.WebhooksForTests.withdraw;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.service.ServiceTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

@ServiceTest
class ValuationWatchTest {
  /** The parser of the tests reads numbers as floats, of 24 bits. */
  private static final double ROUNDING = 1e-6;

  private static final String MOVES = "/api/v1/events?type=valuation.moved&limit=1";

  @Inject ValuationWatch watch;
  @Inject EventLog log;
  @Inject Duty duty;
  @Inject Session database;

  @Test
  void aFactThatMovesTheValuationIsAnnouncedWithWhatChanged() {
    watch.look();
    assertFalse(watch.look(), "nothing has changed");
    // ship and booster fly again after 30 days: the dearest of the rules
    post(
            "/api/v1/milestones",
            """
            {"id": "moves", "type": "REUSE_DEMONSTRATED", "occurredOn": "%s", "value": 30, "grade": "MET",
             "title": "Ship and booster fly again", "evidence": "COMPANY_DATA", "sourceUrl": "https://example.com"}\
            """
                .formatted(
                    LocalDate.now(ZoneOffset.UTC))) // so that runs of earlier days do not see it
        .then()
        .statusCode(201);
    try {
      assertFalse(log.isQuietFor(Duration.ofMinutes(10)), "something has just happened");
      assertTrue(watch.look());
      JsonPath moved = given().get(MOVES).jsonPath().setRootPath("items[0].data.valuation");
      double before = moved.getDouble("before.meanUsd");
      double after = moved.getDouble("after.meanUsd");
      assertEquals(after - before, moved.getDouble("changeUsd"), ROUNDING * Math.abs(after));
      assertTrue(Math.abs(after - before) > 0.05 * Math.abs(before));
      assertTrue(
          moved.getDouble("changeStandardErrorUsd") > moved.getDouble("after.standardErrorUsd"));
      assertEquals("moves", moved.getString("factsAdded[0]"));
      assertEquals(
          after,
          given()
              .get("/api/v1/runs/" + moved.getString("after.runId"))
              .jsonPath()
              .getDouble("valuation.enterpriseValueUsd.mean"),
          ROUNDING * Math.abs(after));
      String id = given().get(MOVES).path("items[0].id");
      assertFalse(watch.look(), "it was announced");
      assertEquals(id, given().get(MOVES).<String>path("items[0].id"));
    } finally {
      withdraw("moves");
    }
    assertTrue(watch.look(), "and the way back is a move, too");
    given().get(MOVES).then().body("items[0].data.valuation.factsRemoved", hasItem("moves"));
  }

  @Test
  void oneServiceAtATimeHasTheDuty() {
    assertTrue(duty.isOurs("a duty of tests"));
    assertTrue(duty.isOurs("a duty of tests"), "the claim is renewed");
    assertFalse(new Duty(database).isOurs("a duty of tests"));
  }
}
