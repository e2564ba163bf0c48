package dev.perigee;

import dev.perigee.platform.EmbeddedDatabase;
import dev.perigee.rules.ShippedRules;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Starts the service, with a PostgreSQL server beside it unless PERIGEE_DB_URL names another. */
@QuarkusMain
public final class Perigee {
  private static final String URL = "quarkus.datasource.jdbc.url";

  private Perigee() {}

  public static void main(String... args) {
    ShippedRules.compileAhead();
    String given = System.getenv().getOrDefault("PERIGEE_DB_URL", "");
    if (!given.isBlank() || System.getProperty(URL) != null) {
      Quarkus.run(args);
      return;
    }
    String folder = System.getenv().getOrDefault("PERIGEE_DATA", "data");
    EmbeddedDatabase database;
    try {
      database = EmbeddedDatabase.start(Path.of(folder).toAbsolutePath());
    } catch (IllegalStateException | UncheckedIOException e) {
      System.err.println(
          e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
      System.exit(1);
      return;
    }
    System.setProperty(URL, database.url());
    Quarkus.run(
        null,
        (exitCode, failure) -> {
          if (failure != null) {
            Logger.getLogger(Perigee.class).error("The service did not start", failure);
          }
          database.close();
          System.exit(exitCode);
        },
        args);
  }
}
