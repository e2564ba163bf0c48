package dev.perigee.identity;

import dev.perigee.platform.Caller;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/**
 * API keys: created, rotated, revoked, and held against what clients send. A key that was found
 * good is believed for a moment ({@link IdentityConfig#apiKeyMemory()}), so that the database is
 * not asked at every request; that long another replica may go on believing one that is revoked.
 */
@ApplicationScoped
public class ApiKeys {
  private static final Duration USE_NOTED = Duration.ofMinutes(1);

  private final IdentityConfig config;
  private final AuditTrail audit;
  private final Session database;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  public ApiKeys(IdentityConfig config, AuditTrail audit, Session database) {
    this.config = config;
    this.audit = audit;
    this.database = database;
  }

  private record Remembered(StoredKey key, Instant until) {}

  /**
   * A key that was created, with its secret, which nobody can tell ever again.
   *
   * @param stored what is kept of it
   * @param key as it is sent
   */
  record Created(StoredKey stored, ApiKey key) {}

  /**
   * Creates a key. Whoever does so owns it: what it does, they do, so that nobody can approve their
   * own rule set by way of a key.
   *
   * @throws ProblemException when it would live too long, or there is no such role
   */
  Created create(ApiKeyCreation request, Caller caller) {
    Instant now = now();
    Instant end = end(request.lifeDays(), now);
    checkRoles(request.roles());
    Created created =
        created(request.name(), caller.name(), request.roles(), Optional.empty(), now, end);
    return inTransaction(
        connection -> {
          ApiKeyTable.insert(connection, created.stored());
          audit.done(
              new AuditTrail.Act(
                  AuditKind.API_KEY_CREATION, caller, created.stored().id(), request.name()));
          return created;
        });
  }

  /** A new key, which is stored nowhere yet. */
  static Created created(
      String name,
      String owner,
      List<String> roles,
      Optional<String> replaces,
      Instant now,
      Instant end) {
    ApiKey key = ApiKey.generate();
    return new Created(
        new StoredKey(
            key.id(),
            name,
            owner,
            roles.stream().distinct().toList(),
            key.hash(),
            replaces,
            now,
            end,
            Optional.empty(),
            Optional.empty()),
        key);
  }

  /**
   * Creates a key that may do the same, and lets the one in whose place it comes live on for a
   * while.
   *
   * @throws ProblemException when there is no such key, it is not the caller's or not good any
   *     more, or the new one would live too long
   */
  Created rotate(String id, ApiKeyRotation request, Caller caller) {
    Instant now = now();
    Instant end = end(request.lifeDays(), now);
    Created rotated =
        inTransaction(
            connection -> {
              StoredKey before = ApiKeyTable.lock(connection, id).orElseThrow(() -> unknown(id));
              if (!before.owner().equals(caller.name())) {
                throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "%s owns this key, and what it does is done in that name; revoke it, and create one of your own"
                        .formatted(before.owner()),
                    List.of());
              }
              if (!before.isGood(now)) {
                throw ProblemException.conflict(
                    "The key %s is %s; create a new one".formatted(id, before.state(now)));
              }
              Created created =
                  created(before.name(), before.owner(), before.roles(), Optional.of(id), now, end);
              ApiKeyTable.insert(connection, created.stored());
              Instant overlapEnd = now.plusSeconds(request.overlap());
              if (overlapEnd.isBefore(before.expiresAt())) {
                ApiKeyTable.expire(connection, id, overlapEnd);
              }
              audit.done(
                  new AuditTrail.Act(
                      AuditKind.API_KEY_ROTATION, caller, created.stored().id(), before.name()));
              return created;
            });
    remembered.remove(id);
    return rotated;
  }

  private static void checkRoles(List<String> roles) {
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      if (!Roles.ALL.contains(roles.get(i))) {
        violations.add(Violation.at("/roles/" + i, "one of " + Roles.ALL, roles.get(i)));
      }
    }
    ProblemException.throwIfAny(violations);
  }

  private Instant end(int lifeDays, Instant now) {
    Duration life = Duration.ofDays(lifeDays);
    if (life.compareTo(config.apiKeyLife()) > 0) {
      throw ProblemException.invalid(
          List.of(
              Violation.at(
                  "/lifeDays",
                  "at most %d days".formatted(config.apiKeyLife().toDays()),
                  lifeDays)));
    }
    return now.plus(life);
  }

  /**
   * Ends a key, unless it was revoked before.
   *
   * @throws ProblemException when there is no such key
   */
  void revoke(String id, Caller caller) {
    inTransaction(
        connection -> {
          StoredKey key = ApiKeyTable.lock(connection, id).orElseThrow(() -> unknown(id));
          if (key.revokedAt().isEmpty()) {
            ApiKeyTable.revoke(connection, id, now());
            audit.done(new AuditTrail.Act(AuditKind.API_KEY_REVOCATION, caller, id, key.name()));
          }
          return key;
        });
    remembered.remove(id);
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("API key " + id);
  }

  /** The key of this id. */
  StoredKey find(String id) {
    return inTransaction(connection -> ApiKeyTable.find(connection, id))
        .orElseThrow(() -> unknown(id));
  }

  /** Keys, the latest first. */
  List<StoredKey> list(Optional<ApiKeyTable.Position> after, int limit) {
    return inTransaction(connection -> ApiKeyTable.list(connection, after, limit));
  }

  /** The stored key of one that was found good a moment ago. */
  Optional<StoredKey> believed(ApiKey key) {
    Instant now = Instant.now();
    return Optional.ofNullable(remembered.get(key.id()))
        .filter(each -> now.isBefore(each.until()))
        .map(Remembered::key)
        .filter(each -> each.isGood(now) && key.matches(each.hash()));
  }

  /** The stored key, when it is good; notes that it is used, once a minute. Asks the database. */
  Optional<StoredKey> verified(ApiKey key) {
    Instant now = now();
    Optional<StoredKey> good =
        inTransaction(
            connection -> {
              Optional<StoredKey> found =
                  ApiKeyTable.find(connection, key.id())
                      .filter(each -> each.isGood(now) && key.matches(each.hash()));
              if (found
                  .filter(
                      each ->
                          each.lastUsedAt()
                              .map(used -> used.isBefore(now.minus(USE_NOTED)))
                              .orElse(true))
                  .isPresent()) {
                ApiKeyTable.use(connection, key.id(), now);
              }
              return found;
            });
    if (good.isPresent()) {
      remembered.put(key.id(), new Remembered(good.get(), now.plus(config.apiKeyMemory())));
    } else {
      remembered.remove(key.id());
    }
    return good;
  }

  private <T> T inTransaction(ReturningWork<T> work) {
    return QuarkusTransaction.requiringNew().call(() -> database.doReturningWork(work));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
