package dev.perigee.notifications;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Precondition;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Webhooks: written, listed, tested, and their deliveries sent again. */
@ApplicationScoped
public class Webhooks {
  private static final String DELIVERY_NUMBER = "[0-9]{1,18}";

  private final TargetPolicy targets;
  private final EventLog log;
  private final DeliveryStore deliveries;
  private final AuditTrail audit;
  private final EntityManager database;
  private final NotificationsConfig config;

  public Webhooks(
      TargetPolicy targets,
      EventLog log,
      DeliveryStore deliveries,
      AuditTrail audit,
      EntityManager database,
      NotificationsConfig config) {
    this.targets = targets;
    this.log = log;
    this.deliveries = deliveries;
    this.audit = audit;
    this.database = database;
    this.config = config;
  }

  /**
   * Creates a webhook, which is told of what happens from now on.
   *
   * @throws ProblemException with every violation, or when there are too many
   */
  WebhookResponse create(WebhookRequest request, Caller caller) {
    check(request);
    return inTransaction(
        () -> {
          if (WebhookEntity.count() >= config.mostWebhooks()) {
            throw ProblemException.conflict(
                "There are %d webhooks, as many as there may be".formatted(config.mostWebhooks()));
          }
          WebhookEntity row = new WebhookEntity();
          row.id = UUID.randomUUID().toString();
          row.createdBy = caller.name();
          row.createdAt = now();
          row.secret = WebhookSecret.generate().text();
          row.seenPosition = log.position();
          write(row, request);
          row.persist();
          audit.done(new AuditTrail.Act(AuditKind.WEBHOOK_CREATION, caller, row.id, request.url()));
          return WebhookResponse.withSecret(row);
        });
  }

  private void check(WebhookRequest request) {
    List<Violation> violations = new ArrayList<>(targets.violations(request.url()));
    List<String> kinds = request.types() == null ? List.of() : request.types();
    for (int i = 0; i < kinds.size(); i++) {
      if (EventKind.of(kinds.get(i)).isEmpty()) {
        violations.add(Violation.at("/types/" + i, "one of " + EventKind.keys(), kinds.get(i)));
      }
    }
    ProblemException.throwIfAny(violations);
  }

  private static void write(WebhookEntity row, WebhookRequest request) {
    row.name = request.name();
    row.url = request.url();
    row.kinds = request.kinds();
    row.enabled = request.isEnabled();
    changed(row);
  }

  private static void changed(WebhookEntity row) {
    row.version++;
    row.changedAt = now();
  }

  /**
   * Changes a webhook, whole. One that is disabled gives up what was still to be sent; one that is
   * enabled again is told of what happens from now on.
   *
   * @param ifMatch entity tags of the state that the caller knows, or null
   * @throws ProblemException when there is none, the tags are missing or stale, or with every
   *     violation
   */
  WebhookResponse replace(String id, WebhookRequest request, String ifMatch, Caller caller) {
    check(request);
    return inTransaction(
        () -> {
          WebhookEntity row = locked(id, ifMatch);
          if (row.enabled && !request.isEnabled()) {
            deliveries.giveUp(id, "%s disabled the webhook".formatted(caller.name()));
          }
          if (!row.enabled && request.isEnabled()) {
            row.seenPosition = log.position();
            row.failingSince = null;
            row.disabledBecause = null;
          }
          write(row, request);
          audit.done(new AuditTrail.Act(AuditKind.WEBHOOK_CHANGE, caller, id, request.url()));
          return WebhookResponse.of(row);
        });
  }

  private static WebhookEntity locked(String id, String ifMatch) {
    WebhookEntity row = locked(id);
    Precondition.require(
        ifMatch,
        row.tag(),
        "%s/%s".formatted(WebhookResource.PATH, id),
        "version %d is what there is".formatted(row.version));
    return row;
  }

  private static WebhookEntity locked(String id) {
    return WebhookEntity.lock(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("webhook " + id);
  }

  /**
   * Gives a webhook another secret; the one there was signs beside it for a while.
   *
   * @throws ProblemException when there is none
   */
  WebhookResponse rotate(String id, WebhookRotation request, Caller caller) {
    return inTransaction(
        () -> {
          WebhookEntity row = locked(id);
          boolean overlaps = request.overlap() > 0;
          row.previousSecret = overlaps ? row.secret : null;
          row.previousSecretUntil = overlaps ? now().plusSeconds(request.overlap()) : null;
          row.secret = WebhookSecret.generate().text();
          changed(row);
          audit.done(new AuditTrail.Act(AuditKind.WEBHOOK_ROTATION, caller, id, row.name));
          return WebhookResponse.withSecret(row);
        });
  }

  /**
   * Deletes a webhook with its deliveries.
   *
   * @param ifMatch entity tags of the state that the caller knows, or null
   * @throws ProblemException when there is none, or the tags are missing or stale
   */
  void delete(String id, String ifMatch, Caller caller) {
    inTransaction(
        () -> {
          WebhookEntity row = locked(id, ifMatch);
          audit.done(new AuditTrail.Act(AuditKind.WEBHOOK_DELETION, caller, id, row.name));
          row.delete();
          return row.id;
        });
  }

  /** The webhook of this id. */
  WebhookResponse find(String id) {
    return inTransaction(
        () ->
            WebhookEntity.<WebhookEntity>findByIdOptional(id)
                .map(WebhookResponse::of)
                .orElseThrow(() -> unknown(id)));
  }

  /** Where a page of webhooks ended. */
  record Position(Instant createdAt, String id) {}

  /** Webhooks, the latest first. */
  List<WebhookResponse> list(Optional<Position> after, int limit) {
    Map<String, Object> values = new HashMap<>();
    after.ifPresent(
        last -> {
          values.put("at", last.createdAt());
          values.put("id", last.id());
        });
    return inTransaction(
        () ->
            WebhookEntity.<WebhookEntity>find(
                    after.isEmpty()
                        ? "from WebhookEntity"
                        : "from WebhookEntity where createdAt < :at or (createdAt = :at and id >"
                            + " :id)",
                    Sort.descending("createdAt").and("id", Sort.Direction.Ascending),
                    values)
                .range(0, limit - 1)
                .stream()
                .map(WebhookResponse::of)
                .toList());
  }

  /**
   * Sends a test to a webhook.
   *
   * @throws ProblemException when there is none, or it is disabled
   */
  WebhookDelivery test(String id, Caller caller) {
    return inTransaction(
        () -> {
          enabled(id);
          WebhookDelivery test = stored(deliveries.add(id, log.appendTest(id), null));
          audit.done(
              new AuditTrail.Act(
                  AuditKind.WEBHOOK_TEST, caller, id, "delivery " + test.deliveryId()));
          return test;
        });
  }

  private static void enabled(String id) {
    if (!locked(id).enabled) {
      throw ProblemException.conflict("Webhook %s is disabled; enable it first".formatted(id));
    }
  }

  private static WebhookDelivery stored(long delivery) {
    return WebhookDelivery.of(DeliveryEntity.<DeliveryEntity>findById(delivery));
  }

  /**
   * A delivery as it is after it was asked for again.
   *
   * @param created whether it is another one
   */
  record Replayed(WebhookDelivery delivery, boolean created) {}

  /**
   * Sends a delivery again, behind all others; one that is still to be sent only waits no more.
   *
   * @throws ProblemException when there is none, or the webhook is disabled
   */
  Replayed replay(String id, String delivery, Caller caller) {
    return inTransaction(
        () -> {
          enabled(id);
          DeliveryEntity row = row(id, delivery);
          audit.done(
              new AuditTrail.Act(AuditKind.WEBHOOK_REPLAY, caller, id, "delivery " + row.id));
          if (row.isPending()) {
            deliveries.hurry(row.id);
            database.refresh(row);
            return new Replayed(WebhookDelivery.of(row), false);
          }
          return new Replayed(stored(deliveries.add(id, row.event.position, row.id)), true);
        });
  }

  private static DeliveryEntity row(String id, String delivery) {
    Optional<DeliveryEntity> row =
        delivery.matches(DELIVERY_NUMBER)
            ? DeliveryEntity.findByIdOptional(Long.valueOf(delivery))
            : Optional.empty();
    return row.filter(each -> each.webhookId.equals(id))
        .orElseThrow(
            () -> ProblemException.notFound("delivery %s of webhook %s".formatted(delivery, id)));
  }

  /** A delivery of a webhook. */
  WebhookDelivery delivery(String id, String delivery) {
    return inTransaction(() -> WebhookDelivery.of(row(id, delivery)));
  }

  /**
   * Deliveries of a webhook, the latest first.
   *
   * @param state only those that stand so
   * @param before only those before this one
   * @throws ProblemException when there is no such webhook
   */
  List<WebhookDelivery> deliveries(
      String id, Optional<DeliveryState> state, Optional<Long> before, int limit) {
    List<String> conditions = new ArrayList<>(List.of("d.webhookId = :webhook"));
    Map<String, Object> values = new HashMap<>(Map.of("webhook", id));
    state.ifPresent(
        each -> {
          conditions.add("d.state = :state");
          values.put("state", each.key());
        });
    before.ifPresent(
        last -> {
          conditions.add("d.id < :before");
          values.put("before", last);
        });
    return inTransaction(
        () -> {
          if (WebhookEntity.count("id", id) == 0) {
            throw unknown(id);
          }
          return DeliveryEntity.<DeliveryEntity>find(
                  "from DeliveryEntity d join fetch d.event where "
                      + String.join(" and ", conditions),
                  Sort.descending("d.id"),
                  values)
              .range(0, limit - 1)
              .stream()
              .map(WebhookDelivery::of)
              .toList();
        });
  }

  private static <T> T inTransaction(Callable<T> doing) {
    return QuarkusTransaction.joiningExisting().call(doing);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
