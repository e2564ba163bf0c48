package dev.perigee.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database as the version before studies of every kind left it. */
final class VersionEleven {
  private static final Path ROWS = Path.of("src", "test", "resources", "upgrade", "v11.sql");

  private VersionEleven() {}

  /** Makes it on a server without tables; a user owns them. */
  static void make(PostgresqlServer server, String user) throws SQLException, IOException {
    migrate(server, user, "11");
    server.execute(user, Files.readString(ROWS));
  }

  /** Migrates as the service does when it starts, up to a version. */
  static void migrate(PostgresqlServer server, String user, String target) {
    Flyway.configure().dataSource(server.url(user), user, "").target(target).load().migrate();
  }
}
