package dev.perigee.notifications;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * The stored deliveries. Those of a webhook belong to the service that holds its lease and are sent
 * one after the other, in the order of the events; one that fails holds up those behind it. A
 * service that ends does not renew its lease, and another, or its next life, goes on: what was sent
 * and not noted is sent again. Times are those of the database.
 */
@ApplicationScoped
public class DeliveryStore {
  private static final String NOW = "clock_timestamp()";
  private static final String SECONDS = "cast(:%s as double precision) * interval '1 second'";
  private static final String LEASE = NOW + " + " + SECONDS.formatted("lease");
  private static final String FIRST_PENDING =
      "(select due_at from webhook_delivery where webhook_id = w.id and state = 'pending' order by"
          + " id limit 1)";

  private final Session database;
  private final AuditTrail audit;
  private final NotificationsConfig config;
  private final Backoff backoff;
  private final RandomGenerator random = RandomGenerator.getDefault();

  /** This life of this service. */
  private final String owner = UUID.randomUUID().toString();

  public DeliveryStore(Session database, AuditTrail audit, NotificationsConfig config) {
    this.database = database;
    this.audit = audit;
    this.config = config;
    this.backoff = new Backoff(config.firstPause(), config.longestPause());
  }

  /**
   * A delivery that is to be sent now.
   *
   * @param webhook id of the webhook
   * @param delivery id of the delivery
   */
  record Due(String webhook, long delivery, WebhookClient.Message message) {}

  /**
   * Makes a webhook ours that has something to be delivered and that nobody has, and makes the
   * deliveries of the events that it was not told of yet.
   *
   * @return id of the webhook
   */
  Optional<String> claim() {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<String> claimed =
                  database
                      .createNativeQuery(
                          "update webhook set owner = :owner, lease_until = "
                              + LEASE
                              + " where id = (select w.id from webhook w where w.enabled"
                              + " and (w.lease_until is null or w.lease_until < "
                              + NOW
                              + ") and (w.seen_position < (select coalesce(max(position), 0) from"
                              + " event) or "
                              + FIRST_PENDING
                              + " <= "
                              + NOW
                              + ") order by w.lease_until nulls first limit 1 for update skip"
                              + " locked) returning id",
                          String.class)
                      .setParameter("owner", owner)
                      .setParameter("lease", seconds(config.lease()))
                      .getResultList()
                      .stream()
                      .findFirst();
              claimed.ifPresent(this::fanOut);
              return claimed;
            });
  }

  private void fanOut(String webhook) {
    long last =
        database
            .createNativeQuery("select coalesce(max(position), 0) from event", Long.class)
            .getSingleResult();
    database
        .createNativeMutationQuery(
            "insert into webhook_delivery (webhook_id, event_position) select w.id, e.position from"
                + " webhook w join event e on e.position > w.seen_position and e.position <= :last"
                + " and e.audience is null and (cardinality(w.kinds) = 0 or e.kind = any(w.kinds))"
                + " where w.id = :id order by e.position")
        .setParameter("id", webhook)
        .setParameter("last", last)
        .executeUpdate();
    database
        .createNativeMutationQuery("update webhook set seen_position = :last where id = :id")
        .setParameter("id", webhook)
        .setParameter("last", last)
        .executeUpdate();
  }

  /**
   * What is to be sent next to a webhook of ours, whose claim is renewed with it; when nothing is,
   * or it is ours no more, the claim is given back.
   */
  Optional<Due> next(String webhook) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              boolean ours =
                  own(
                              "update webhook set lease_until = "
                                  + LEASE
                                  + " where id = :id and owner = :owner and enabled",
                              webhook)
                          .setParameter("lease", seconds(config.lease()))
                          .executeUpdate()
                      == 1;
              Optional<Due> due = ours ? due(webhook) : Optional.empty();
              if (due.isEmpty()) {
                own(
                        "update webhook set owner = null, lease_until = null"
                            + " where id = :id and owner = :owner",
                        webhook)
                    .executeUpdate();
              }
              return due;
            });
  }

  private Optional<Due> due(String webhook) {
    WebhookEntity row = WebhookEntity.findById(webhook);
    return database
        .createNativeQuery(
            "select id from webhook_delivery where webhook_id = :id and state = 'pending'"
                + " and due_at <= "
                + NOW
                + " and id = (select min(id) from webhook_delivery where webhook_id = :id and state"
                + " = 'pending')",
            Long.class)
        .setParameter("id", webhook)
        .getResultList()
        .stream()
        .findFirst()
        .map(id -> DeliveryEntity.<DeliveryEntity>findById(id))
        .map(
            delivery ->
                new Due(
                    webhook,
                    delivery.id,
                    new WebhookClient.Message(
                        row.url,
                        row.secrets(Instant.now()),
                        delivery.event.id.toString(),
                        CanonicalJson.write(EventResponse.of(delivery.event)))));
  }

  /** Notes what came of an attempt, unless the webhook is ours no more. */
  void record(Due due, AttemptOutcome outcome) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              boolean ours =
                  database
                          .createNativeQuery(
                              "select count(*) from (select 1 from webhook where id = :id and owner"
                                  + " = :owner for update) as w",
                              Long.class)
                          .setParameter("id", due.webhook())
                          .setParameter("owner", owner)
                          .getSingleResult()
                      == 1;
              if (!ours) {
                return;
              }
              switch (outcome) {
                case AttemptOutcome.Answered answer when answer.isTaken() ->
                    taken(due, answer.status());
                case AttemptOutcome.Answered answer -> {
                  failed(due, answer.status(), "Expected a status from 200 to 299");
                  if (answer.isGone()) {
                    disable(due.webhook(), "The receiver answered 410: it wants no more");
                  }
                }
                case AttemptOutcome.Unanswered none -> failed(due, null, none.why());
              }
            });
  }

  private void taken(Due due, int status) {
    database
        .createNativeMutationQuery(
            "update webhook_delivery set state = 'delivered', attempts = attempts + 1,"
                + " last_attempt_at = "
                + NOW
                + ", ended_at = "
                + NOW
                + ", response_status = :status, problem = null where id = :id")
        .setParameter("id", due.delivery())
        .setParameter("status", status)
        .executeUpdate();
    database
        .createNativeMutationQuery("update webhook set failing_since = null where id = :id")
        .setParameter("id", due.webhook())
        .executeUpdate();
  }

  private void failed(Due due, Integer status, String problem) {
    int attempts =
        database
            .createNativeQuery(
                "update webhook_delivery set attempts = attempts + 1, last_attempt_at = "
                    + NOW
                    + ", response_status = :status, problem = :problem where id = :id returning"
                    + " attempts",
                Integer.class)
            .setParameter("id", due.delivery())
            .setParameter("status", status, Integer.class)
            .setParameter("problem", problem)
            .getSingleResult();
    if (attempts >= config.attempts()) {
      database
          .createNativeMutationQuery(
              "update webhook_delivery set state = 'given-up', ended_at = "
                  + NOW
                  + " where id = :id and state = 'pending'")
          .setParameter("id", due.delivery())
          .executeUpdate();
    } else {
      database
          .createNativeMutationQuery(
              "update webhook_delivery set due_at = "
                  + NOW
                  + " + "
                  + SECONDS.formatted("pause")
                  + " where id = :id")
          .setParameter("id", due.delivery())
          .setParameter("pause", seconds(backoff.after(attempts, random)))
          .executeUpdate();
    }
    boolean tooLong =
        database
            .createNativeQuery(
                "update webhook set failing_since = coalesce(failing_since, "
                    + NOW
                    + ") where id = :id returning failing_since < "
                    + NOW
                    + " - "
                    + SECONDS.formatted("most"),
                Boolean.class)
            .setParameter("id", due.webhook())
            .setParameter("most", seconds(config.disableAfter()))
            .getSingleResult();
    if (tooLong) {
      disable(due.webhook(), "Nothing was taken for more than %s".formatted(config.disableAfter()));
    }
  }

  private void disable(String webhook, String why) {
    int disabled =
        database
            .createNativeMutationQuery(
                "update webhook set enabled = false, disabled_because = :why, version = version +"
                    + " 1, changed_at = "
                    + NOW
                    + " where id = :id and enabled")
            .setParameter("id", webhook)
            .setParameter("why", why)
            .executeUpdate();
    if (disabled == 1) {
      giveUp(webhook, why);
      audit.done(new AuditTrail.Act(AuditKind.WEBHOOK_DISABLING, Caller.SERVICE, webhook, why));
    }
  }

  /** Gives up all that is still to be sent to a webhook, within a transaction. */
  void giveUp(String webhook, String why) {
    database
        .createNativeMutationQuery(
            "update webhook_delivery set state = 'given-up', ended_at = "
                + NOW
                + ", problem = coalesce(problem || '; ', '') || :why"
                + " where webhook_id = :id and state = 'pending'")
        .setParameter("id", webhook)
        .setParameter("why", why)
        .executeUpdate();
  }

  /**
   * Makes a delivery of an event to a webhook, within a transaction.
   *
   * @param replays the delivery that it repeats, or null
   * @return id of the delivery
   */
  long add(String webhook, long event, Long replays) {
    return database
        .createNativeQuery(
            "insert into webhook_delivery (webhook_id, event_position, replays)"
                + " values (:webhook, :event, :replays) returning id",
            Long.class)
        .setParameter("webhook", webhook)
        .setParameter("event", event)
        .setParameter("replays", replays, Long.class)
        .getSingleResult();
  }

  /** A delivery that waits for its next attempt waits no more; within a transaction. */
  void hurry(long delivery) {
    database
        .createNativeMutationQuery(
            "update webhook_delivery set due_at = "
                + NOW
                + " where id = :id and state = 'pending' and due_at > "
                + NOW)
        .setParameter("id", delivery)
        .executeUpdate();
  }

  /** Forgets deliveries that ended long ago. */
  void forget() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "delete from webhook_delivery where ended_at < "
                            + NOW
                            + " - "
                            + SECONDS.formatted("kept"))
                    .setParameter("kept", seconds(config.retention()))
                    .executeUpdate());
  }

  private MutationQuery own(String sql, String webhook) {
    return database
        .createNativeMutationQuery(sql)
        .setParameter("id", webhook)
        .setParameter("owner", owner);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
