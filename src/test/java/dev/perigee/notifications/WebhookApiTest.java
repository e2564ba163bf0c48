package dev.perigee.notifications;

import static dev.perigee.notifications.WebhooksForTests.PATH;
import static dev.perigee.notifications.WebhooksForTests.created;
import static dev.perigee.notifications.WebhooksForTests.delivery;
import static dev.perigee.notifications.WebhooksForTests.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.service.ServiceTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as they are written and read; this service delivers nothing. */
@ServiceTest
class WebhookApiTest {
  private static final String URL = WebhookRequest.EXAMPLE_URL;

  @BeforeEach
  @AfterEach
  void deleteAll() {
    WebhooksForTests.deleteAll();
  }

  @Test
  void aWebhookTellsItsSecretOnceAndNeverAgain() {
    Response created = created(URL, "[\"valuation.moved\"]");
    created
        .then()
        .header("ETag", "\"1\"")
        .header("Cache-Control", "no-store")
        .body("secret", matchesPattern(WebhookSecret.PATTERN))
        .body("enabled", equalTo(true))
        .body("types", equalTo(List.of("valuation.moved")));
    String location = created.header("Location");
    given()
        .get(location)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("url", equalTo(URL))
        .body("secret", nullValue());
    given().get(PATH).then().body("items[0].secret", nullValue());
    given().header("If-None-Match", "\"1\"").get(location).then().statusCode(304);
  }

  @Test
  void whatIsWrongIsSaidAtOnce() {
    WebhooksForTests.create("https://10.0.0.1/x", "[\"valuation.moved\", \"test\", \"weather\"]")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/url", "/types/1", "/types/2")));
    post(PATH, "{\"url\": \"" + URL + "\"}")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/name")));
    given().get(PATH).then().body("items", equalTo(List.of()));
  }

  @Test
  void aChangeNeedsTheStateThatItChanges() {
    String location = created(URL, "[]").header("Location");
    String body = "{\"name\": \"renamed\", \"url\": \"" + URL + "\", \"enabled\": false}";
    put(location, null, body).then().statusCode(428);
    put(location, "\"7\"", body).then().statusCode(412);
    put(location, "\"1\"", body)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("name", equalTo("renamed"))
        .body("enabled", equalTo(false));
    put(location, "\"2\"", "{\"name\": \"x\", \"url\": \"http://example.com/\"}")
        .then()
        .statusCode(422);
    given().header("If-Match", "\"1\"").delete(location).then().statusCode(412);
    given().header("If-Match", "\"2\"").delete(location).then().statusCode(204);
    given().get(location).then().statusCode(404);
    put(location, "*", body).then().statusCode(404);
  }

  @Test
  void everyWriteIsInTheAuditTrail() {
    Response created = created(URL, "[]");
    String id = created.path("id");
    int test = WebhooksForTests.test(id);
    given().post("%s/%s/deliveries/%d/replays".formatted(PATH, id, test)).then().statusCode(200);
    post(PATH + "/" + id + "/rotations", "{}").then().statusCode(201);
    put(PATH + "/" + id, "*", "{\"name\": \"y\", \"url\": \"" + URL + "\"}").then().statusCode(200);
    given().header("If-Match", "*").delete(PATH + "/" + id).then().statusCode(204);
    given()
        .get("/api/v1/audit?target=" + id)
        .then()
        .statusCode(200)
        .body(
            "items.kind",
            equalTo(
                List.of(
                    "webhook-deletion",
                    "webhook-change",
                    "webhook-rotation",
                    "webhook-replay",
                    "webhook-test",
                    "webhook-creation")));
  }

  @Test
  void aRotationGivesAnotherSecretAndSaysHowLongTheOldOneSigns() {
    Response created = created(URL, "[]");
    String rotations = PATH + "/" + created.path("id") + "/rotations";
    Response rotated = post(rotations, "{\"overlapSeconds\": 60}");
    rotated.then().statusCode(201).header("ETag", "\"2\"");
    assertNotEquals(created.<String>path("secret"), rotated.<String>path("secret"));
    assertTrue(rotated.<String>path("previousSecretUntil") != null);
    post(rotations, "{\"overlapSeconds\": 0}")
        .then()
        .statusCode(201)
        .body("previousSecretUntil", nullValue());
  }

  @Test
  void aTestWaitsToBeSentAndIsHurriedByAReplay() {
    String id = created(URL, "[]").path("id");
    int test = WebhooksForTests.test(id);
    delivery(id, test)
        .then()
        .statusCode(200)
        .body("state", equalTo("pending"))
        .body("eventType", equalTo("test"))
        .body("attempts", equalTo(0));
    given()
        .post("%s/%s/deliveries/%d/replays".formatted(PATH, id, test))
        .then()
        .statusCode(200)
        .body("deliveryId", equalTo(test));
    given()
        .get(PATH + "/" + id + "/deliveries?state=pending")
        .then()
        .statusCode(200)
        .body("items.deliveryId", equalTo(List.of(test)));
    given()
        .get(PATH + "/" + id + "/deliveries?state=delivered")
        .then()
        .body("items", equalTo(List.of()));
    given().get("/api/v1/events").then().body("items.type", not(hasItem("test")));
  }

  @Test
  void aTestSentAgainUnderItsKeyIsOneTest() {
    String id = created(URL, "[]").path("id");
    String deliveries = PATH + "/" + id + "/deliveries";
    String key = "test-" + id;
    int made = given().header("Idempotency-Key", key).post(deliveries).path("deliveryId");
    given()
        .header("Idempotency-Key", key)
        .post(deliveries)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("deliveryId", equalTo(made));
  }

  @Test
  void aDisabledWebhookGivesUpWhatWaitsAndIsNotTested() {
    String id = created(URL, "[]").path("id");
    int test = WebhooksForTests.test(id);
    put(PATH + "/" + id, "*", "{\"name\": \"off\", \"url\": \"" + URL + "\", \"enabled\": false}")
        .then()
        .statusCode(200);
    delivery(id, test)
        .then()
        .body("state", equalTo("given-up"))
        .body("problem", equalTo("anonymous disabled the webhook"));
    given().post(PATH + "/" + id + "/deliveries").then().statusCode(409);
    given().post("%s/%s/deliveries/%d/replays".formatted(PATH, id, test)).then().statusCode(409);
  }

  @Test
  void deliveriesAreThoseOfTheirWebhook() {
    String one = created(URL, "[]").path("id");
    String other = created(URL, "[]").path("id");
    int test = WebhooksForTests.test(one);
    delivery(other, test).then().statusCode(404);
    given().get(PATH + "/" + one + "/deliveries/none").then().statusCode(404);
    given().get(PATH + "/none/deliveries").then().statusCode(404);
    given().post(PATH + "/none/deliveries").then().statusCode(404);
    given().get(PATH + "/" + one + "/deliveries?state=lost").then().statusCode(422);
  }

  @Test
  void pagesListEveryWebhookAndEveryDeliveryOnce() {
    String first = created(URL, "[]").path("id");
    String second = created(URL, "[]").path("id");
    Response page = given().get(PATH + "?limit=1");
    assertEquals(List.of(second), page.path("items.id"));
    given()
        .get(PATH + "?limit=1&cursor=" + page.path("next"))
        .then()
        .body("items.id", equalTo(List.of(first)))
        .body("next", nullValue());
    int earlier = WebhooksForTests.test(first);
    int later = WebhooksForTests.test(first);
    String deliveries = PATH + "/" + first + "/deliveries?limit=1";
    Response latest = given().get(deliveries);
    assertEquals(List.of(later), latest.path("items.deliveryId"));
    given()
        .get(deliveries + "&cursor=" + latest.path("next"))
        .then()
        .body("items.deliveryId", equalTo(List.of(earlier)));
  }

  private static Response put(String location, String ifMatch, String body) {
    RequestSpecification request = given().contentType(ContentType.JSON).body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(location);
  }
}
