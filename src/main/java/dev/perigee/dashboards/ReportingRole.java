package dev.perigee.dashboards;

import dev.perigee.platform.DatabaseLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.jdbc.Work;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Sees to the role that reads the schema {@code reporting} and nothing else. It is made when the
 * service starts rather than by a migration: roles are of the whole server, the user of the service
 * may be barred from making them, and dashboards that are not used must not keep it from starting.
 */
@ApplicationScoped
class ReportingRole {
  /** Name of the role. */
  static final String NAME = "perigee_reader";

  private static final Logger LOG = Logger.getLogger(ReportingRole.class);

  /** SQLSTATE of what a user may not do. */
  private static final String BARRED = "42501";

  private static final String EXISTS =
      "select count(*) = 1 from pg_roles where rolname = '" + NAME + "'";

  private static final String READS_ALL =
      "select has_schema_privilege('"
          + NAME
          + "', 'reporting', 'usage') and bool_and(has_table_privilege('"
          + NAME
          + "', c.oid, 'select')) from pg_class c where c.relnamespace = 'reporting'::regnamespace"
          + " and c.relkind = 'v'";

  private final Session database;
  private final ReportingConfig config;

  ReportingRole(Session database, ReportingConfig config) {
    this.database = database;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    Optional<String> barred = barred(this::prepare);
    if (barred.isPresent()) {
      LOG.warnf(
          "Dashboards cannot read the database: the user of the service may not make the role %s or"
              + " let it read (%s). Let an administrator run what docs/feeds.md says under \"The"
              + " role\".",
          NAME, barred.get());
      return;
    }
    config
        .password()
        .flatMap(password -> barred(connection -> letIn(connection, password)))
        .ifPresent(
            why ->
                LOG.warnf(
                    "The role %s keeps the password that it has: the user of the service may not"
                        + " change it (%s). Let an administrator set it, and leave"
                        + " perigee.reporting.password out.",
                    NAME, why));
  }

  /** Does something to the role, all of it or nothing; why it may not be done, if so. */
  private Optional<String> barred(Work work) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                DatabaseLock.REPORTING.take(database);
                database.doWork(work);
              });
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!isBarred(e)) {
        throw e;
      }
      return Optional.of(cause(e).getMessage());
    }
  }

  /** Makes the role unless there is one, and lets it read what there is unless it does. */
  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isTrue(statement, EXISTS)) {
        statement.execute("create role " + NAME + " nologin");
        statement.execute("alter role " + NAME + " set default_transaction_read_only = on");
      }
      if (!isTrue(statement, READS_ALL)) {
        statement.execute("grant usage on schema reporting to " + NAME);
        statement.execute("grant select on all tables in schema reporting to " + NAME);
      }
    }
  }

  /** Lets the role log in; its password is hashed here, so that no log of statements has it. */
  private static void letIn(Connection connection, String password) throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter role " + NAME + " login");
    }
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static boolean isBarred(RuntimeException e) {
    return cause(e) instanceof SQLException sql && BARRED.equals(sql.getSQLState());
  }

  private static Throwable cause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
