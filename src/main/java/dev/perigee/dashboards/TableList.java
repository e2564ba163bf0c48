package dev.perigee.dashboards;

import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The tables for dashboards. */
@Schema(description = "The tables for dashboards.")
public record TableList(@Schema(description = "The tables.") List<TableDescription> items) {

  /** A table. */
  @Schema(description = "A table for dashboards.")
  public record TableDescription(
      @Schema(
              description =
                  "Its name: in addresses of the API, in OData, and as a view of the schema"
                      + " `reporting`.",
              examples = "series")
          String name,
      @Schema(description = "What its rows are.", examples = "The runs over time") String meaning,
      @Schema(
              description = "Columns by which rows are ordered and told apart.",
              examples = "[\"run_id\", \"metric\", \"date\", \"statistic\"]")
          List<String> key,
      @Schema(
              description = "Whether it is of the latest run of the ledger unless runs are named.",
              examples = "true")
          boolean ofOneRun,
      @Schema(description = "Its columns, in order.") List<TableColumn> columns) {

    static TableDescription of(ReportingTable table, ReportingColumns.Described described) {
      return new TableDescription(
          table.key(),
          described.meaning(),
          table.keyColumns(),
          table.isOfOneRun(),
          described.columns().stream().map(TableColumn::of).toList());
    }
  }

  /** A column of a table. */
  @Schema(description = "A column of a table.")
  public record TableColumn(
      @Schema(description = "Name.", examples = "value") String name,
      @Schema(
              description = "What its cells hold.",
              enumeration = {"text", "date", "timestamp", "number", "integer", "boolean"},
              examples = "number")
          String type,
      @Schema(
              description = "What it says, with its unit when it has one.",
              examples = "The value, in the unit of the row")
          String meaning) {

    static TableColumn of(Column column) {
      return new TableColumn(column.name(), key(column.type()), column.meaning());
    }

    private static String key(ColumnType type) {
      return type.name().toLowerCase(Locale.ROOT);
    }
  }
}
