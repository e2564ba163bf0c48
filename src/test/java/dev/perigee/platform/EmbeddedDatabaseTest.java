package dev.perigee.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void itWritesThroughToTheDisk(String setting) throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertEquals("on", query(database, "show " + setting));
    }
  }

  @Test
  void whatWasCommittedIsThereAfterAnotherStart() throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 42 as answer");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertEquals("42", query(database, "select answer from kept"));
    }
  }

  @Test
  void anotherProgramThatTookOverTheProcessIdIsLeftAlone() throws Exception {
    EmbeddedDatabase.start(folder).close();
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(folder.resolve("postgresql/postmaster.pid"), other.pid() + "\n");
      EmbeddedDatabase.start(folder).close();
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aFolderInUseIsRefused() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> EmbeddedDatabase.start(folder));
      assertTrue(refusal.getMessage().startsWith("Another Perigee uses"), refusal.getMessage());
      assertTrue(database.url().startsWith("jdbc:postgresql:"));
    }
  }

  @Test
  void theFolderIsItsOwnersAlone() throws IOException {
    Path made = folder.resolve("made");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(made)) {
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(made)),
          database.url());
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
