package dev.perigee.rules;

import dev.perigee.platform.DatabaseOutage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Keeps this service at the active rule set, and lets the others know which one it serves. What
 * cannot be followed is said, and the rule set before it is served on.
 */
@ApplicationScoped
public class Replicas {
  private static final Logger LOG = Logger.getLogger(Replicas.class);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final RuleSets ruleSets;
  private final RulesConfig config;
  private final Session database;
  private final String address;
  private final String url;
  private final String user;
  private final String password;

  /** This life of this service. */
  private final String id = UUID.randomUUID().toString();

  private final Instant startedAt = Instant.now();
  private final Object voice = new Object();
  private volatile ReplicaSignals signals;
  private volatile boolean degraded;
  private volatile String problem;
  private Instant retryAt = Instant.MIN;

  public Replicas(
      RuleSets ruleSets,
      RulesConfig config,
      Session database,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.ruleSets = ruleSets;
    this.config = config;
    this.database = database;
    this.address = host + ":" + port;
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Begins to follow; the active rule set is served by now. */
  public void start() {
    forget();
    say();
    signals = new ReplicaSignals(url, user, password, this::follow);
  }

  /** Whether the database could not be reached when it was last needed. */
  public boolean isDegraded() {
    return degraded;
  }

  @Scheduled(
      every = "${perigee.rules.poll:PT1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void poll() {
    if (signals != null) {
      follow();
    }
  }

  /** Says what is served, also while something is compiled. */
  @Scheduled(
      every = "${perigee.rules.poll:PT1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void beat() {
    if (signals != null) {
      acknowledge();
    }
  }

  /** Serves what is active, and says so. */
  void follow() {
    reach(
        () -> {
          if (catchUp()) {
            say();
          }
        });
  }

  /** Says what is served now. */
  void acknowledge() {
    reach(this::say);
  }

  private void reach(Runnable exchange) {
    try {
      exchange.run();
      if (degraded) {
        LOG.info("The database is back");
      }
      degraded = false;
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      if (!degraded) {
        LOG.warnf(
            "The database cannot be reached; rule set %s is served on: %s",
            ruleSets.active().digest(), e);
      }
      degraded = true;
    }
  }

  /** Tells whether anything is new. */
  private synchronized boolean catchUp() {
    if (Instant.now().isBefore(retryAt)) {
      return false;
    }
    String before = problem;
    try {
      boolean followed = ruleSets.follow();
      problem = null;
      return followed || before != null;
    } catch (InvalidRuleSet e) {
      LOG.errorf(e, "The active rule set cannot be served; the one before it is served on");
      problem = e.getMessage();
      retryAt = Instant.now().plus(RETRY);
      return true;
    }
  }

  /** Forgets the services that have been silent for long. */
  private void forget() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeMutationQuery(
                        "delete from replica where seen_at < clock_timestamp()"
                            + " - cast(:seconds as double precision) * interval '1 second'")
                    .setParameter("seconds", (double) FORGOTTEN.toSeconds())
                    .executeUpdate());
  }

  private void say() {
    synchronized (voice) { // so that what is said last is what is served
      sayOne();
    }
  }

  private void sayOne() {
    Activation serving = ruleSets.served().activation();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database
                  .createNativeMutationQuery(
                      "insert into replica (id, address, started_at, seen_at, digest, generation, problem)"
                          + " values (:id, :address, :started, clock_timestamp(), :digest, :generation, :problem)"
                          + " on conflict (id) do update set seen_at = excluded.seen_at, digest = excluded.digest,"
                          + " generation = excluded.generation, problem = excluded.problem")
                  .setParameter("id", id)
                  .setParameter("address", address)
                  .setParameter("started", startedAt)
                  .setParameter("digest", serving.digest().toString())
                  .setParameter("generation", serving.generation())
                  .setParameter("problem", problem, String.class)
                  .executeUpdate();
            });
  }

  /** The services on this database that are alive, the oldest first; in a transaction. */
  List<ReplicaResponse> alive(Activation active) {
    return database
        .createNativeQuery(
            "select * from replica where seen_at > clock_timestamp()"
                + " - cast(:seconds as double precision) * interval '1 second'"
                + " order by started_at, id",
            ReplicaEntity.class)
        .setParameter("seconds", config.silence().toMillis() / 1000.0)
        .getResultList()
        .stream()
        .map(
            row ->
                ReplicaResponse.of(row, row.generation == active.generation(), row.id.equals(id)))
        .toList();
  }

  /** This service alone, for when the others cannot be asked. */
  ReplicaResponse self() {
    Activation serving = ruleSets.served().activation();
    return new ReplicaResponse(
        id, address, startedAt, Instant.now(), serving.digest().toString(), true, true, null);
  }

  @PreDestroy
  void stop() {
    if (signals == null) {
      return;
    }
    signals.close();
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  database
                      .createNativeMutationQuery("delete from replica where id = :id")
                      .setParameter("id", id)
                      .executeUpdate());
    } catch (RuntimeException e) {
      LOG.debug("The others find out by our silence", e);
    }
  }
}
