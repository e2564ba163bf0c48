package dev.perigee.impact;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A comparison as it is stored; written by {@link ImpactStore} alone. */
@Entity
@Immutable
@Table(name = "impact")
class ImpactEntity extends PanacheEntityBase {
  @Id String id;
  String candidate;
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

  ImpactJob job() {
    return new ImpactJob(
        id,
        JobState.of(state),
        progress,
        submittedAt,
        startedAt,
        finishedAt,
        problem == null
            ? null
            : CanonicalJson.read(problem, StoredProblem.class)
                .of(ImpactResource.path(candidate, id)),
        result == null ? null : CanonicalJson.read(result, ImpactResult.class));
  }
}
