package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.service.PackagedService;
import dev.perigee.service.PostgresqlServer;
import dev.perigee.service.Waiting;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of the packaged service, which is killed, and loses its PostgreSQL for a while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
  private static final String PATH = "/api/v1/webhooks";

  private SelfSigned trusted;
  private SelfSigned ofAnotherHost;
  private SelfSigned untrusted;
  private PostgresqlServer postgresql;
  private PackagedService service;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    trusted = SelfSigned.of("trusted", "localhost", folder);
    ofAnotherHost = SelfSigned.of("another", "hooks.example.com", folder);
    untrusted = SelfSigned.of("untrusted", "localhost", folder);
    Path store = folder.resolve("trust.p12");
    SelfSigned.trust(store, trusted, ofAnotherHost);
    postgresql = new PostgresqlServer(folder.resolve("data"));
    Map<String, String> settings = new HashMap<>(postgresql.settings());
    settings.put("PERIGEE_NOTIFICATIONS_HEARTBEAT", "PT0.2S");
    settings.put("PERIGEE_NOTIFICATIONS_TIMEOUT", "PT5S");
    settings.put("PERIGEE_NOTIFICATIONS_FIRST_PAUSE", "PT0.2S");
    settings.put("PERIGEE_NOTIFICATIONS_LONGEST_PAUSE", "PT1S");
    settings.put("PERIGEE_NOTIFICATIONS_ATTEMPTS", "1000");
    settings.put(
        "JDK_JAVA_OPTIONS",
        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(store, SelfSigned.PASSWORD));
    service = PackagedService.start(folder.resolve("service"), settings);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    postgresql.close();
  }

  @AfterEach
  void deleteWebhooks() throws Exception {
    List<String> ids = new JsonPath(service.get(PATH).body()).getList("items.id");
    for (String id : ids) {
      assertEquals(
          204,
          service.send("DELETE", PATH + "/" + id, "", Map.of("If-Match", "*")).statusCode(),
          id);
    }
  }

  /**
   * One receiver is down, so that attempts fail; another has what was sent, but the service does
   * not live to note its answer.
   */
  @Test
  void whatAKilledServiceHadToDeliverIsDeliveredInItsNextLife() throws Exception {
    Receiver down = new Receiver();
    down.close();
    JsonPath failing = created(down.url());
    CountDownLatch killed = new CountDownLatch(1);
    try (Receiver slow = new Receiver()) {
      slow.answer(exchange -> await(killed));
      JsonPath unnoted = created(slow.url());
      fact("retried");
      Waiting.until(() -> attempts(failing) > 0);
      Waiting.until(() -> !slow.received().isEmpty());
      fact("not-even-tried");
      service.kill();
      killed.countDown();
      try (Receiver up = new Receiver(down.port())) {
        service = service.startAgain();
        List<String> events = events(2);
        areDelivered(failing, 2);
        assertEquals(events, ids(up));
        areProven(up, failing);
        areDelivered(unnoted, 2);
        assertEquals(events, distinct(slow));
        assertTrue(Collections.frequency(ids(slow), events.getFirst()) > 1, "it was not noted");
        areProven(slow, unnoted);
        assertEquals(slow.received().get(0).body(), slow.received().get(1).body());
      }
    }
  }

  @Test
  void deliveriesGoOnWhenTheDatabaseIsBack() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (Receiver receiver = new Receiver()) {
      Receiver.Answer late =
          exchange -> {
            await(stopped);
            exchange.sendResponseHeaders(204, -1);
          };
      receiver.answer(late, late);
      JsonPath webhook = created(receiver.url());
      fact("in-flight");
      Waiting.until(() -> !receiver.received().isEmpty());
      fact("waits");
      List<String> events = events(2);
      postgresql.stop();
      stopped.countDown();
      Waiting.until(() -> service.get("/q/health/ready").body().contains("\"degraded\": true"));
      assertFalse(ids(receiver).contains(events.getLast()), "nothing is sent meanwhile");
      postgresql.start();
      areDelivered(webhook, 2);
      assertEquals(events, distinct(receiver));
      areProven(receiver, webhook);
    }
  }

  @Test
  void aReceiverWhoseCertificateIsTrustedIsDeliveredTo() throws Exception {
    try (Receiver receiver = new Receiver(trusted.server())) {
      JsonPath webhook = created(receiver.url("localhost"));
      test(webhook);
      areDelivered(webhook, 1);
      areProven(receiver, webhook);
    }
  }

  @Test
  void aReceiverWhoseCertificateIsNotTrustedIsToldNothingAndTheDeliverySaysWhy() throws Exception {
    isRefused(
        untrusted,
        "Expected a certificate of localhost that is trusted; no authority in the trust store of"
            + " the service vouches for it: unable to find valid certification path to requested"
            + " target");
  }

  @Test
  void aReceiverWhoseCertificateIsOfAnotherHostIsToldNothingAndTheDeliverySaysWhy()
      throws Exception {
    isRefused(
        ofAnotherHost,
        "Expected a certificate of localhost that is trusted; No subject alternative DNS name"
            + " matching localhost found.");
  }

  private void isRefused(SelfSigned certificate, String problem) throws Exception {
    try (Receiver receiver = new Receiver(certificate.server())) {
      JsonPath webhook = created(receiver.url("localhost"));
      test(webhook);
      Waiting.until(() -> attempts(webhook) > 1);
      JsonPath delivery = deliveries(webhook);
      assertEquals("pending", delivery.getString("items[0].state"));
      assertEquals(problem, delivery.getString("items[0].problem"));
      assertNull(delivery.get("items[0].responseStatus"));
      assertEquals(List.of(), receiver.received());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonPath created(String url) throws Exception {
    return new JsonPath(
        posted(PATH, "{\"name\": \"a test\", \"url\": \"%s\", \"types\": []}".formatted(url)));
  }

  private void fact(String id) throws Exception {
    posted(
        "/api/v1/milestones",
        """
        {"id": "%s", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
         "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}\
        """
            .formatted(id));
  }

  private void test(JsonPath webhook) throws Exception {
    posted(deliveriesOf(webhook), "");
  }

  private String posted(String path, String body) throws Exception {
    HttpResponse<String> answer = service.post(path, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return answer.body();
  }

  /** Ids of the last events, in their order. */
  private List<String> events(int count) throws Exception {
    HttpResponse<String> answer = service.get("/api/v1/events?limit=" + count);
    List<String> latestFirst = new JsonPath(answer.body()).getList("items.id");
    return latestFirst.reversed();
  }

  private static List<String> ids(Receiver receiver) {
    return receiver.received().stream().map(each -> each.header("webhook-id")).toList();
  }

  private static List<String> distinct(Receiver receiver) {
    return ids(receiver).stream().distinct().toList();
  }

  private static void areProven(Receiver receiver, JsonPath webhook) {
    assertFalse(receiver.received().isEmpty());
    for (Receiver.Received each : receiver.received()) {
      assertEquals(
          each.signature(webhook.getString("secret")),
          each.header("webhook-signature"),
          each.body());
    }
  }

  private static String deliveriesOf(JsonPath webhook) {
    return "%s/%s/deliveries".formatted(PATH, webhook.getString("id"));
  }

  private JsonPath deliveries(JsonPath webhook) throws Exception {
    return new JsonPath(service.get(deliveriesOf(webhook)).body());
  }

  /** How often something was sent to a webhook. */
  private int attempts(JsonPath webhook) throws Exception {
    return deliveries(webhook).getList("items.attempts", Integer.class).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Waits until all that was to be delivered to a webhook was. */
  private void areDelivered(JsonPath webhook, int count) {
    List<String> expected = Collections.nCopies(count, "delivered");
    Waiting.until(() -> expected.equals(deliveries(webhook).getList("items.state")));
  }
}
