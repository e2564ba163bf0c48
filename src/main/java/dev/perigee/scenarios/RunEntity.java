package dev.perigee.scenarios;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A run, as the bytes that are answered; never changed. */
@Entity
@Immutable
@Table(name = "run")
class RunEntity extends PanacheEntityBase {
  @Id String id;
  String mode;
  String inputs;
  String answer;
  String series;
  String trace;
  String digest;

  @Column(name = "ledger_position")
  Long ledgerPosition;

  @Column(name = "recorded_at", insertable = false)
  Instant recordedAt;
}
