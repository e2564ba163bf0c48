package dev.perigee.notifications;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The log of events. One is written within the transaction of what it tells of, under a lock that
 * is held until that is committed: whoever has read up to a position has missed nothing before it.
 */
@ApplicationScoped
public class EventLog {
  private final Session database;

  public EventLog(Session database) {
    this.database = database;
  }

  /** Notes an event for all, within a transaction. */
  void append(EventKind kind, String title, EventDetail detail) {
    append(kind, title, detail, null);
  }

  /**
   * Notes a test, within a transaction.
   *
   * @param webhook id of the one that is tested
   * @return the position of the event
   */
  long appendTest(String webhook) {
    return append(EventKind.TEST, "A test of the webhook", EventDetail.NONE, webhook);
  }

  private long append(EventKind kind, String title, EventDetail detail, String audience) {
    DatabaseLock.EVENTS.take(database);
    return database
        .createNativeQuery(
            "insert into event (kind, title, detail, audience)"
                + " values (:kind, :title, :detail, :audience) returning position",
            Long.class)
        .setParameter("kind", kind.key())
        .setParameter("title", title)
        .setParameter("detail", CanonicalJson.write(detail))
        .setParameter("audience", audience, String.class)
        .getSingleResult();
  }

  /** The position of the last event, 0 when there is none; within a transaction. */
  long position() {
    return database
        .createNativeQuery("select coalesce(max(position), 0) from event", Long.class)
        .getSingleResult();
  }

  /** Whether nothing that moves a valuation was noted for so long. */
  boolean isQuietFor(Duration quiet) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                    .createNativeQuery(
                        "select not exists (select 1 from event where kind in (:kinds) and"
                            + " occurred_at > clock_timestamp() - cast(:quiet as double precision)"
                            + " * interval '1 second')",
                        Boolean.class)
                    .setParameter(
                        "kinds",
                        EventKind.PUBLISHED.stream()
                            .filter(each -> each != EventKind.VALUATION_MOVED)
                            .map(EventKind::key)
                            .toList())
                    .setParameter("quiet", quiet.toMillis() / 1000.0)
                    .getSingleResult());
  }

  /**
   * Which events are asked for.
   *
   * @param kind only of this
   * @param since only those of this moment or later
   * @param before only those before this position
   */
  record Filter(Optional<EventKind> kind, Optional<Instant> since, Optional<Long> before) {}

  /** Events for all, the latest first. */
  List<EventEntity> list(Filter filter, int limit) {
    List<String> conditions = new ArrayList<>(List.of("audience is null"));
    Map<String, Object> values = new HashMap<>();
    filter
        .kind()
        .ifPresent(
            kind -> {
              conditions.add("kind = :kind");
              values.put("kind", kind.key());
            });
    filter
        .since()
        .ifPresent(
            moment -> {
              conditions.add("occurredAt >= :since");
              values.put("since", moment);
            });
    filter
        .before()
        .ifPresent(
            position -> {
              conditions.add("position < :before");
              values.put("before", position);
            });
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                EventEntity.<EventEntity>find(
                        String.join(" and ", conditions), Sort.descending("position"), values)
                    .range(0, limit - 1)
                    .list());
  }
}
