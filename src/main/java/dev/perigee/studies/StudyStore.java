package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.JobsConfig;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * The stored studies. One that goes on belongs to the service that holds its lease; one whose lease
 * is over has failed, and is begun anew when it is asked for again. Times are those of the
 * database.
 */
@ApplicationScoped
public class StudyStore {
  private static final String PENDING = "state in ('queued', 'running')";
  private static final String LEASE =
      "clock_timestamp() + cast(:lease as double precision) * interval '1 second'";

  private final Session database;
  private final JobsConfig config;

  /** This life of this service. */
  private final String owner = UUID.randomUUID().toString();

  public StudyStore(Session database, JobsConfig config) {
    this.database = database;
    this.config = config;
  }

  /** The study of this kind and name. */
  Optional<StudyState> find(StudyKind kind, String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                StudyEntity.<StudyEntity>find("id = ?1 and kind = ?2", id, kind.key())
                    .firstResultOptional()
                    .map(StudyEntity::state));
  }

  /**
   * Stores a study as ours, over one of its name that failed, was cancelled or belongs to nobody.
   *
   * @return false when it is done or another has it
   */
  boolean begin(Study study) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                own(
                            "insert into study as job (id, kind, inputs, state, progress, owner, lease_until)"
                                + " values (:id, :kind, :inputs, 'queued', 0, :owner, "
                                + LEASE
                                + ") on conflict (id) do update set state = 'queued', progress = 0,"
                                + " owner = excluded.owner, lease_until = excluded.lease_until,"
                                + " submitted_at = excluded.submitted_at, started_at = null,"
                                + " finished_at = null, problem = null"
                                + " where job.state in ('failed', 'cancelled')"
                                + " or (job.state <> 'done' and job.lease_until < clock_timestamp())",
                            study.id())
                        .setParameter("kind", study.kind().key())
                        .setParameter("inputs", CanonicalJson.write(study.inputs()))
                        .setParameter("lease", seconds())
                        .executeUpdate()
                    == 1);
  }

  /**
   * Renews the claim on a study of ours and notes how far it is.
   *
   * @return false when it is ours no more: cancelled, or taken for failed
   */
  boolean renew(String id, JobState state, double progress, Instant startedAt) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                own(
                            "update study set lease_until = "
                                + LEASE
                                + ", state = :state, progress = :progress, started_at = :started"
                                + " where id = :id and owner = :owner and "
                                + PENDING,
                            id)
                        .setParameter("lease", seconds())
                        .setParameter("state", state.key())
                        .setParameter("progress", progress)
                        .setParameter("started", startedAt, Instant.class)
                        .executeUpdate()
                    == 1);
  }

  /** Stores what came of a study of ours; without effect when it was cancelled. */
  void done(String id, String answer, Instant startedAt) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update study set state = 'done', progress = 1, result = :result,"
                            + " started_at = :started, finished_at = clock_timestamp()"
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .setParameter("result", answer)
                    .setParameter("started", startedAt, Instant.class)
                    .executeUpdate());
  }

  /** A study of ours ended with a problem. */
  void fail(String id, StoredProblem problem) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update study set state = 'failed', problem = :problem,"
                            + " finished_at = clock_timestamp()"
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .setParameter("problem", CanonicalJson.write(problem))
                    .executeUpdate());
  }

  /** Studies whose service has ended have failed. */
  void failAbandoned(StoredProblem problem) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "update study set state = 'failed', problem = :problem,"
                            + " finished_at = clock_timestamp()"
                            + " where lease_until < clock_timestamp() and "
                            + PENDING)
                    .setParameter("problem", CanonicalJson.write(problem))
                    .executeUpdate());
  }

  /**
   * Cancels a study, whoever has it.
   *
   * @return false when it has ended, so that there was nothing to cancel
   */
  boolean cancel(String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                        .createNativeMutationQuery(
                            "update study set state = 'cancelled', finished_at = clock_timestamp()"
                                + " where id = :id and "
                                + PENDING)
                        .setParameter("id", id)
                        .executeUpdate()
                    == 1);
  }

  private MutationQuery own(String sql, String id) {
    return database
        .createNativeMutationQuery(sql)
        .setParameter("id", id)
        .setParameter("owner", owner);
  }

  private double seconds() {
    return config.lease().toMillis() / 1000.0;
  }
}
