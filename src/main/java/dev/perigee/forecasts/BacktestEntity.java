package dev.perigee.forecasts;

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

/** A back-test as it is stored; written by {@link BacktestStore} alone. */
@Entity
@Immutable
@Table(name = "backtest")
class BacktestEntity extends PanacheEntityBase {
  @Id String id;
  String inputs;
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

  BacktestInputs read() {
    return CanonicalJson.read(inputs, BacktestInputs.class);
  }

  BacktestJob job() {
    BacktestInputs read = read();
    return new BacktestJob(
        id,
        JobState.of(state),
        progress,
        read.ruleSet(),
        read.days().getFirst(),
        read.days().getLast(),
        read.days().size(),
        submittedAt,
        startedAt,
        finishedAt,
        ForecastResource.PATH + "/scores?backtest=" + id,
        problem == null
            ? null
            : CanonicalJson.read(problem, StoredProblem.class)
                .of(BacktestResource.PATH + "/" + id));
  }
}
