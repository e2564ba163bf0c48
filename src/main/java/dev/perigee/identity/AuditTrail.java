package dev.perigee.identity;

import dev.perigee.platform.Caller;
import dev.perigee.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;

/** Who did or tried what, when, why and from where. It only grows. */
@ApplicationScoped
public class AuditTrail {
  private static final int LONGEST_DETAIL = 1000;

  private final Session database;

  public AuditTrail(Session database) {
    this.database = database;
  }

  /**
   * An act.
   *
   * @param kind of act
   * @param who did it, and from where
   * @param target what it was done to: the digest of a rule set, the name of a fact, the id of a
   *     key or a webhook; null when that has no name yet
   * @param why in the words of whoever did it, or null
   */
  public record Act(AuditKind kind, Caller who, String target, String why) {}

  /**
   * Does something and notes it when it is refused; whatever is done notes itself.
   *
   * @param refusal by which it may be refused, beside a problem
   */
  public <T> T orRefused(Act act, Class<? extends RuntimeException> refusal, Supplier<T> doing) {
    try {
      return doing.get();
    } catch (RuntimeException e) {
      if (e instanceof ProblemException || refusal.isInstance(e)) {
        QuarkusTransaction.requiringNew()
            .run(() -> note(act, Collections.singletonList(act.target()), cut(e.getMessage())));
      }
      throw e;
    }
  }

  /** Notes what is done, in the transaction that does it. */
  public void done(Act act) {
    note(act, Collections.singletonList(act.target()), null);
  }

  /** Notes what is done to many things at once, in the transaction that does it. */
  public void done(AuditKind kind, Caller who, List<String> targets) {
    note(new Act(kind, who, null, null), targets, null);
  }

  private void note(Act act, List<String> targets, String detail) {
    database.doWork(
        connection ->
            AuditTable.insert(connection, act.kind(), act.who(), targets, act.why(), detail));
  }

  private static String cut(String text) {
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text;
  }

  /**
   * Which events are asked for.
   *
   * @param kinds only of these
   * @param who only by the bearer of this name
   * @param target only what was done to this
   * @param before only what came before this event
   */
  public record Filter(
      List<AuditKind> kinds,
      Optional<String> who,
      Optional<String> target,
      Optional<Long> before) {}

  /** What happened, the latest first. */
  @Transactional
  public List<AuditEvent> list(Filter filter, int limit) {
    List<String> conditions = new ArrayList<>(List.of("kind in :kinds"));
    Map<String, Object> values =
        new HashMap<>(Map.of("kinds", filter.kinds().stream().map(AuditKind::key).toList()));
    filter.who().ifPresent(each -> add(conditions, values, "who = :who", "who", each));
    filter.target().ifPresent(each -> add(conditions, values, "target = :target", "target", each));
    filter.before().ifPresent(each -> add(conditions, values, "id < :before", "before", each));
    return AuditEventEntity.<AuditEventEntity>find(
            String.join(" and ", conditions), Sort.descending("id"), values)
        .range(0, limit - 1)
        .list()
        .stream()
        .map(AuditEvent::of)
        .toList();
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      Object value) {
    conditions.add(condition);
    values.put(name, value);
  }
}
