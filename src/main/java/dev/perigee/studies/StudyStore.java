package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.JobState;
import dev.perigee.scenarios.JobsConfig;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * The stored studies. One that goes on belongs to the service that holds its lease. When the lease
 * is over, another service goes on with it if it can be resumed; else it has failed, and is begun
 * anew when it is asked for again. Times are those of the database.
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
   * Stores a study as ours, over one of its name that failed, was cancelled or belongs to nobody,
   * within the transaction that goes on if there is one.
   *
   * @return false when it is done or another has it
   */
  boolean begin(Study study) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                own(
                            "insert into study as job (id, kind, inputs, state, progress, owner, lease_until)"
                                + " values (:id, :kind, :inputs, 'queued', 0, :owner, "
                                + LEASE
                                + ") on conflict (id) do update set state = 'queued', progress = 0,"
                                + " owner = excluded.owner, lease_until = excluded.lease_until,"
                                + " submitted_at = excluded.submitted_at, started_at = null,"
                                + " finished_at = null, problem = null, attempts = 0"
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

  /**
   * A study that nobody computes any more.
   *
   * @param attempts number of services that went on with it
   */
  record Abandoned(String id, String inputs, int attempts) {}

  /** Studies of a kind that nobody computes any more, the one that was asked for first first. */
  List<Abandoned> abandoned(StudyKind kind) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                    .createNativeQuery(
                        "select id, inputs, attempts from study where kind = :kind"
                            + " and lease_until < clock_timestamp() and "
                            + PENDING
                            + " order by submitted_at",
                        Object[].class)
                    .setParameter("kind", kind.key())
                    .getResultList()
                    .stream()
                    .map(
                        row ->
                            new Abandoned(
                                (String) row[0], (String) row[1], ((Number) row[2]).intValue()))
                    .toList());
  }

  /**
   * Makes a study ours that nobody computes any more.
   *
   * @return false when another was first
   */
  boolean takeUp(String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                own(
                            "update study set owner = :owner, attempts = attempts + 1, lease_until = "
                                + LEASE
                                + " where id = :id and lease_until < clock_timestamp() and "
                                + PENDING,
                            id)
                        .setParameter("lease", seconds())
                        .executeUpdate()
                    == 1);
  }

  /** A study of ours is left to whoever takes it up next. */
  void release(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own(
                        "update study set state = 'queued', lease_until = clock_timestamp()"
                            + " where id = :id and owner = :owner and "
                            + PENDING,
                        id)
                    .executeUpdate());
  }

  /**
   * Studies whose service has ended have failed.
   *
   * @param resumed kinds of which they have not, as another service goes on
   */
  void failAbandoned(StoredProblem problem, List<StudyKind> resumed) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "update study set state = 'failed', problem = :problem,"
                            + " finished_at = clock_timestamp()"
                            + " where lease_until < clock_timestamp() and kind not in (:resumed) and "
                            + PENDING)
                    .setParameter("problem", CanonicalJson.write(problem))
                    .setParameterList("resumed", resumed.stream().map(StudyKind::key).toList())
                    .executeUpdate());
  }

  /**
   * Cancels a study, whoever has it, within the transaction that goes on if there is one.
   *
   * @return false when it has ended, so that there was nothing to cancel
   */
  boolean cancel(String id) {
    return QuarkusTransaction.joiningExisting()
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
