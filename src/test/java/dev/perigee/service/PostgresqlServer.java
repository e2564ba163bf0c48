package dev.perigee.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL server that is stopped and started again on the same data and port. */
final class PostgresqlServer implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  PostgresqlServer(Path data) throws IOException {
    this.data = data;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    start();
  }

  void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  void stop() throws IOException {
    server.close();
  }

  /** What a service is told to use it. */
  Map<String, String> settings() {
    return Map.of(
        "PERIGEE_DB_URL",
        server.getJdbcUrl("postgres", "postgres"),
        "PERIGEE_RUNS_PREPARE",
        "false");
  }

  long number(String sql) throws Exception {
    try (var connection = server.getPostgresDatabase().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
