package dev.perigee.rules;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** The activation of a rule set; that of the greatest generation counts. */
@Entity
@Immutable
@Table(name = "rule_set_activation")
class ActivationEntity extends PanacheEntityBase {
  private static final Sort LATEST_FIRST = Sort.descending("generation");

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  long generation;
  String digest;
  String previous;
  String author;
  String message;
  String client;

  @Column(name = "activated_at")
  Instant activatedAt;

  static Optional<ActivationEntity> last() {
    return ActivationEntity.findAll(LATEST_FIRST).firstResultOptional();
  }

  /** Those of a rule set, the latest first. */
  static List<ActivationEntity> of(String digest) {
    return list("digest", LATEST_FIRST, digest);
  }
}
