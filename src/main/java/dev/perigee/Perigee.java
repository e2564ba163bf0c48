package dev.perigee;

import dev.perigee.identity.ApiKeyConsole;
import dev.perigee.platform.EmbeddedDatabase;
import dev.perigee.rules.ShippedRules;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the service, with a PostgreSQL server beside it unless PERIGEE_DB_URL names another. */
@QuarkusMain
public final class Perigee {
  private static final String DATABASE_PORT = "PERIGEE_DB_PORT";
  private static final String URL = "quarkus.datasource.jdbc.url";

  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private Perigee() {}

  public static void main(String... args) {
    String given = System.getenv().getOrDefault("PERIGEE_DB_URL", "");
    if (args.length > 0 && args[0].equals(ApiKeyConsole.COMMAND)) {
      System.exit(apiKeys(Arrays.asList(args).subList(1, args.length), given));
      return;
    }
    ShippedRules.compileAhead();
    if (!given.isBlank() || System.getProperty(URL) != null) {
      Quarkus.run(args);
      return;
    }
    String folder = System.getenv().getOrDefault("PERIGEE_DATA", "data");
    EmbeddedDatabase database;
    try {
      database = EmbeddedDatabase.start(Path.of(folder).toAbsolutePath(), port());
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
            say(failure);
          }
          stopped.countDown();
          System.exit(exitCode);
        },
        args);
  }

  /** The port of the server beside the service, when one is chosen. */
  private static OptionalInt port() {
    String port = System.getenv().getOrDefault(DATABASE_PORT, "");
    if (port.isBlank()) {
      return OptionalInt.empty();
    }
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalStateException(
          "%s: expected a port such as 5433, got %s".formatted(DATABASE_PORT, port));
    }
    return OptionalInt.of(Integer.parseInt(port));
  }

  /** Settings that cannot be are told in a sentence, as whoever made them is to read it. */
  private static void say(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException) {
        System.err.println("The service did not start. " + cause.getMessage());
        return;
      }
    }
    Logger.getLogger(Perigee.class).error("The service did not start", failure);
  }

  /** API keys from the command line, on the database of a service that runs, or may not. */
  private static int apiKeys(List<String> words, String url) {
    String user = System.getenv().getOrDefault("PERIGEE_DB_USER", "postgres");
    String password = System.getenv().getOrDefault("PERIGEE_DB_PASSWORD", "postgres");
    if (!url.isBlank()) {
      return ApiKeyConsole.run(words, url, user, password, System.out, System.err);
    }
    Path folder = Path.of(System.getenv().getOrDefault("PERIGEE_DATA", "data")).toAbsolutePath();
    try {
      Optional<String> running = EmbeddedDatabase.running(folder);
      if (running.isPresent()) {
        return ApiKeyConsole.run(
            words, running.get(), "postgres", "postgres", System.out, System.err);
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
        return ApiKeyConsole.run(
            words, database.url(), "postgres", "postgres", System.out, System.err);
      }
    } catch (IOException | IllegalStateException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
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
