package dev.perigee.platform;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A request that was sent with a key. */
@Entity
@Immutable
@Table(name = "idempotency_key")
class IdempotencyKeyEntity extends PanacheEntityBase {
  /** Digest of the caller and the key. */
  @Id String id;

  /** Digest of what was asked. */
  String fingerprint;

  /** Name of what the request made, when it is asked for again by it; else there is an answer. */
  String resource;

  Integer status;
  String location;
  String body;

  @Column(name = "recorded_at", insertable = false)
  Instant recordedAt;
}
