package dev.perigee;

import dev.perigee.platform.EmbeddedDatabase;
import dev.perigee.rules.ShippedRules;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the service, with a PostgreSQL server beside it unless PERIGEE_DB_URL names another. */
@QuarkusMain
public final class Perigee {
  private static final String URL = "quarkus.datasource.jdbc.url";

  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

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
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(stopped, database)));
    Quarkus.run(
        null,
        (exitCode, failure) -> {
          if (failure != null) {
            Logger.getLogger(Perigee.class).error("The service did not start", failure);
          }
          stopped.countDown();
          System.exit(exitCode);
        },
        args);
  }

  /**
   * Closes the database when nothing uses it any more, so that what is being computed is stored.
   */
  private static void closeAfter(CountDownLatch stopped, EmbeddedDatabase database) {
    try {
      if (!stopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("The service did not stop within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
