package dev.perigee.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server that is stopped and started again on the same data and port. */
public final class PostgresqlServer implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  public PostgresqlServer(Path data) throws IOException {
    this.data = data;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    start();
  }

  public void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  public void stop() throws IOException {
    server.close();
  }

  /** What a service is told to use it. */
  public Map<String, String> settings() {
    return settings("postgres");
  }

  /** What a service is told to use it as another user. */
  Map<String, String> settings(String user) {
    return Map.of(
        "PERIGEE_DB_URL", url(user), "PERIGEE_DB_USER", user, "PERIGEE_RUNS_PREPARE", "false");
  }

  String url(String user) {
    return server.getJdbcUrl(user, "postgres");
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(rows("postgres", sql).getFirst().getFirst());
  }

  /** Rows of a query of a user, each as the texts of its cells; absent cells are null. */
  List<List<String>> rows(String user, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(user))) {
      return Reader.rows(connection, sql);
    }
  }

  /** Statements of a user, by semicolons. */
  void execute(String user, String statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(user));
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
