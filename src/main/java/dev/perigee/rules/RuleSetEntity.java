package dev.perigee.rules;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A bundle as it was uploaded; never changed. */
@Entity
@Immutable
@Table(name = "rule_set")
class RuleSetEntity extends PanacheEntityBase {
  @Id String digest;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> files;

  String author;
  String message;
  String parent;
  String report;

  @Column(name = "recorded_at")
  Instant recordedAt;

  /**
   * @param parent digest of the rule set it was made from, or null
   * @param report what was found, as JSON
   */
  static RuleSetEntity of(
      Bundle bundle, String author, String message, String parent, String report, Instant now) {
    RuleSetEntity row = new RuleSetEntity();
    row.digest = bundle.digest().toString();
    row.files = bundle.files();
    row.author = author;
    row.message = message;
    row.parent = parent;
    row.report = report;
    row.recordedAt = now;
    return row;
  }

  /** Who uploaded it; reads nothing else, as the files are long. */
  static Optional<String> author(String digest) {
    return RuleSetEntity.<RuleSetEntity>find(
            "select author from RuleSetEntity where digest = ?1", digest)
        .project(String.class)
        .firstResultOptional();
  }

  static Optional<RuleSetEntity> of(String digest) {
    return RuleSetEntity.findByIdOptional(digest);
  }
}
