package dev.perigee.dashboards;

import dev.perigee.platform.PageCursor;
import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The columns of the tables with their types and comments, as the database knows them. Read once:
 * migrations are over when the service answers.
 */
@ApplicationScoped
class ReportingColumns {
  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod), col_description(a.attrelid, a.attnum)
        from pg_attribute a
       where a.attrelid = to_regclass('reporting.' || ?) and a.attnum > 0 and not a.attisdropped
       order by a.attnum
      """;
  private static final String MEANING =
      "select obj_description(to_regclass('reporting.' || ?), 'pg_class')";

  private static final Map<String, ColumnType> TYPES =
      Map.of(
          "text", ColumnType.TEXT,
          "date", ColumnType.DATE,
          "timestamp with time zone", ColumnType.TIMESTAMP,
          "double precision", ColumnType.NUMBER,
          "bigint", ColumnType.INTEGER,
          "boolean", ColumnType.BOOLEAN);

  private final AgroalDataSource database;
  private final Map<ReportingTable, Described> known = new ConcurrentHashMap<>();

  ReportingColumns(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * What a table is.
   *
   * @param meaning of a row, in words
   */
  record Described(String meaning, List<Column> columns) {
    /** The column of this name. */
    Column column(String name) {
      return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * The key of a row from its parts as text.
     *
     * @throws IllegalArgumentException or DateTimeException when a part is none of its column
     */
    List<Object> key(ReportingTable table, List<String> parts) {
      List<Object> key = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        key.add(part(column(table.keyColumns().get(i)).type(), parts.get(i)));
      }
      return key;
    }

    private static Object part(ColumnType type, String text) {
      return switch (type) {
        case TEXT -> text;
        case DATE -> PageCursor.day(text);
        case TIMESTAMP -> PageCursor.moment(text);
        case NUMBER -> Double.valueOf(text);
        case INTEGER -> Long.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
      };
    }

    /** Whether there is a column of this name. */
    boolean has(String name) {
      return columns.stream().anyMatch(each -> each.name().equals(name));
    }
  }

  Described of(ReportingTable table) {
    return known.computeIfAbsent(table, this::read);
  }

  private Described read(ReportingTable table) {
    try (Connection connection = database.getConnection();
        PreparedStatement meaning = connection.prepareStatement(MEANING);
        PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
      meaning.setString(1, table.key());
      columns.setString(1, table.key());
      List<Column> found = new ArrayList<>();
      try (ResultSet row = columns.executeQuery()) {
        while (row.next()) {
          found.add(new Column(row.getString(1), type(row.getString(2)), row.getString(3)));
        }
      }
      try (ResultSet row = meaning.executeQuery()) {
        row.next();
        return new Described(row.getString(1), List.copyOf(found));
      }
    } catch (SQLException e) {
      throw new ReportingFailure(table, e);
    }
  }

  private static ColumnType type(String inDatabase) {
    ColumnType type = TYPES.get(inDatabase);
    if (type == null) {
      throw new IllegalStateException(
          "expected a type of %s, got %s".formatted(TYPES.keySet(), inDatabase));
    }
    return type;
  }
}
