package dev.perigee.rules;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Wakes when another replica activates a rule set: PostgreSQL's notifications, on a connection of
 * its own beside the pool. They only save time; whoever misses one finds the activation by looking.
 */
final class ReplicaSignals implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReplicaSignals.class);
  private static final String CHANNEL = "perigee_rule_sets";
  private static final Duration LISTEN = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String CONNECT_SECONDS = "3";

  private final String url;
  private final Properties settings = new Properties();
  private final Runnable wake;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to listen, in a thread of its own.
   *
   * @param wake what to do; it runs in that thread
   */
  ReplicaSignals(String url, String user, String password, Runnable wake) {
    this.url = url;
    this.wake = wake;
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    settings.setProperty("connectTimeout", CONNECT_SECONDS);
    settings.setProperty("loginTimeout", CONNECT_SECONDS);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "perigee notifications");
    thread = new Thread(this::listen, "rule-set-signals");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells all replicas that a rule set was activated, once the transaction is committed. */
  static void send(EntityManager database) {
    database
        .createNativeQuery("select cast(pg_notify('" + CHANNEL + "', '') as text)")
        .getSingleResult();
  }

  private void listen() {
    while (!closed) {
      try (Connection connection = DriverManager.getConnection(url, settings);
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        PGConnection notifying = connection.unwrap(PGConnection.class);
        wake.run(); // for what was told before
        while (!closed) {
          if (notifying.getNotifications((int) LISTEN.toMillis()).length > 0) {
            wake.run();
          } else {
            statement.execute("select 1"); // a connection that is gone is noticed
          }
        }
      } catch (SQLException e) {
        LOG.debug("No notifications until the database can be reached again", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
