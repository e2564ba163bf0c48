package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A study as it is stored; written by {@link StudyStore} alone. */
@Entity
@Immutable
@Table(name = "study")
class StudyEntity extends PanacheEntityBase {
  @Id String id;
  String kind;
  String inputs;
  String state;
  double progress;
  String result;
  String problem;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  StudyState state() {
    return new StudyState(
        StudyKind.of(kind),
        id,
        inputs,
        JobState.of(state),
        progress,
        submittedAt,
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt),
        Optional.ofNullable(problem).map(json -> CanonicalJson.read(json, StoredProblem.class)),
        Optional.ofNullable(result));
  }
}
