package dev.perigee.scenarios;

import dev.perigee.platform.CanonicalJson;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A job as it is stored; written by {@link JobStore} alone. */
@Entity
@Immutable
@Table(name = "run_job")
class RunJobEntity extends PanacheEntityBase {
  @Id String id;
  String inputs;

  @Column(name = "ledger_position")
  Long ledgerPosition;

  String state;
  double progress;
  String problem;
  int attempts;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  StoredInputs storedInputs() {
    return new StoredInputs(id, inputs, Optional.ofNullable(ledgerPosition), submittedAt);
  }

  JobState jobState() {
    return JobState.of(state);
  }

  RunJob job() {
    return new RunJob(
        id,
        jobState(),
        progress,
        submittedAt,
        startedAt,
        finishedAt,
        storedProblem().map(stored -> stored.of(RunResource.PATH + "/" + id)).orElse(null));
  }

  Optional<StoredProblem> storedProblem() {
    return Optional.ofNullable(problem).map(json -> CanonicalJson.read(json, StoredProblem.class));
  }
}
