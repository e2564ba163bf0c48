package dev.perigee.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored rule sets: one by one, and in pages. */
@ApplicationScoped
public class RuleSetCatalogue {
  private static final String SUMMARY =
      "select r.digest as digest, r.author as author, r.message as message, r.parent as parent,"
          + " r.recordedAt as recordedAt,"
          + " (select count(*) from ApprovalEntity a where a.digest = r.digest) as approvals"
          + " from RuleSetEntity r";
  private static final String ORDER = " order by r.recordedAt desc, r.digest";

  private final EntityManager database;

  public RuleSetCatalogue(EntityManager database) {
    this.database = database;
  }

  /** Where a page ended. */
  record Position(Instant recordedAt, String digest) {}

  /** The stored rule set of this digest, with all that happened to it. */
  @Transactional
  Optional<RuleSetDetail> find(RuleSetDigest digest) {
    String key = digest.toString();
    return RuleSetEntity.of(key)
        .map(row -> RuleSetDetail.of(row, ApprovalEntity.of(key), ActivationEntity.of(key)));
  }

  /**
   * The stored rule sets, the latest first.
   *
   * @param after the one after which to go on
   * @param limit at most so many
   */
  @Transactional
  List<RuleSetSummary> list(Optional<Position> after, int limit) {
    String condition =
        after.isEmpty()
            ? ""
            : " where r.recordedAt < :at or (r.recordedAt = :at and r.digest > :digest)";
    TypedQuery<Tuple> query = database.createQuery(SUMMARY + condition + ORDER, Tuple.class);
    after.ifPresent(
        last -> query.setParameter("at", last.recordedAt()).setParameter("digest", last.digest()));
    String active = ActivationEntity.last().map(each -> each.digest).orElse("");
    return query.setMaxResults(limit).getResultList().stream()
        .map(
            row ->
                new RuleSetSummary(
                    row.get("digest", String.class),
                    row.get("author", String.class),
                    row.get("message", String.class),
                    row.get("parent", String.class),
                    row.get("recordedAt", Instant.class),
                    row.get("approvals", Long.class),
                    row.get("digest", String.class).equals(active)))
        .toList();
  }
}
