package dev.perigee.milestones;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the ledger; never changed once written. */
@Entity
@Immutable
@Table(name = "milestone")
class MilestoneEntity extends PanacheEntityBase {
  @Id String id;

  @Enumerated(EnumType.STRING)
  FactType type;

  @Column(name = "occurred_on")
  LocalDate occurredOn;

  @Column(name = "reported_on")
  LocalDate reportedOn;

  String actor;
  String subject;
  String title;
  Double value;
  String unit;

  @Enumerated(EnumType.STRING)
  Grade grade;

  @Enumerated(EnumType.STRING)
  Evidence evidence;

  @Column(name = "evidence_quality")
  double evidenceQuality;

  @Column(name = "source_url")
  String sourceUrl;

  String note;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Double> measures;

  String supersedes;
  boolean retracted;

  /** Order of recording, given by the database; one writer at a time has the ledger. */
  @Column(insertable = false)
  Long position;

  @Column(name = "recorded_at", insertable = false)
  Instant recordedAt;

  static MilestoneEntity of(Milestone milestone) {
    MilestoneEntity row = new MilestoneEntity();
    row.id = milestone.id();
    row.type = milestone.type();
    row.occurredOn = milestone.occurredOn();
    row.reportedOn = milestone.reportedOn();
    row.actor = milestone.actor();
    row.subject = milestone.subject();
    row.title = milestone.title();
    row.value = milestone.value().orElse(null);
    row.unit = milestone.unit().orElse(null);
    row.grade = milestone.grade().orElse(null);
    row.evidence = milestone.evidence();
    row.evidenceQuality = milestone.evidenceQuality();
    row.sourceUrl = milestone.sourceUrl();
    row.note = milestone.note();
    row.measures = milestone.measures();
    row.supersedes = milestone.supersedes().orElse(null);
    row.retracted = milestone.retracted();
    return row;
  }

  Milestone toMilestone() {
    return new Milestone(
        id,
        type,
        occurredOn,
        reportedOn,
        actor,
        subject,
        title,
        Optional.ofNullable(value),
        Optional.ofNullable(unit),
        Optional.ofNullable(grade),
        evidence,
        evidenceQuality,
        sourceUrl,
        note,
        measures,
        Optional.ofNullable(supersedes),
        retracted,
        false);
  }
}
