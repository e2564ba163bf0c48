package dev.perigee.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A lost database is told from a statement that failed. */
class DatabaseOutageTest {
  @Test
  void aLostConnectionIsFoundUnderWhateverItIsWrappedIn() {
    assertTrue(DatabaseOutage.isCauseOf(wrapped(new SQLException("refused", "08001"))));
    assertTrue(DatabaseOutage.isCauseOf(wrapped(new SQLException("shutting down", "57P01"))));
    assertTrue(DatabaseOutage.isCauseOf(wrapped(new SQLException("starting up", "57P03"))));
    assertTrue(DatabaseOutage.isCauseOf(wrapped(new SQLException("Sorry, acquisition timeout!"))));
  }

  @Test
  void oneThatCameUpWhileAnotherFailureWasHandledIsFoundToo() {
    IllegalStateException failure = new IllegalStateException("rolled back");
    failure.addSuppressed(new SQLException("gone", "08006"));
    assertTrue(DatabaseOutage.isCauseOf(failure));
  }

  @Test
  void aStatementThatFailedIsNoOutage() {
    assertFalse(DatabaseOutage.isCauseOf(wrapped(new SQLException("duplicate key", "23505"))));
    assertFalse(DatabaseOutage.isCauseOf(wrapped(new SQLException("no state"))));
    assertFalse(DatabaseOutage.isCauseOf(new IllegalStateException("the database")));
  }

  @Test
  void whoeverNeedsTheDatabaseIsToldToTryAgain() {
    assertEquals(ProblemType.UNAVAILABLE, DatabaseOutage.problem().type());
  }

  private static RuntimeException wrapped(SQLException failure) {
    return new IllegalStateException("outer", new IllegalStateException("inner", failure));
  }
}
