package dev.perigee.notifications;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of the deliveries, to be read; {@link DeliveryStore} writes them. */
@Entity
@Immutable
@Table(name = "webhook_delivery")
class DeliveryEntity extends PanacheEntityBase {
  @Id Long id;

  @Column(name = "webhook_id")
  String webhookId;

  @ManyToOne
  @JoinColumn(name = "event_position")
  EventEntity event;

  /** The delivery that it repeats, or null. */
  Long replays;

  String state;
  int attempts;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "last_attempt_at")
  Instant lastAttemptAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "response_status")
  Integer responseStatus;

  String problem;

  boolean isPending() {
    return DeliveryState.PENDING.key().equals(state);
  }
}
