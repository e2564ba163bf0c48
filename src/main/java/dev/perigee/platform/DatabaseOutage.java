package dev.perigee.platform;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Tells failures of the way to the database from others. */
public final class DatabaseOutage {
  /** Classes and codes of SQLSTATE that PostgreSQL and its driver use for lost connections. */
  private static final List<String> STATES = List.of("08", "57P", "53300");

  /** The connection pool gives no SQLSTATE when there was no connection in time. */
  private static final String POOL = "acquisition timeout";

  private DatabaseOutage() {}

  /** Whether something failed because the database cannot be reached. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && isLost(e)) {
        return true;
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (isCauseOf(suppressed)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLost(SQLException e) {
    String state = e.getSQLState();
    return state == null
        ? String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(POOL)
        : STATES.stream().anyMatch(state::startsWith);
  }

  /** What whoever needs the database is answered. */
  public static ProblemException problem() {
    return new ProblemException(
        ProblemType.UNAVAILABLE,
        "The database cannot be reached; what is stored cannot be read or changed now",
        List.of());
  }
}
