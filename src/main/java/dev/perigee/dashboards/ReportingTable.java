package dev.perigee.dashboards;

import dev.perigee.tables.Column;
import dev.perigee.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables for dashboards, each a view of its name in the schema {@code reporting}. The views say
 * which columns there are; here stands what a view cannot say.
 */
enum ReportingTable {
  RUNS(TableSource.RUNS, false, "recorded_at", "run_id"),
  SERIES(TableSource.RUNS, true, "run_id", "metric", "date", "statistic"),
  VALUATIONS(TableSource.RUNS, false, "run_id", "metric", "statistic"),
  PACK_WEIGHTS(TableSource.RUNS, false, "run_id", "pack"),
  MILESTONES(TableSource.LEDGER, false, "occurred_on", "id"),
  EFFECTS(TableSource.RUNS, true, "run_id", "place"),
  PARAMETERS(TableSource.RUNS, true, "run_id", "parameter", "pack"),
  FORECASTS(TableSource.FORECASTS, false, "forecast_id"),
  RULE_SET_ACTIVATIONS(TableSource.ACTIVATIONS, false, "generation");

  private final TableSource source;
  private final boolean ofOneRun;

  @SuppressWarnings("ImmutableEnumChecker") // that of List.of
  private final List<String> key;

  /**
   * @param ofOneRun whether it is read run by run, as all of them are too many rows
   * @param key columns by which rows are ordered and told apart; none of them is ever null
   */
  ReportingTable(TableSource source, boolean ofOneRun, String... key) {
    this.source = source;
    this.ofOneRun = ofOneRun;
    this.key = List.of(key);
  }

  /** The table of this name. */
  static Optional<ReportingTable> named(String name) {
    return Arrays.stream(values()).filter(each -> each.key().equals(name)).findFirst();
  }

  /** Its name in addresses, in the database and in OData. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  TableSource source() {
    return source;
  }

  boolean isOfOneRun() {
    return ofOneRun;
  }

  /** Columns by which rows are ordered and told apart. */
  List<String> keyColumns() {
    return key;
  }

  /** The cells by which a row is told apart. */
  List<Object> key(Table read, List<?> row) {
    List<String> names = read.columns().stream().map(Column::name).toList();
    List<Object> cells = new ArrayList<>();
    key.forEach(column -> cells.add(row.get(names.indexOf(column))));
    return cells;
  }
}
