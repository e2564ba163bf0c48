package dev.perigee.rules;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** The activation of a rule set; the last one counts. */
@Entity
@Immutable
@Table(name = "rule_set_activation")
class ActivationEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String digest;
  String author;
  String message;

  static ActivationEntity of(String digest, String author, String message) {
    ActivationEntity row = new ActivationEntity();
    row.digest = digest;
    row.author = author;
    row.message = message;
    return row;
  }

  static Optional<ActivationEntity> last() {
    return ActivationEntity.findAll(Sort.descending("id")).firstResultOptional();
  }
}
