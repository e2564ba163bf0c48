package dev.perigee.identity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Who did or tried what; never changed. */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEventEntity extends PanacheEntityBase {
  @Id Long id;
  Instant at;
  String kind;
  String outcome;
  String who;
  String issuer;
  String subject;
  String client;
  String target;
  String why;
  String detail;
}
