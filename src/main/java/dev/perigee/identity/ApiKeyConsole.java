package dev.perigee.identity;

import dev.perigee.platform.Caller;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * API keys from the command line, for whoever may write to the database: the first key, when nobody
 * can sign in yet, and keys of other owners.
 */
public final class ApiKeyConsole {
  /** The command that is for it. */
  public static final String COMMAND = "api-key";

  /** How to call it. */
  public static final String USAGE =
      """
      Usage: ./perigee api-key <command>

        create --name NAME --owner OWNER --roles ROLE,ROLE [--days DAYS]
                      creates a key that acts as OWNER and writes it to the standard output, this one time; 90 days unless given
        list          lists the keys, the latest first
        revoke ID     ends a key

      Roles are viewer, analyst, author, approver, operator and admin. The service may be running.
      """;

  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 365;
  private static final int MOST_LISTED = 1000;
  private static final int LONGEST_NAME = 100;
  private static final String UNDEFINED_TABLE = "42P01";
  private static final Set<String> OPTIONS = Set.of("--name", "--owner", "--roles", "--days");

  private final Connection connection;
  private final PrintStream out;

  private ApiKeyConsole(Connection connection, PrintStream out) {
    this.connection = connection;
    this.out = out;
  }

  /** What cannot be done, in a sentence. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /**
   * Does what the words say.
   *
   * @param words what stands behind the command
   * @return exit code: 0 when it is done, 1 when it cannot be, 2 when the words are none
   */
  public static int run(
      List<String> words,
      String url,
      String user,
      String password,
      PrintStream out,
      PrintStream err) {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.setAutoCommit(false);
      int code = new ApiKeyConsole(connection, out).run(new ArrayDeque<>(words), err);
      connection.commit();
      return code;
    } catch (Refused e) {
      err.println(e.getMessage());
      return 1;
    } catch (SQLException e) {
      err.println(
          UNDEFINED_TABLE.equals(e.getSQLState())
              ? "The database has no table of API keys yet: start the service once, it makes them"
              : "The database refuses: " + e.getMessage());
      return 1;
    }
  }

  private int run(Deque<String> words, PrintStream err) throws SQLException {
    switch (words.isEmpty() ? "" : words.pop()) {
      case "create" -> create(options(words));
      case "list" -> {
        if (!words.isEmpty()) {
          throw new Refused("list takes no further words, got " + words);
        }
        list();
      }
      case "revoke" -> revoke(words);
      default -> {
        err.print(USAGE);
        return 2;
      }
    }
    return 0;
  }

  private static Map<String, String> options(Deque<String> words) {
    Map<String, String> options = new HashMap<>();
    while (!words.isEmpty()) {
      String name = words.pop();
      if (!OPTIONS.contains(name)) {
        throw new Refused("Unknown option " + name);
      }
      if (words.isEmpty()) {
        throw new Refused(name + " needs a value");
      }
      if (options.put(name, words.pop()) != null) {
        throw new Refused(name + " is given twice");
      }
    }
    return options;
  }

  private void create(Map<String, String> options) throws SQLException {
    String name = needed(options, "--name");
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new Refused("--name takes 1 to %d characters".formatted(LONGEST_NAME));
    }
    String owner = needed(options, "--owner");
    if (!Caller.isName(owner)) {
      throw new Refused("--owner takes 1 to 100 printable ASCII characters, got " + owner);
    }
    List<String> roles = Arrays.asList(needed(options, "--roles").split(",", -1));
    if (!Roles.ALL.containsAll(roles)) {
      throw new Refused("--roles takes some of %s, got %s".formatted(Roles.ALL, roles));
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    ApiKeys.Created created =
        ApiKeys.created(
            name,
            owner,
            roles,
            Optional.empty(),
            now,
            now.plus(Duration.ofDays(days(options.get("--days")))));
    ApiKeyTable.insert(connection, created.stored());
    note(AuditKind.API_KEY_CREATION, created.stored());
    out.println(created.key().text());
  }

  private static String needed(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name))
        .orElseThrow(() -> new Refused("create needs " + name));
  }

  private static int days(String text) {
    if (text == null) {
      return DEFAULT_DAYS;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_DAYS) {
      throw new Refused("--days takes a number from 1 to %d, got %s".formatted(MOST_DAYS, text));
    }
    return Integer.parseInt(text);
  }

  private void list() throws SQLException {
    Instant now = Instant.now();
    for (StoredKey key : ApiKeyTable.list(connection, Optional.empty(), MOST_LISTED)) {
      out.printf(
          "%s  %-7s  until %s  used %-20s  %s  %s  %s%n",
          key.id(),
          key.state(now),
          key.expiresAt().truncatedTo(ChronoUnit.SECONDS),
          key.lastUsedAt()
              .map(used -> used.truncatedTo(ChronoUnit.SECONDS).toString())
              .orElse("never"),
          String.join(",", key.roles()),
          key.owner(),
          key.name());
    }
  }

  private void revoke(Deque<String> words) throws SQLException {
    if (words.size() != 1) {
      throw new Refused("revoke takes the id of one key");
    }
    String id = words.pop();
    StoredKey key =
        ApiKeyTable.lock(connection, id).orElseThrow(() -> new Refused("There is no key " + id));
    if (key.revokedAt().isEmpty()) {
      ApiKeyTable.revoke(connection, id, Instant.now().truncatedTo(ChronoUnit.MICROS));
      note(AuditKind.API_KEY_REVOCATION, key);
    }
    out.println("Revoked " + id);
  }

  private void note(AuditKind kind, StoredKey key) throws SQLException {
    String user = System.getProperty("user.name", "");
    AuditTable.insert(
        connection,
        kind,
        new Caller(Caller.isName(user) ? user : "unknown", "the console"),
        List.of(key.id()),
        key.name(),
        null);
  }
}
