package dev.perigee.notifications;

import static dev.perigee.notifications.WebhooksForTests.created;
import static dev.perigee.notifications.WebhooksForTests.delivery;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.identity.AuditTrail;
import dev.perigee.service.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two services that share a database, as far as they claim what is to be delivered. */
@ServiceTest
class DeliveryStoreTest {
  @Inject Session database;
  @Inject AuditTrail audit;
  @Inject NotificationsConfig config;

  private DeliveryStore one;
  private DeliveryStore other;

  @BeforeEach
  void begin() {
    WebhooksForTests.deleteAll();
    one = new DeliveryStore(database, audit, config);
    other = new DeliveryStore(database, audit, config);
  }

  @AfterEach
  void end() {
    WebhooksForTests.deleteAll();
  }

  private static String toBeDelivered() {
    String id = created(WebhookRequest.EXAMPLE_URL, "[]").path("id");
    WebhooksForTests.test(id);
    return id;
  }

  @Test
  void ofTwoThatClaimAtOnceOneGetsIt() throws Exception {
    String id = toBeDelivered();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Optional<String>> mine = one::claim;
      Callable<Optional<String>> theirs = other::claim;
      List<String> claimed =
          threads.invokeAll(List.of(mine, theirs, mine, theirs)).stream()
              .map(Future::resultNow)
              .flatMap(Optional::stream)
              .toList();
      assertEquals(List.of(id), claimed);
    }
  }

  @Test
  void nothingToBeDeliveredIsNotClaimed() {
    created(WebhookRequest.EXAMPLE_URL, "[]");
    assertEquals(Optional.empty(), one.claim());
  }

  /** As when the one that has it was killed after it sent and before it noted that. */
  @Test
  void whatAServiceThatEndedHadIsSentAgainByAnother() {
    String id = toBeDelivered();
    assertEquals(Optional.of(id), one.claim());
    DeliveryStore.Due lost = one.next(id).orElseThrow();
    assertEquals(Optional.empty(), other.claim(), "its lease is not over");
    leaseIsOver(id);
    assertEquals(Optional.of(id), other.claim());
    DeliveryStore.Due again = other.next(id).orElseThrow();
    assertEquals(lost.delivery(), again.delivery());
    assertEquals(lost.message().id(), again.message().id());
    assertEquals(Optional.empty(), one.next(id), "it is another's now");
    one.record(lost, new AttemptOutcome.Answered(500));
    delivery(id, (int) lost.delivery()).then().body("attempts", equalTo(0));
    other.record(again, new AttemptOutcome.Answered(204));
    delivery(id, (int) lost.delivery()).then().body("state", equalTo("delivered"));
    assertEquals(Optional.empty(), other.next(id));
    assertEquals(Optional.empty(), one.claim(), "there is no more");
  }

  @Test
  void anEventIsNoDeliveryForOneThatCameLater() {
    String early = created(WebhookRequest.EXAMPLE_URL, "[\"milestone.recorded\"]").path("id");
    WebhooksForTests.fact("for-one", "");
    created(WebhookRequest.EXAMPLE_URL, "[]");
    WebhooksForTests.withdraw("for-one");
    List<String> claimed = Stream.generate(one::claim).limit(3).flatMap(Optional::stream).toList();
    assertEquals(2, claimed.size());
    assertTrue(claimed.contains(early));
    for (String id : claimed) {
      EventKind expected =
          id.equals(early) ? EventKind.MILESTONE_RECORDED : EventKind.MILESTONE_RETRACTED;
      DeliveryStore.Due due = one.next(id).orElseThrow();
      assertTrue(due.message().body().contains(expected.key()), due.message().body());
      one.record(due, new AttemptOutcome.Answered(200));
      assertEquals(Optional.empty(), one.next(id));
    }
  }

  @Test
  void deliveriesThatEndedLongAgoAreForgotten() {
    String id = toBeDelivered();
    one.claim();
    DeliveryStore.Due due = one.next(id).orElseThrow();
    one.record(due, new AttemptOutcome.Answered(200));
    one.forget();
    delivery(id, (int) due.delivery()).then().statusCode(200);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "update webhook_delivery set ended_at = now() - interval '31 days' where"
                            + " webhook_id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
    one.forget();
    delivery(id, (int) due.delivery()).then().statusCode(404);
  }

  private void leaseIsOver(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "update webhook set lease_until = now() - interval '1 second' where id ="
                            + " :id")
                    .setParameter("id", id)
                    .executeUpdate());
  }
}
