package dev.perigee.scenarios;

import dev.perigee.platform.CanonicalJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.Session;

/** The stored runs. */
@ApplicationScoped
public class RunStore {
  private final Session database;

  public RunStore(Session database) {
    this.database = database;
  }

  /** The run of this name. */
  Optional<StoredRun> find(String id) {
    return row(id).map(row -> new StoredRun(row.id, row.answer, row.series, row.trace, row.digest));
  }

  /** What the run of this name was computed from. */
  Optional<StoredInputs> inputs(String id) {
    return row(id)
        .map(
            row ->
                new StoredInputs(
                    row.id, row.inputs, Optional.ofNullable(row.ledgerPosition), row.recordedAt));
  }

  private static Optional<RunEntity> row(String id) {
    return QuarkusTransaction.requiringNew().call(() -> RunEntity.findByIdOptional(id));
  }

  /**
   * Stores a run and with it the end of its job, if it has one; when another replica was first, its
   * run counts.
   *
   * @param mayBeCancelled whether a job that was cancelled meanwhile keeps the run from being
   *     stored
   * @return the run as it is stored; empty when the job was cancelled
   */
  Optional<StoredRun> keep(RunPlan plan, StoredRun run, boolean mayBeCancelled) {
    Optional<Boolean> first =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  boolean cancelled =
                      database
                          .createNativeQuery(
                              "select state from run_job where id = :id for update", String.class)
                          .setParameter("id", run.id())
                          .getResultList()
                          .contains("cancelled");
                  return cancelled && mayBeCancelled
                      ? Optional.empty()
                      : Optional.of(insert(plan, run));
                });
    return first.map(own -> own ? run : find(run.id()).orElseThrow());
  }

  private boolean insert(RunPlan plan, StoredRun run) {
    int stored =
        database
            .createNativeMutationQuery(
                "insert into run (id, mode, inputs, ledger_position, answer, series, trace, digest)"
                    + " values (:id, :mode, :inputs, :position, :answer, :series, :trace, :digest)"
                    + " on conflict (id) do nothing")
            .setParameter("id", run.id())
            .setParameter("mode", plan.inputs().mode().name().toLowerCase(Locale.ROOT))
            .setParameter("inputs", CanonicalJson.write(plan.inputs()))
            .setParameter("position", plan.ledgerPosition().orElse(null), Long.class)
            .setParameter("answer", run.answer())
            .setParameter("series", run.series())
            .setParameter("trace", run.trace())
            .setParameter("digest", run.digest())
            .executeUpdate();
    database
        .createNativeMutationQuery(
            "update run_job set state = 'done', progress = 1, problem = null,"
                + " finished_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())"
                + " where id = :id")
        .setParameter("id", run.id())
        .executeUpdate();
    return stored == 1;
  }
}
