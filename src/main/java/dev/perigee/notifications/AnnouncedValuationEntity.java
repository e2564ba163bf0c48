package dev.perigee.notifications;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A valuation with which later ones are compared. */
@Entity
@Immutable
@Table(name = "announced_valuation")
class AnnouncedValuationEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "run_id")
  String runId;

  @Column(name = "as_of")
  LocalDate asOf;

  @Column(name = "rule_set")
  String ruleSet;

  /** Names of the facts in force. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> facts;

  /** USD. */
  double mean;

  /** USD. */
  @Column(name = "standard_error")
  double standardError;

  @Column(name = "announced_at", insertable = false)
  Instant announcedAt;

  static AnnouncedValuationEntity of(MovedValuation.AnnouncedValue value, Set<String> facts) {
    AnnouncedValuationEntity row = new AnnouncedValuationEntity();
    row.runId = value.runId();
    row.asOf = value.asOf();
    row.ruleSet = value.ruleSet();
    row.facts = List.copyOf(facts);
    row.mean = value.meanUsd();
    row.standardError = value.standardErrorUsd();
    return row;
  }

  static Optional<AnnouncedValuationEntity> last() {
    return AnnouncedValuationEntity.findAll(Sort.descending("id")).firstResultOptional();
  }

  MovedValuation.AnnouncedValue value() {
    return new MovedValuation.AnnouncedValue(runId, asOf, ruleSet, mean, standardError);
  }
}
