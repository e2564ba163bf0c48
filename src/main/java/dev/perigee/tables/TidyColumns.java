package dev.perigee.tables;

import java.util.List;

/** Columns that mean the same in every tidy table. */
public final class TidyColumns {
  public static final Column RUN_ID = text("run_id", "Name of the run");
  public static final Column RULE_SET =
      text("rule_set", "Digest of the rule set; absent in deterministic mode");
  public static final Column AS_OF =
      new Column("as_of", ColumnType.DATE, "Day of knowledge; absent in deterministic mode");
  public static final Column SCENARIO = text("scenario", "Name of the scenario, when it has one");
  public static final Column METRIC = text("metric", "What is measured");
  public static final Column UNIT = text("unit", "Unit of the value");
  public static final Column DATE = new Column("date", ColumnType.DATE, "Day that the value is of");
  public static final Column STATISTIC =
      text("statistic", "Mean or percentile over the mixture, or the value of a deterministic run");
  public static final Column VALUE = number("value", "The value, in the unit of the row");
  public static final Column STANDARD_ERROR =
      number("standard_error", "Standard error of the value, in the same unit");

  /** The one shape of what runs say over time. */
  public static final List<Column> OF_RUNS =
      List.of(
          RUN_ID, RULE_SET, AS_OF, SCENARIO, METRIC, UNIT, DATE, STATISTIC, VALUE, STANDARD_ERROR);

  private TidyColumns() {}

  /** A column of texts. */
  public static Column text(String name, String meaning) {
    return new Column(name, ColumnType.TEXT, meaning);
  }

  /** A column of numbers. */
  public static Column number(String name, String meaning) {
    return new Column(name, ColumnType.NUMBER, meaning);
  }
}
