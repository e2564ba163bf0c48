package dev.perigee.scenarios;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** That a run was asked for by the name of a saved scenario; written by {@link ScenarioRuns}. */
@Entity
@Immutable
@Table(name = "scenario_run")
class ScenarioRunEntity extends PanacheEntityBase {
  @Id Long id;

  @Column(name = "scenario_id")
  String scenarioId;

  int version;

  @Column(name = "run_id")
  String runId;

  @Column(name = "asked_at")
  Instant askedAt;
}
