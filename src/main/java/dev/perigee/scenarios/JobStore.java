package dev.perigee.scenarios;

import dev.perigee.platform.CanonicalJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * The stored jobs. A job that goes on belongs to the service that holds its lease; a service that
 * ends does not renew it, and another, or its next life, takes the job over. Times are those of the
 * database.
 */
@ApplicationScoped
public class JobStore {
  private static final String PENDING = "state in ('queued', 'running')";
  private static final String LEASE =
      "clock_timestamp() + cast(:lease as double precision) * interval '1 second'";

  private final Session database;
  private final JobsConfig config;

  /** This life of this service. */
  private final String owner = UUID.randomUUID().toString();

  public JobStore(Session database, JobsConfig config) {
    this.database = database;
    this.config = config;
  }

  /** The job of this name. */
  Optional<RunJobEntity> find(String id) {
    return QuarkusTransaction.requiringNew().call(() -> RunJobEntity.findByIdOptional(id));
  }

  /**
   * Stores a job of ours, over one of its name that ended or that nobody has. Without effect when
   * another service has it, or the run is stored.
   */
  void acknowledge(RunPlan plan, RunJob job) {
    QuarkusTransaction.joiningExisting()
        .run(
            () ->
                own(
                        "insert into run_job as job (id, inputs, ledger_position, state, progress, attempts, owner,"
                            + " lease_until, submitted_at, started_at)"
                            + " select :id, :inputs, :position, :state, :progress, 1, :owner, "
                            + LEASE
                            + ", :submitted, :started"
                            + " where not exists (select 1 from run where id = :id)"
                            + " on conflict (id) do update set state = excluded.state,"
                            + " ledger_position = excluded.ledger_position, progress = excluded.progress,"
                            + " attempts = 1, owner = excluded.owner, lease_until = excluded.lease_until,"
                            + " submitted_at = excluded.submitted_at, started_at = excluded.started_at,"
                            + " finished_at = null, problem = null"
                            + " where job.state not in ('queued', 'running') or job.lease_until < clock_timestamp()",
                        job.id())
                    .setParameter("inputs", CanonicalJson.write(plan.inputs()))
                    .setParameter("position", plan.ledgerPosition().orElse(null), Long.class)
                    .setParameter("state", job.state().key())
                    .setParameter("progress", job.progress())
                    .setParameter("lease", seconds(config.lease()))
                    .setParameter("submitted", job.submittedAt())
                    .setParameter("started", job.startedAt(), Instant.class)
                    .executeUpdate());
  }

  /**
   * Renews the claim on a job of ours and notes how far it is.
   *
   * @return false when the job was cancelled
   */
  boolean renew(RunJob job) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              int renewed =
                  own(
                          "update run_job set lease_until = "
                              + LEASE
                              + ", state = :state, progress = :progress, started_at = :started"
                              + " where id = :id and owner = :owner and "
                              + PENDING,
                          job.id())
                      .setParameter("lease", seconds(config.lease()))
                      .setParameter("state", job.state().key())
                      .setParameter("progress", job.progress())
                      .setParameter("started", job.startedAt(), Instant.class)
                      .executeUpdate();
              return renewed == 1
                  || find(job.id()).filter(row -> row.jobState() == JobState.CANCELLED).isEmpty();
            });
  }

  /** A job of ours ended with a problem. */
  void fail(String id, StoredProblem problem) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update run_job set state = 'failed', problem = :problem, finished_at = clock_timestamp()"
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .setParameter("problem", CanonicalJson.write(problem))
                    .executeUpdate());
  }

  /** The run of a job was found stored. */
  void done(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update run_job set state = 'done', progress = 1, finished_at = clock_timestamp()"
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .executeUpdate());
  }

  /**
   * Cancels a job, whoever has it, within the transaction that goes on if there is one.
   *
   * @return false when it has ended, so that there was nothing to cancel
   */
  boolean cancel(String id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                database
                        .createNativeMutationQuery(
                            "update run_job set state = 'cancelled', finished_at = clock_timestamp() where id = :id and "
                                + PENDING)
                        .setParameter("id", id)
                        .executeUpdate()
                    == 1);
  }

  /**
   * Gives a job of ours back.
   *
   * @param pause how long nobody is to take it
   */
  void release(String id, Duration pause) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update run_job set state = 'queued', progress = 0, started_at = null, attempts = attempts - 1,"
                            + " lease_until = "
                            + LEASE
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .setParameter("lease", seconds(pause))
                    .executeUpdate());
  }

  /** Takes over jobs that nobody has, the oldest first; no two services get the same one. */
  List<RunJobEntity> claim(int most) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<String> ids =
                  database
                      .createNativeQuery(
                          "select id from run_job where lease_until < clock_timestamp() and "
                              + PENDING
                              + " order by submitted_at limit :most for update skip locked",
                          String.class)
                      .setParameter("most", most)
                      .getResultList();
              for (String id : ids) {
                own(
                        "update run_job set owner = :owner, lease_until = "
                            + LEASE
                            + ", state = 'queued', progress = 0, started_at = null, attempts = attempts + 1"
                            + " where id = :id",
                        id)
                    .setParameter("lease", seconds(config.lease()))
                    .executeUpdate();
              }
              return ids.isEmpty() ? List.of() : RunJobEntity.list("id in ?1", ids);
            });
  }

  private MutationQuery own(String sql, String id) {
    return database
        .createNativeMutationQuery(sql)
        .setParameter("id", id)
        .setParameter("owner", owner);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
