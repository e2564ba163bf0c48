package dev.perigee.milestones;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.DatabaseLock;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The ledger. */
@ApplicationScoped
public class Milestones {
  private static final Sort ORDER =
      Sort.descending("occurredOn").and("id", Sort.Direction.Ascending);

  /**
   * A fact is superseded by a later one, unless that one was withdrawn; as far as is known on the
   * day.
   */
  private static final String SUPERSEDED =
      "select 1 from MilestoneEntity later where later.supersedes = m.id and later.reportedOn <= :asOf"
          + " and later.position <= :position"
          + " and not exists (select 1 from MilestoneEntity withdrawal where withdrawal.supersedes = later.id"
          + " and withdrawal.retracted = true and withdrawal.reportedOn <= :asOf"
          + " and withdrawal.position <= :position)";

  private static final String IN_FORCE =
      "reportedOn <= :asOf and position <= :position and retracted = false and not exists ("
          + SUPERSEDED
          + ")";

  private static final Sort POSITION = Sort.descending("position");

  private final MilestoneRules rules;
  private final AuditTrail audit;
  private final EntityManager database;
  private final Event<FactsRecorded> listeners;

  /**
   * @param listeners told of what was recorded, within the transaction that stores it
   */
  public Milestones(
      MilestoneRules rules,
      AuditTrail audit,
      EntityManager database,
      Event<FactsRecorded> listeners) {
    this.listeners = listeners;
    this.rules = rules;
    this.audit = audit;
    this.database = database;
  }

  /**
   * Records facts, all or none.
   *
   * @param caller who does so
   * @return the facts as they are stored, in the order of the requests
   * @throws ProblemException with every violation; pointers start with the index when {@code
   *     indexed}
   */
  @Transactional
  public List<Recorded> record(List<MilestoneRequest> requests, boolean indexed, Caller caller) {
    List<Recorded> recorded = record(requests, indexed, caller, rules::violations);
    List<Milestone> created =
        recorded.stream().filter(Recorded::created).map(Recorded::milestone).toList();
    if (!created.isEmpty()) {
      listeners.fire(new FactsRecorded(created, caller));
    }
    return recorded;
  }

  /** Records the facts that are shipped, whatever the clock says; nobody is told of them. */
  @Transactional
  List<Recorded> load(List<MilestoneRequest> requests) {
    return record(requests, true, Caller.SERVICE, rules::violationsButOfToday);
  }

  private List<Recorded> record(
      List<MilestoneRequest> requests,
      boolean indexed,
      Caller caller,
      Function<MilestoneRequest, List<Violation>> check) {
    DatabaseLock.LEDGER.take(database);
    List<Violation> violations = new ArrayList<>();
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      String outer = indexed ? "/" + i : "";
      List<Violation> own = new ArrayList<>(check.apply(requests.get(i)));
      if (own.isEmpty()) {
        record(requests.get(i), own).ifPresent(recorded::add);
      }
      own.forEach(violation -> violations.add(violation.within(outer)));
    }
    ProblemException.throwIfAny(violations);
    audit.done(
        AuditKind.FACT,
        caller,
        recorded.stream().filter(Recorded::created).map(each -> each.milestone().id()).toList());
    return recorded;
  }

  private Optional<Recorded> record(MilestoneRequest request, List<Violation> violations) {
    String id = request.id() == null ? UUID.randomUUID().toString() : request.id();
    Milestone milestone;
    if (request.supersedes() == null) {
      milestone = rules.recorded(id, request);
    } else {
      Optional<Milestone> superseded = find(request.supersedes());
      if (superseded.isEmpty() || superseded.get().id().equals(id)) {
        violations.add(
            Violation.at("/supersedes", "the name of another fact", request.supersedes()));
        return Optional.empty();
      }
      if (superseded.get().retracted()) {
        violations.add(
            Violation.at(
                "/supersedes",
                "a fact that is no withdrawal; record the withdrawn fact anew",
                request.supersedes()));
        return Optional.empty();
      }
      milestone =
          Boolean.TRUE.equals(request.retracted())
              ? rules.withdrawn(id, request, superseded.get())
              : rules.recorded(id, request);
      if (milestone.reportedOn().isBefore(superseded.get().reportedOn())) {
        violations.add(
            Violation.at(
                "/reportedOn",
                "a day not before that of the fact it supersedes (%s)"
                    .formatted(superseded.get().reportedOn()),
                milestone.reportedOn()));
        return Optional.empty();
      }
    }
    Optional<Milestone> stored = find(id);
    if (stored.isPresent()) {
      boolean sameWithdrawal =
          milestone.retracted()
              && request.reportedOn() == null
              && stored.get().retracted()
              && stored.get().supersedes().equals(milestone.supersedes());
      if (sameWithdrawal) {
        return Optional.of(new Recorded(stored.get(), false));
      }
      if (stored.get().equals(milestone)) {
        return Optional.of(new Recorded(milestone, false));
      }
      throw ProblemException.conflict(
          "Another fact is named %s; a correction has a name of its own and supersedes it"
              .formatted(id));
    }
    if (request.supersedes() != null) {
      standingSuccessor(request.supersedes())
          .ifPresent(
              later -> {
                throw ProblemException.conflict(
                    "%s was superseded already, by %s".formatted(request.supersedes(), later.id));
              });
    }
    MilestoneEntity.of(milestone).persist();
    database.flush();
    return Optional.of(new Recorded(milestone, true));
  }

  /** The fact that supersedes another and was not withdrawn itself. */
  private static Optional<MilestoneEntity> standingSuccessor(String id) {
    return MilestoneEntity.<MilestoneEntity>find(
            "from MilestoneEntity m where supersedes = ?1 and not exists (select 1 from MilestoneEntity"
                + " withdrawal where withdrawal.supersedes = m.id and withdrawal.retracted = true)",
            id)
        .firstResultOptional();
  }

  /**
   * A fact as it is stored.
   *
   * @param milestone the fact
   * @param created false when the same fact was stored already
   */
  public record Recorded(Milestone milestone, boolean created) {}

  /** The fact of this name, in force or not. */
  @Transactional
  public Optional<Milestone> find(String id) {
    return MilestoneEntity.<MilestoneEntity>findByIdOptional(id).map(MilestoneEntity::toMilestone);
  }

  /** Whether nothing was ever recorded. */
  @Transactional
  public boolean isEmpty() {
    return MilestoneEntity.count() == 0;
  }

  /** Facts in force as of a day: the latest first, then by name. */
  public List<Milestone> inForce(LocalDate asOf) {
    return inForce(asOf, Long.MAX_VALUE);
  }

  /**
   * Facts in force as of a day, as the ledger stood at a position: what was recorded later is not
   * seen, whatever day it was reported on. The latest first, then by name.
   */
  @Transactional
  public List<Milestone> inForce(LocalDate asOf, long position) {
    return list(MilestoneFilter.inForce(asOf), position, Optional.empty(), Integer.MAX_VALUE);
  }

  /** How far the ledger is recorded; grows with every fact. */
  @Transactional
  public long position() {
    return MilestoneEntity.<MilestoneEntity>findAll(POSITION)
        .firstResultOptional()
        .map(row -> row.position)
        .orElse(0L);
  }

  /** How far the ledger was recorded at a moment. */
  @Transactional
  public long position(Instant moment) {
    return MilestoneEntity.<MilestoneEntity>find("recordedAt <= ?1", POSITION, moment)
        .firstResultOptional()
        .map(row -> row.position)
        .orElse(0L);
  }

  /**
   * Facts that pass a filter: the latest first, then by name.
   *
   * @param after the fact after which to go on
   * @param limit at most so many
   */
  @Transactional
  public List<Milestone> list(MilestoneFilter filter, Optional<Position> after, int limit) {
    return list(filter, Long.MAX_VALUE, after, limit);
  }

  private List<Milestone> list(
      MilestoneFilter filter, long position, Optional<Position> after, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    values.put("asOf", filter.asOf());
    if (filter.history()) {
      conditions.add("reportedOn <= :asOf");
    } else {
      conditions.add(IN_FORCE);
      values.put("position", position);
    }
    filter.type().ifPresent(type -> add(conditions, values, "type = :type", "type", type));
    filter
        .subject()
        .ifPresent(s -> add(conditions, values, "lower(subject) = lower(:subject)", "subject", s));
    filter
        .actor()
        .ifPresent(a -> add(conditions, values, "lower(actor) = lower(:actor)", "actor", a));
    filter.from().ifPresent(day -> add(conditions, values, "occurredOn >= :from", "from", day));
    filter.to().ifPresent(day -> add(conditions, values, "occurredOn <= :to", "to", day));
    after.ifPresent(
        last -> {
          add(
              conditions,
              values,
              "(occurredOn < :afterDay or (occurredOn = :afterDay and id > :afterId))",
              "afterDay",
              last.occurredOn());
          values.put("afterId", last.id());
        });
    return MilestoneEntity.<MilestoneEntity>find(
            "from MilestoneEntity m where " + String.join(" and ", conditions), ORDER, values)
        .range(0, limit - 1)
        .list()
        .stream()
        .map(MilestoneEntity::toMilestone)
        .toList();
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      Object value) {
    conditions.add(condition);
    values.put(name, value);
  }

  /** Where a page ended. */
  public record Position(LocalDate occurredOn, String id) {}
}
