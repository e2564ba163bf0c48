package dev.perigee.rules;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
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

  static RuleSetEntity of(Bundle bundle, String author, String message) {
    RuleSetEntity row = new RuleSetEntity();
    row.digest = bundle.digest().toString();
    row.files = bundle.files();
    row.author = author;
    row.message = message;
    return row;
  }
}
