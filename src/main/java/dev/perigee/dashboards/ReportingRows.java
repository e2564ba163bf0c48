package dev.perigee.dashboards;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import dev.perigee.tables.Table;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads rows of the tables. */
@ApplicationScoped
class ReportingRows {
  /** SQLSTATE class of values that a type cannot hold. */
  private static final String DATA_EXCEPTION = "22";

  /** The run of the day: the last of the ledger as it is, of those with most paths. */
  private static final String LATEST_RUN =
      """
      run_id = (select id from public.run
                 where mode = 'stochastic' and json_or_null(inputs) -> 'scenario' = '{}'::jsonb
                 order by summary #>> '{provenance,asOf}' desc nulls last,
                          (summary #>> '{provenance,paths}')::bigint desc nulls last, recorded_at desc
                 limit 1)\
      """;

  private final AgroalDataSource database;
  private final ReportingColumns columns;

  ReportingRows(AgroalDataSource database, ReportingColumns columns) {
    this.database = database;
    this.columns = columns;
  }

  /**
   * Which rows to read.
   *
   * @param where which of them
   * @param after key of the row after which they begin
   * @param skip how many to leave out at the start
   * @param most at most so many
   */
  record Query(
      ReportingTable table, SqlCondition where, Optional<List<Object>> after, int skip, int most) {}

  /** The run of the day, for tables that are read run by run. */
  static SqlCondition ofLatestRun() {
    return new SqlCondition(LATEST_RUN, List.of());
  }

  /** Rows in the order of their keys. */
  Table read(Query query) {
    ReportingTable table = query.table();
    List<Column> described = columns.of(table).columns();
    String key = String.join(", ", table.keyColumns());
    SqlCondition where =
        query
            .after()
            .map(
                last ->
                    query
                        .where()
                        .and(
                            new SqlCondition(
                                "(%s) > (%s)"
                                    .formatted(
                                        key,
                                        String.join(", ", Collections.nCopies(last.size(), "?"))),
                                last)))
            .orElse(query.where());
    String sql =
        "select %s from reporting.%s where %s order by %s offset ? limit ?"
            .formatted(
                String.join(", ", described.stream().map(Column::name).toList()),
                table.key(),
                where.sql(),
                key);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bind(statement, where.values());
      statement.setInt(next, query.skip());
      statement.setInt(next + 1, query.most());
      return new Table(table.key(), described, rows(statement, described));
    } catch (SQLException e) {
      throw failure(table, e);
    }
  }

  /** How many rows meet a condition. */
  long count(ReportingTable table, SqlCondition where) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select count(*) from reporting.%s where %s".formatted(table.key(), where.sql()))) {
      bind(statement, where.values());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw failure(table, e);
    }
  }

  /** A digest that is another one when a table has other rows or columns. */
  String version(ReportingTable table) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(table.source().version());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return CanonicalJson.digest(row.getString(1) + columns.of(table));
    } catch (SQLException e) {
      throw failure(table, e);
    }
  }

  private static RuntimeException failure(ReportingTable table, SQLException e) {
    if (e.getSQLState() != null && e.getSQLState().startsWith(DATA_EXCEPTION)) {
      return new ProblemException(
          ProblemType.MALFORMED_REQUEST,
          "A value to compare with is none that %s can hold: %s"
              .formatted(table.key(), e.getMessage().lines().findFirst().orElse("")),
          List.of());
    }
    return new ReportingFailure(table, e);
  }

  private static int bind(PreparedStatement statement, List<Object> values) throws SQLException {
    int place = 1;
    for (Object value : values) {
      statement.setObject(
          place++, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
    }
    return place;
  }

  private static List<List<Object>> rows(PreparedStatement statement, List<Column> columns)
      throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        List<Object> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
          cells.add(cell(row, i + 1, columns.get(i).type()));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Object cell(ResultSet row, int place, ColumnType type) throws SQLException {
    return switch (type) {
      case TEXT -> row.getString(place);
      case DATE -> row.getObject(place, LocalDate.class);
      case TIMESTAMP -> {
        OffsetDateTime moment = row.getObject(place, OffsetDateTime.class);
        yield moment == null ? null : moment.toInstant();
      }
      case NUMBER -> row.getObject(place, Double.class);
      case INTEGER -> row.getObject(place, Long.class);
      case BOOLEAN -> row.getObject(place, Boolean.class);
    };
  }
}
