package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The views for dashboards keep their columns, and their role reads them and nothing else. */
@ServiceTest
class ReportingViewsTest {
  private static final Path COLUMNS =
      Path.of("src", "test", "resources", "reporting", "columns.txt");
  private static final String BARRED = "42501";

  private static final String OF_VIEWS =
      " from pg_class c join pg_attribute a on a.attrelid = c.oid"
          + " where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v'"
          + " and a.attnum > 0 and not a.attisdropped";

  /** What is in the file was promised: a migration may add a line after the others of its view. */
  @Test
  void theColumnsOfTheViewsAreThoseThatWerePromised() throws Exception {
    List<String> columns =
        Reader.rows(
                "select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid,"
                    + " a.atttypmod)"
                    + OF_VIEWS
                    + " order by c.relname, a.attnum")
            .stream()
            .map(List::getFirst)
            .toList();
    assertEquals(Files.readAllLines(COLUMNS), columns);
  }

  @Test
  void everyViewAndColumnSaysWhatItIs() throws Exception {
    assertEquals(
        List.of(),
        Reader.rows(
            "select c.relname, a.attname"
                + OF_VIEWS
                + " and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is"
                + " null)"));
  }

  @Test
  void theRoleReadsEveryView() throws Exception {
    List<List<String>> views =
        Reader.rows(
            "select relname from pg_class where relnamespace = 'reporting'::regnamespace"
                + " and relkind = 'v'");
    assertFalse(views.isEmpty());
    for (List<String> view : views) {
      Reader.rows("select * from reporting.%s limit 1".formatted(view.getFirst()));
    }
  }

  /**
   * PostgreSQL before 18 handles no errors there, as these views do for JSON that none can read.
   */
  @ParameterizedTest
  @ValueSource(strings = {"runs", "series", "effects", "parameters"})
  void whatReadsJsonIsLeftToNoParallelWorker(String view) throws Exception {
    try (Connection connection = Reader.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("set debug_parallel_query = on");
      try (ResultSet plan =
          statement.executeQuery("explain select * from reporting.%s".formatted(view))) {
        while (plan.next()) {
          assertFalse(plan.getString(1).contains("Gather"), plan.getString(1));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from public.run",
        "select * from public.milestone",
        "select * from public.api_key",
        "select * from public.forecast_outcome",
        "select * from flyway_schema_history",
        "select rolpassword from pg_authid",
        "select pg_read_file('postgresql.conf')"
      })
  void theRoleReadsNothingElse(String sql) {
    assertEquals(
        BARRED, assertThrows(SQLException.class, () -> Reader.rows(sql)).getSQLState(), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into reporting.milestones (id) values ('mine')",
        "update reporting.rule_set_activations set message = 'mine'",
        "delete from reporting.runs",
        "create table reporting.mine (id text)",
        "create table public.mine (id text)",
        "create view reporting.mine as select 1",
        "drop view reporting.runs",
        "insert into public.milestone (id) values ('mine')",
        "create schema mine",
        "create role mine",
        "alter role postgres nologin"
      })
  void theRoleWritesNothingEvenWhenItSaysThatItMay(String sql) throws Exception {
    try (Connection connection = Reader.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      assertEquals(
          BARRED,
          assertThrows(SQLException.class, () -> statement.execute(sql)).getSQLState(),
          sql);
    }
  }

  @Test
  void theRoleReadsOnlyUnlessItSaysOtherwiseAndItsPasswordIsHashed() throws Exception {
    assertEquals(List.of(List.of("on")), Reader.rows("show default_transaction_read_only"));
    assertTrue(
        Rows.text("select rolpassword from pg_authid where rolname = ?", "perigee_reader")
            .startsWith("SCRAM-SHA-256$"));
  }

  @Test
  void textThatNoJsonbCanHoldIsLeftOutOfTheViewsAndStoredAllTheSame() {
    assertEquals(
        "absent",
        Rows.text(
            "select coalesce(json_or_null(?)::text, 'absent')", "{\"because\": \"\\u0000\"}"));
    assertEquals("{\"a\": 1}", Rows.text("select json_or_null(?)::text", "{\"a\":1}"));
  }
}
