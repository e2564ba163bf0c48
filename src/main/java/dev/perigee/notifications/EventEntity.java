package dev.perigee.notifications;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the log of events; never changed once written. */
@Entity
@Immutable
@Table(name = "event")
class EventEntity extends PanacheEntityBase {
  /** Order in which events were committed. */
  @Id Long position;

  UUID id;
  String kind;

  @Column(name = "occurred_at")
  Instant occurredAt;

  String title;

  /** JSON of an {@link EventDetail}. */
  String detail;

  /** The webhook that alone is told, or null. */
  String audience;
}
