package dev.perigee.forecasts;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.StoredProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * The stored back-tests. One that goes on belongs to the service that holds its lease; when the
 * lease is over another service goes on where it stood. Times are those of the database.
 */
@ApplicationScoped
public class BacktestStore {
  private static final String PENDING = "state in ('queued', 'running')";
  private static final String LEASE =
      "clock_timestamp() + cast(:lease as double precision) * interval '1 second'";

  private final Session database;
  private final ForecastsConfig config;

  /** This life of this service. */
  private final String owner = UUID.randomUUID().toString();

  public BacktestStore(Session database, ForecastsConfig config) {
    this.database = database;
    this.config = config;
  }

  /** The back-test of this name. */
  Optional<BacktestEntity> find(String id) {
    return QuarkusTransaction.requiringNew().call(() -> BacktestEntity.findByIdOptional(id));
  }

  /**
   * Stores a back-test to be computed, anew when it had failed or was cancelled.
   *
   * @throws ProblemException when too many wait
   */
  void submit(BacktestInputs inputs) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (BacktestEntity.count("id <> ?1 and " + PENDING, inputs.id()) >= config.waiting()
                  && BacktestEntity.count("id = ?1 and state = 'done'", inputs.id()) == 0) {
                throw new ProblemException(
                    ProblemType.SATURATED,
                    "%d back-tests are waiting; try again".formatted(config.waiting()),
                    List.of());
              }
              database
                  .createNativeMutationQuery(
                      "insert into backtest as job (id, inputs, rule_set, state, progress)"
                          + " values (:id, :inputs, :ruleSet, 'queued', 0)"
                          + " on conflict (id) do update set state = 'queued', attempts = 0,"
                          + " owner = null, lease_until = null, problem = null, started_at = null,"
                          + " finished_at = null, submitted_at = clock_timestamp()"
                          + " where job.state in ('failed', 'cancelled')")
                  .setParameter("id", inputs.id())
                  .setParameter("inputs", CanonicalJson.write(inputs))
                  .setParameter("ruleSet", inputs.ruleSet())
                  .executeUpdate();
            });
  }

  /** Makes the back-test that has waited longest ours, if nobody has it. */
  Optional<BacktestEntity> claim() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                    .createNativeQuery(
                        "update backtest set state = 'running', owner = :owner, attempts = attempts + 1,"
                            + " started_at = coalesce(started_at, clock_timestamp()), lease_until = "
                            + LEASE
                            + " where id = (select id from backtest where "
                            + PENDING
                            + " and (lease_until is null or lease_until < clock_timestamp())"
                            + " order by submitted_at limit 1 for update skip locked) returning id",
                        String.class)
                    .setParameter("owner", owner)
                    .setParameter("lease", seconds())
                    .getResultList()
                    .stream()
                    .findFirst()
                    .flatMap(id -> BacktestEntity.<BacktestEntity>findByIdOptional(id)));
  }

  /**
   * Renews the claim on a back-test of ours and notes how far it is, within the transaction that
   * goes on if there is one.
   *
   * @return false when it is ours no more: cancelled, or taken over
   */
  boolean renew(String id, double progress) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                own("progress = :progress, lease_until = " + LEASE, id)
                        .setParameter("progress", progress)
                        .setParameter("lease", seconds())
                        .executeUpdate()
                    == 1);
  }

  /** A back-test of ours is done; without effect when it was cancelled. */
  void done(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own("state = 'done', progress = 1, finished_at = clock_timestamp()", id)
                    .executeUpdate());
  }

  /** A back-test of ours ended with a problem. */
  void fail(String id, StoredProblem problem) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                own("state = 'failed', problem = :problem, finished_at = clock_timestamp()", id)
                    .setParameter("problem", CanonicalJson.write(problem))
                    .executeUpdate());
  }

  /** A back-test of ours is left to whoever takes it up next. */
  void release(String id) {
    QuarkusTransaction.requiringNew()
        .run(() -> own("state = 'queued', owner = null, lease_until = null", id).executeUpdate());
  }

  /**
   * Cancels a back-test, whoever has it.
   *
   * @return false when it has ended, so that there was nothing to cancel
   */
  boolean cancel(String id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                        .createNativeMutationQuery(
                            "update backtest set state = 'cancelled', finished_at = clock_timestamp()"
                                + " where id = :id and "
                                + PENDING)
                        .setParameter("id", id)
                        .executeUpdate()
                    == 1);
  }

  private MutationQuery own(String change, String id) {
    return database
        .createNativeMutationQuery(
            "update backtest set "
                + change
                + " where id = :id and owner = :owner and state = 'running'")
        .setParameter("id", id)
        .setParameter("owner", owner);
  }

  private double seconds() {
    return config.lease().toMillis() / 1000.0;
  }
}
