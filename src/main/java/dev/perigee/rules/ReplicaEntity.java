package dev.perigee.rules;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A service on this database. */
@Entity
@Table(name = "replica")
class ReplicaEntity extends PanacheEntityBase {
  @Id String id;
  String address;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "seen_at")
  Instant seenAt;

  String digest;
  long generation;
  String problem;
}
