package dev.perigee.scenarios;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseOutage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * The stored runs. As they never change, those used last are found in memory; while the database
 * cannot be reached, new ones wait there until they can be stored.
 */
@ApplicationScoped
public class RunStore {
  private static final Logger LOG = Logger.getLogger(RunStore.class);

  private final Session database;
  private final Event<KeptRun> plainRuns;
  private final RecentRuns recent = new RecentRuns();

  /**
   * @param plainRuns told of every run of the ledger as it is, within the transaction that stores
   *     it
   */
  public RunStore(Session database, Event<KeptRun> plainRuns) {
    this.database = database;
    this.plainRuns = plainRuns;
  }

  /** The run of this name. */
  Optional<StoredRun> find(String id) {
    return recent.find(id).or(() -> read(id));
  }

  private Optional<StoredRun> read(String id) {
    Optional<StoredRun> stored =
        row(id).map(row -> new StoredRun(row.id, row.answer, row.series, row.trace, row.digest));
    stored.ifPresent(recent::remember);
    return stored;
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
   * run counts. When the database cannot be reached it waits in memory.
   *
   * @param mayBeCancelled whether a job that was cancelled meanwhile keeps the run from being
   *     stored
   * @return the run as it is stored; empty when the job was cancelled
   */
  Optional<StoredRun> keep(RunPlan plan, StoredRun run, boolean mayBeCancelled) {
    try {
      return store(plan, run, mayBeCancelled);
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.warnf("Run %s waits in memory, as the database cannot be reached", run.id());
      StoredRun waiting = run.inMemory();
      recent.await(plan, waiting, mayBeCancelled);
      return Optional.of(waiting);
    }
  }

  /** Stores what waits in memory. */
  void storeWaiting() {
    for (RecentRuns.Waiting each : recent.waiting()) {
      store(each.plan(), each.run(), each.mayBeCancelled());
      recent.stored(each);
    }
  }

  private Optional<StoredRun> store(RunPlan plan, StoredRun run, boolean mayBeCancelled) {
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
    if (stored == 1 && plan instanceof StochasticPlan stochastic && plan.inputs().isPlain()) {
      plainRuns.fire(new KeptRun(stochastic, run));
    }
    return stored == 1;
  }
}
