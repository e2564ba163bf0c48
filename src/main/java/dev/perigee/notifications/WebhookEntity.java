package dev.perigee.notifications;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A row of the webhooks. How far it was delivered to, and who does so, is written by {@link
 * DeliveryStore} alone.
 */
@Entity
@Table(name = "webhook")
class WebhookEntity extends PanacheEntityBase {
  @Id String id;

  String name;
  String url;

  /** Keys of the kinds of events that it is told of; empty for all. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> kinds;

  boolean enabled;

  @Column(name = "disabled_because")
  String disabledBecause;

  long version;
  String secret;

  @Column(name = "previous_secret")
  String previousSecret;

  @Column(name = "previous_secret_until")
  Instant previousSecretUntil;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "changed_at")
  Instant changedAt;

  @Column(name = "seen_position")
  long seenPosition;

  @Column(name = "failing_since")
  Instant failingSince;

  /** The row, which nobody else changes until the transaction ends. */
  static Optional<WebhookEntity> lock(String id) {
    return WebhookEntity.<WebhookEntity>find("id", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Its strong entity tag, without quotes. */
  String tag() {
    return String.valueOf(version);
  }

  /** The secrets that count at a moment, the current one first. */
  List<WebhookSecret> secrets(Instant now) {
    return Stream.concat(
            Stream.of(secret),
            Stream.ofNullable(previousSecret).filter(each -> previousSecretUntil.isAfter(now)))
        .map(WebhookSecret::new)
        .toList();
  }
}
