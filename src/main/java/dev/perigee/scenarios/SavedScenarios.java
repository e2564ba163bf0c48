package dev.perigee.scenarios;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseLock;
import dev.perigee.platform.Precondition;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Keeps scenarios under a name. Each change is a further version; versions are never changed, so
 * that whatever was made of one can be explained.
 */
@ApplicationScoped
public class SavedScenarios {
  /** What a list of cases calls the ledger as it is, which therefore no scenario is called. */
  public static final String LEDGER = "ledger";

  private static final String LATEST =
      "from SavedVersionEntity v where exists (select 1 from SavedScenarioEntity s where s.id = v.scenarioId"
          + " and s.version = v.version and s.deleted = false)";

  private final ScenarioReader reader;
  private final EntityManager database;
  private final AuditTrail audit;

  public SavedScenarios(ScenarioReader reader, EntityManager database, AuditTrail audit) {
    this.reader = reader;
    this.database = database;
    this.audit = audit;
  }

  /**
   * A scenario as it is stored.
   *
   * @param created false when the same was stored under this name before
   */
  record Saved(SavedScenario scenario, boolean created) {}

  /**
   * Saves a scenario under a new name.
   *
   * @throws ProblemException with every violation, or when another scenario has the name
   */
  Saved create(SavedScenarioRequest request, Caller caller) {
    check(request);
    return change(() -> create(request, Optional.empty(), caller));
  }

  /**
   * Saves a copy of a version, which may be that of a deleted scenario, under a new name.
   *
   * @throws ProblemException when there is no such scenario or version, the version holds no
   *     scenario, or another one has the name
   */
  Saved copy(String id, ScenarioCopyRequest request, Caller caller) {
    ProblemException.throwIfAny(violations(request.name()));
    return change(
        () -> {
          SavedScenarioEntity head = head(id);
          int number = request.version() == null ? head.version : request.version();
          SavedScenario copied = named(id, number, "", "/version");
          return create(
              new SavedScenarioRequest(
                  request.name(),
                  request.description() == null ? copied.description() : request.description(),
                  copied.scenario()),
              Optional.of(new ScenarioVersion(id, number)),
              caller);
        });
  }

  private Saved create(
      SavedScenarioRequest request, Optional<ScenarioVersion> copied, Caller caller) {
    SavedVersionEntity row = version(request, caller);
    row.scenarioId = UUID.randomUUID().toString();
    row.version = 1;
    row.copiedFrom = copied.map(ScenarioVersion::id).orElse(null);
    row.copiedVersion = copied.map(ScenarioVersion::version).orElse(null);
    Optional<SavedScenarioEntity> namesake = living(row.name);
    if (namesake.isPresent()) {
      SavedVersionEntity stored = latest(namesake.get());
      if (isSame(stored, row)
          && Objects.equals(stored.copiedFrom, row.copiedFrom)
          && Objects.equals(stored.copiedVersion, row.copiedVersion)) {
        return new Saved(stored.toScenario(), false);
      }
      throw taken(namesake.get());
    }
    SavedScenarioEntity head = new SavedScenarioEntity();
    head.id = row.scenarioId;
    head.name = row.name;
    head.version = row.version;
    head.persistAndFlush();
    row.persist();
    note(copied.isPresent() ? AuditKind.SCENARIO_COPY : AuditKind.SCENARIO_CREATION, row, caller);
    return new Saved(row.toScenario(), true);
  }

  /**
   * Saves another version, unless it says what the latest says.
   *
   * @param ifMatch entity tags of the version that the caller knows of, or null
   * @throws ProblemException with every violation; when there is no such scenario, or it was
   *     deleted; when the tags are missing or stale, or another scenario has the name
   */
  SavedScenario replace(String id, SavedScenarioRequest request, String ifMatch, Caller caller) {
    check(request);
    return change(
        () -> {
          SavedScenarioEntity head = head(id);
          SavedVersionEntity before = known(head, ifMatch);
          SavedVersionEntity row = version(request, caller);
          if (isSame(before, row)) {
            return before.toScenario();
          }
          living(row.name)
              .filter(other -> !other.id.equals(id))
              .ifPresent(
                  other -> {
                    throw taken(other);
                  });
          SavedScenario followed = follow(head, row);
          note(AuditKind.SCENARIO_CHANGE, row, caller);
          return followed;
        });
  }

  /**
   * Deletes a scenario; its versions stay.
   *
   * @param ifMatch entity tags of the version that the caller knows of, or null
   * @throws ProblemException when there is no such scenario, or it was deleted; when the tags are
   *     missing or stale
   */
  void delete(String id, String ifMatch, Caller caller) {
    change(
        () -> {
          SavedScenarioEntity head = head(id);
          SavedVersionEntity before = known(head, ifMatch);
          SavedVersionEntity row = new SavedVersionEntity();
          row.name = before.name;
          row.description = before.description;
          sign(row, caller);
          head.deleted = true;
          SavedScenario followed = follow(head, row);
          note(AuditKind.SCENARIO_DELETION, row, caller);
          return followed;
        });
  }

  private void note(AuditKind kind, SavedVersionEntity version, Caller caller) {
    audit.done(new AuditTrail.Act(kind, caller, version.scenarioId, version.name));
  }

  /** Puts a version after the latest one. */
  private static SavedScenario follow(SavedScenarioEntity head, SavedVersionEntity row) {
    row.scenarioId = head.id;
    row.version = head.version + 1;
    row.persist();
    head.version = row.version;
    head.name = row.name;
    return row.toScenario();
  }

  /**
   * Does something in a transaction while nobody else changes scenarios.
   *
   * @return what it returned
   */
  private <T> T change(Callable<T> doing) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              DatabaseLock.SCENARIOS.take(database);
              return doing.call();
            });
  }

  private void check(SavedScenarioRequest request) {
    List<Violation> violations = new ArrayList<>(violations(request.name()));
    String inner = request.scenario().name();
    if (inner != null && !inner.equals(request.name())) {
      violations.add(
          Violation.at("/scenario/name", "the name of the saved scenario, or none", inner));
    }
    try {
      reader.read(request.scenario(), Mode.STOCHASTIC);
    } catch (ProblemException e) {
      violations.addAll(e.violations());
    }
    ProblemException.throwIfAny(violations);
  }

  private static List<Violation> violations(String name) {
    if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
      return List.of(
          Violation.at("/name", "a name on one line, without space before and after it", name));
    }
    return name.equalsIgnoreCase(LEDGER)
        ? List.of(Violation.at("/name", "another name: that is the ledger as it is", name))
        : List.of();
  }

  private static SavedVersionEntity version(SavedScenarioRequest request, Caller caller) {
    SavedVersionEntity row = new SavedVersionEntity();
    row.name = request.name();
    row.description = request.description() == null ? "" : request.description();
    row.assumed = CanonicalJson.write(request.scenario().named(null));
    sign(row, caller);
    return row;
  }

  private static void sign(SavedVersionEntity row, Caller caller) {
    row.author = caller.name();
    row.client = caller.address();
    row.recordedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static boolean isSame(SavedVersionEntity one, SavedVersionEntity other) {
    return one.name.equals(other.name)
        && one.description.equals(other.description)
        && one.assumed.equals(other.assumed);
  }

  private static Optional<SavedScenarioEntity> living(String name) {
    return SavedScenarioEntity.find("lower(name) = lower(?1) and deleted = false", name)
        .firstResultOptional();
  }

  private static ProblemException taken(SavedScenarioEntity other) {
    return ProblemException.conflict("Scenario %s is named %s".formatted(other.id, other.name));
  }

  private static SavedScenarioEntity head(String id) {
    return SavedScenarioEntity.<SavedScenarioEntity>findByIdOptional(id)
        .orElseThrow(() -> ProblemException.notFound("scenario " + id));
  }

  private static SavedVersionEntity latest(SavedScenarioEntity head) {
    return SavedVersionEntity.of(head.id, head.version).orElseThrow();
  }

  /** The latest version of a scenario that lives, if it is the one that the caller knows of. */
  private static SavedVersionEntity known(SavedScenarioEntity head, String ifMatch) {
    SavedVersionEntity latest = alive(head);
    Precondition.require(
        ifMatch,
        String.valueOf(latest.version),
        SavedScenarioResource.PATH + "/" + head.id,
        "%s saved version %d".formatted(latest.author, latest.version));
    return latest;
  }

  private static SavedVersionEntity alive(SavedScenarioEntity head) {
    SavedVersionEntity latest = latest(head);
    if (latest.isDeletion()) {
      throw new ProblemException(
          ProblemType.DELETED,
          "%s deleted scenario %s, %s, on %s; its versions are at %s/%s/versions"
              .formatted(
                  latest.author,
                  head.id,
                  latest.name,
                  latest.recordedAt.truncatedTo(ChronoUnit.SECONDS),
                  SavedScenarioResource.PATH,
                  head.id),
          List.of());
    }
    return latest;
  }

  /**
   * The latest version.
   *
   * @throws ProblemException when there is no such scenario, or it was deleted
   */
  @Transactional
  SavedScenario latest(String id) {
    return alive(head(id)).toScenario();
  }

  /** A version, also of a deleted scenario. */
  @Transactional
  Optional<SavedScenario> version(String id, int version) {
    return SavedVersionEntity.of(id, version).map(SavedVersionEntity::toScenario);
  }

  /**
   * The saved scenario that a request names.
   *
   * @param version its number; null for the latest
   * @param idPointer where the request names the scenario
   * @param versionPointer where the request names the version
   * @throws ProblemException when there is none that holds a scenario
   */
  @Transactional
  public SavedScenario named(String id, Integer version, String idPointer, String versionPointer) {
    Optional<SavedScenarioEntity> head = SavedScenarioEntity.findByIdOptional(id);
    if (head.isEmpty()) {
      throw ProblemException.invalid(
          List.of(Violation.at(idPointer, "the id of a saved scenario", id)));
    }
    int number = version == null ? head.get().version : version;
    return SavedVersionEntity.of(id, number)
        .filter(each -> !each.isDeletion())
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    List.of(
                        version == null
                            ? Violation.at(
                                idPointer,
                                "a saved scenario that is not deleted, or one of its versions",
                                id)
                            : Violation.at(
                                versionPointer,
                                "a version that holds a scenario, of 1 to " + head.get().version,
                                version))))
        .toScenario();
  }

  /**
   * The latest versions of those that are not deleted, by name.
   *
   * @param limit at most so many
   */
  @Transactional
  public List<SavedScenario> living(int limit) {
    return SavedVersionEntity.<SavedVersionEntity>find(LATEST, Sort.ascending("name"))
        .range(0, limit - 1)
        .list()
        .stream()
        .map(SavedVersionEntity::toScenario)
        .toList();
  }

  /**
   * The scenarios that are not deleted, by name.
   *
   * @param part only those whose names contain this, whatever the case
   * @param after only those whose names come after this one
   */
  @Transactional
  List<SavedScenarioSummary> list(Optional<String> part, Optional<String> after, int limit) {
    return SavedVersionEntity.<SavedVersionEntity>find(
            LATEST + " and locate(lower(?1), lower(name)) > 0 and (?2 = '' or name > ?2)",
            Sort.ascending("name"),
            part.orElse(""),
            after.orElse(""))
        .range(0, limit - 1)
        .list()
        .stream()
        .map(SavedVersionEntity::toSummary)
        .toList();
  }

  /**
   * The versions of a scenario, the latest first.
   *
   * @param before only those of a smaller number
   * @throws ProblemException when there is no such scenario
   */
  @Transactional
  List<SavedScenarioSummary> versions(String id, Optional<Integer> before, int limit) {
    head(id);
    return SavedVersionEntity.<SavedVersionEntity>find(
            "scenarioId = ?1 and version < ?2",
            Sort.descending("version"),
            id,
            before.orElse(Integer.MAX_VALUE))
        .range(0, limit - 1)
        .list()
        .stream()
        .map(SavedVersionEntity::toSummary)
        .toList();
  }
}
