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
import org.hibernate.annotations.Immutable;

/** Somebody found a rule set fit for use; once for each person and rule set. */
@Entity
@Immutable
@Table(name = "rule_set_approval")
class ApprovalEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String digest;
  String approver;
  String message;

  @Column(name = "approved_at")
  Instant approvedAt;

  /** Those of a rule set, in their order. */
  static List<ApprovalEntity> of(String digest) {
    return list("digest", Sort.ascending("id"), digest);
  }
}
