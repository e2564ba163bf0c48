package dev.perigee.scenarios;

import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Knows which runs were made of which saved scenario. It is kept beside the runs and not in them: a
 * run is named by what was assumed, whoever assumed it, so that equal ones are one.
 */
@ApplicationScoped
public class ScenarioRuns {
  private static final Logger LOG = Logger.getLogger(ScenarioRuns.class);

  private final Session database;

  public ScenarioRuns(Session database) {
    this.database = database;
  }

  /**
   * Notes that a run was made of a version, once. When the database cannot be reached it is not
   * noted: the run itself may not be stored either.
   */
  void note(ScenarioVersion scenario, String runId) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  database
                      .createNativeMutationQuery(
                          "insert into scenario_run (scenario_id, version, run_id) values (:scenario, :version, :run)"
                              + " on conflict (scenario_id, version, run_id) do nothing")
                      .setParameter("scenario", scenario.id())
                      .setParameter("version", scenario.version())
                      .setParameter("run", runId)
                      .executeUpdate());
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.warnf(
          "Run %s is not listed as one of scenario %s, as the database cannot be reached",
          runId, scenario.id());
    }
  }

  /**
   * The runs of a scenario, the latest first.
   *
   * @param before only those noted before this one
   * @throws ProblemException when there is no such scenario
   */
  @Transactional
  List<ScenarioRunEntity> list(String scenarioId, Optional<Long> before, int limit) {
    if (SavedScenarioEntity.findByIdOptional(scenarioId).isEmpty()) {
      throw ProblemException.notFound("scenario " + scenarioId);
    }
    return ScenarioRunEntity.<ScenarioRunEntity>find(
            "scenarioId = ?1 and id < ?2",
            Sort.descending("id"),
            scenarioId,
            before.orElse(Long.MAX_VALUE))
        .range(0, limit - 1)
        .list();
  }
}
