package dev.perigee.rules;

import dev.perigee.platform.Caller;
import dev.perigee.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who did or tried what to the rule sets, when, why and from where. It only grows. */
@ApplicationScoped
public class AuditTrail {
  private static final int LONGEST_DETAIL = 1000;

  /**
   * An act.
   *
   * @param kind of act
   * @param who did it, and from where
   * @param digest of the rule set
   * @param why in the words of whoever did it
   */
  record Act(AuditKind kind, Caller who, String digest, String why) {}

  /** Does something and notes it when it is refused; whatever is done notes itself. */
  <T> T orRefused(Act act, Supplier<T> doing) {
    try {
      return doing.get();
    } catch (ProblemException | InvalidRuleSet e) {
      QuarkusTransaction.requiringNew().run(() -> note(act, "refused", cut(e.getMessage())));
      throw e;
    }
  }

  /** Notes what is done, in the transaction that does it. */
  void done(Act act) {
    note(act, "done", null);
  }

  private static void note(Act act, String outcome, String detail) {
    AuditEventEntity row = new AuditEventEntity();
    row.at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    row.kind = act.kind().key();
    row.outcome = outcome;
    row.who = act.who().name();
    row.client = act.who().address();
    row.digest = act.digest();
    row.why = act.why();
    row.detail = detail;
    row.persist();
  }

  private static String cut(String text) {
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text;
  }

  /**
   * What happened, the latest first.
   *
   * @param before only what came before this event
   */
  @Transactional
  List<AuditEventEntity> list(
      Optional<AuditKind> kind,
      Optional<String> who,
      Optional<String> digest,
      Optional<Long> before,
      int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Map<String, Object> values = new HashMap<>();
    kind.ifPresent(each -> add(conditions, values, "kind = :kind", "kind", each.key()));
    who.ifPresent(each -> add(conditions, values, "who = :who", "who", each));
    digest.ifPresent(each -> add(conditions, values, "digest = :digest", "digest", each));
    before.ifPresent(each -> add(conditions, values, "id < :before", "before", each));
    return AuditEventEntity.<AuditEventEntity>find(
            String.join(" and ", conditions), Sort.descending("id"), values)
        .range(0, limit - 1)
        .list();
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
