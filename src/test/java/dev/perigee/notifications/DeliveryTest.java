package dev.perigee.notifications;

import static dev.perigee.notifications.WebhooksForTests.PATH;
import static dev.perigee.notifications.WebhooksForTests.created;
import static dev.perigee.notifications.WebhooksForTests.delivery;
import static dev.perigee.notifications.WebhooksForTests.fact;
import static dev.perigee.notifications.WebhooksForTests.post;
import static dev.perigee.notifications.WebhooksForTests.withdraw;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.service.ServiceTest;
import dev.perigee.service.Waiting;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that delivers to a receiver with a real socket. */
@ServiceTest
@TestProfile(DeliveringService.class)
class DeliveryTest {
  @Inject EntityManager database;

  private Receiver receiver;

  @BeforeEach
  void listen() {
    WebhooksForTests.deleteAll();
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    WebhooksForTests.deleteAll();
    receiver.close();
  }

  @Test
  void anEventIsSentWithASignatureThatTheSecretProves() {
    Response webhook = created(receiver.url(), "[\"milestone.recorded\"]");
    fact("delivered", "");
    withdraw("delivered"); // of a kind that it is not told of
    Receiver.Received request = received(1).getFirst();
    assertEquals("/hook?for=perigee", request.target());
    assertEquals("application/json", request.header("Content-Type"));
    assertTrue(
        Math.abs(
                Instant.now().getEpochSecond()
                    - Long.parseLong(request.header("webhook-timestamp")))
            < 300,
        "within the tolerance of Standard Webhooks");
    assertEquals(request.signature(webhook.path("secret")), request.header("webhook-signature"));
    JsonPath body = new JsonPath(request.body());
    assertEquals("milestone.recorded", body.getString("type"));
    assertEquals("delivered", body.getString("data.facts.milestones[0].id"));
    assertEquals(body.getString("id"), request.header("webhook-id"));
    given()
        .get("/api/v1/events?type=milestone.recorded&limit=1")
        .then()
        .body("items[0].id", equalTo(body.getString("id")));
    Waiting.until(() -> states(webhook.path("id")).equals(List.of("delivered")));
    only(webhook.path("id"))
        .then()
        .body("items[0].attempts", equalTo(1))
        .body("items[0].responseStatus", equalTo(204))
        .body("items[0].problem", nullValue());
  }

  @Test
  void afterAFailureItIsSentAgainUnderTheSameName() {
    receiver.answer(Receiver.Answer.status(500));
    String id = created(receiver.url(), "[]").path("id");
    int test = WebhooksForTests.test(id);
    List<Receiver.Received> requests = received(2);
    assertEquals(requests.get(0).header("webhook-id"), requests.get(1).header("webhook-id"));
    assertEquals(requests.get(0).body(), requests.get(1).body());
    ended(id, test).then().body("state", equalTo("delivered")).body("attempts", equalTo(2));
    given().get(PATH + "/" + id).then().body("failingSince", nullValue());
  }

  @Test
  void afterATimeOutItIsSentAgain() {
    CountDownLatch over = new CountDownLatch(1);
    receiver.answer(
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    String id = created(receiver.url(), "[]").path("id");
    int test = WebhooksForTests.test(id);
    Waiting.until(() -> delivery(id, test).<Integer>path("attempts") > 0);
    over.countDown();
    ended(id, test).then().body("state", equalTo("delivered")).body("attempts", equalTo(2));
    assertEquals(2, receiver.received().size());
  }

  @Test
  void eventsComeInTheirOrderThoughOneFails() {
    receiver.answer(Receiver.Answer.status(503), Receiver.Answer.status(503));
    created(receiver.url(), "[]");
    fact("in-order", "");
    fact("in-order-2", ", \"supersedes\": \"in-order\"");
    withdraw("in-order-2");
    withdraw("in-order");
    assertEquals(
        List.of(
            "milestone.recorded",
            "milestone.recorded",
            "milestone.recorded",
            "milestone.corrected",
            "milestone.retracted",
            "milestone.retracted"),
        received(6).stream().map(each -> new JsonPath(each.body()).getString("type")).toList());
  }

  @Test
  void whatIsNeverTakenIsGivenUpAndCanBeSentAgain() {
    for (int i = 0; i < DeliveringService.ATTEMPTS; i++) {
      receiver.answer(Receiver.Answer.status(500));
    }
    String id = created(receiver.url(), "[]").path("id");
    int test = WebhooksForTests.test(id);
    ended(id, test)
        .then()
        .body("state", equalTo("given-up"))
        .body("attempts", equalTo(DeliveringService.ATTEMPTS))
        .body("responseStatus", equalTo(500))
        .body("problem", equalTo("Expected a status from 200 to 299"));
    given().get(PATH + "/" + id).then().body("failingSince", startsWith("20"));
    Response replay = given().post("%s/%s/deliveries/%d/replays".formatted(PATH, id, test));
    replay
        .then()
        .statusCode(201)
        .body("replays", equalTo(test))
        .body("deliveryId", greaterThan(test));
    given().get(replay.header("Location")).then().statusCode(200);
    ended(id, replay.path("deliveryId")).then().body("state", equalTo("delivered"));
    List<Receiver.Received> requests = receiver.received();
    assertEquals(
        requests.getFirst().header("webhook-id"),
        requests.getLast().header("webhook-id"),
        "by which a receiver knows what it had");
  }

  @Test
  void redirectsAreNotFollowed() {
    try (Receiver elsewhere = new Receiver()) {
      for (int i = 0; i < DeliveringService.ATTEMPTS; i++) {
        receiver.answer(
            exchange -> {
              exchange.getResponseHeaders().set("Location", elsewhere.url());
              exchange.sendResponseHeaders(307, -1);
            });
      }
      String id = created(receiver.url(), "[]").path("id");
      ended(id, WebhooksForTests.test(id)).then().body("responseStatus", equalTo(307));
      assertEquals(List.of(), elsewhere.received());
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadOn() {
    receiver.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[16 * 1024];
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(part); // fails once nobody reads
          }
        });
    String id = created(receiver.url(), "[]").path("id");
    ended(id, WebhooksForTests.test(id))
        .then()
        .body("state", equalTo("delivered"))
        .body("attempts", equalTo(1));
  }

  @Test
  void nobodyThereIsAFailureThatSaysSo() {
    receiver.close();
    String id = created(receiver.url(), "[]").path("id");
    ended(id, WebhooksForTests.test(id))
        .then()
        .body("state", equalTo("given-up"))
        .body("responseStatus", nullValue())
        .body("problem", startsWith("Connection refused"));
  }

  @Test
  void anAddressThatIsNotFitIsFoundWhenItIsSentTo() {
    String id = created(receiver.url(), "[]").path("id");
    change("update webhook set url = 'https://10.0.0.1/x' where id = '" + id + "'");
    ended(id, WebhooksForTests.test(id))
        .then()
        .body("state", equalTo("given-up"))
        .body("problem", startsWith("Expected a public address"));
    assertEquals(List.of(), receiver.received());
  }

  @Test
  void whileASecretIsRotatedBothSign() {
    Response webhook = created(receiver.url(), "[]");
    String id = webhook.path("id");
    String next = post(PATH + "/" + id + "/rotations", "{}").path("secret");
    ended(id, WebhooksForTests.test(id));
    Receiver.Received request = receiver.received().getLast();
    assertEquals(
        request.signature(next) + " " + request.signature(webhook.path("secret")),
        request.header("webhook-signature"));
    change("update webhook set previous_secret_until = now() where id = '" + id + "'");
    ended(id, WebhooksForTests.test(id));
    request = receiver.received().getLast();
    assertEquals(request.signature(next), request.header("webhook-signature"));
  }

  @Test
  void aDisabledWebhookIsToldNothingAndWhenEnabledOfWhatHappensFromThenOn() {
    String id = created(receiver.url(), "[]").path("id");
    enable(id, false);
    fact("unheard", "");
    withdraw("unheard");
    enable(id, true);
    ended(id, WebhooksForTests.test(id));
    assertEquals(
        List.of("test"),
        receiver.received().stream()
            .map(each -> new JsonPath(each.body()).getString("type"))
            .toList());
  }

  private static void enable(String id, boolean enabled) {
    String webhook = given().get(PATH + "/" + id).path("url");
    given()
        .contentType(ContentType.JSON)
        .header("If-Match", "*")
        .body("{\"name\": \"x\", \"url\": \"%s\", \"enabled\": %b}".formatted(webhook, enabled))
        .put(PATH + "/" + id)
        .then()
        .statusCode(200);
  }

  @Test
  void aReceiverThatIsGoneIsDisabledAndTheAuditTrailSaysWhy() {
    receiver.answer(Receiver.Answer.status(410));
    String id = created(receiver.url(), "[]").path("id");
    WebhooksForTests.test(id);
    disabled(id, "The receiver answered 410: it wants no more");
  }

  @Test
  void aWebhookThatTakesNothingForDaysIsDisabled() {
    receiver.answer(Receiver.Answer.status(500));
    String id = created(receiver.url(), "[]").path("id");
    change("update webhook set failing_since = now() - interval '4 days' where id = '" + id + "'");
    WebhooksForTests.test(id);
    disabled(id, "Nothing was taken for more than PT72H");
  }

  private static void disabled(String id, String why) {
    Waiting.until(() -> !given().get(PATH + "/" + id).<Boolean>path("enabled"));
    given().get(PATH + "/" + id).then().body("disabledBecause", equalTo(why));
    assertEquals(List.of("given-up"), states(id));
    given()
        .get("/api/v1/audit?kind=webhook-disabling&target=" + id)
        .then()
        .body("items[0].who", equalTo("perigee"))
        .body("items[0].why", equalTo(why));
  }

  private void change(String statement) {
    QuarkusTransaction.requiringNew()
        .run(() -> assertEquals(1, database.createNativeQuery(statement).executeUpdate()));
  }

  /** Waits until so many requests came. */
  private List<Receiver.Received> received(int count) {
    Waiting.until(() -> receiver.received().size() >= count);
    assertEquals(count, receiver.received().size());
    return receiver.received();
  }

  private static Response only(String id) {
    return given().get(PATH + "/" + id + "/deliveries");
  }

  private static List<String> states(String id) {
    return only(id).path("items.state");
  }

  private static Response ended(String id, int delivery) {
    Waiting.until(() -> !"pending".equals(delivery(id, delivery).path("state")));
    return delivery(id, delivery);
  }
}
