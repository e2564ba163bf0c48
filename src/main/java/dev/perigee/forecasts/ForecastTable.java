package dev.perigee.forecasts;

import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Forecasts as a table; of a number its median, and the bounds of its middle 80 %. */
final class ForecastTable {
  private static final double LOW = .1;
  private static final double MEDIAN = .5;
  private static final double HIGH = .9;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("forecast_id", ColumnType.INTEGER, "Number of the forecast"),
          TidyColumns.text("question", "Key of the question"),
          TidyColumns.text("title", "The question in words"),
          TidyColumns.text("target", "What it is asked of"),
          new Column("from_on", ColumnType.DATE, "First day of what it is asked of"),
          new Column("by_on", ColumnType.DATE, "Last day of it"),
          new Column("made_on", ColumnType.DATE, "Day on which it was made"),
          TidyColumns.RULE_SET,
          TidyColumns.RUN_ID,
          TidyColumns.text("backtest", "The back-test that it belongs to, when it does"),
          TidyColumns.UNIT,
          TidyColumns.number("probability", "Probability of a yes; absent for a number"),
          TidyColumns.number("standard_error", "Standard error of the probability"),
          TidyColumns.number("p10", "10th percentile of a number, in its unit"),
          TidyColumns.number("p50", "Its median"),
          TidyColumns.number("p90", "Its 90th percentile"),
          TidyColumns.number("climatology_probability", "What the base rate said that day"),
          TidyColumns.number("market_probability", "What a market said that day"),
          TidyColumns.text("outcome", "Whether it is open, resolved or void"),
          TidyColumns.number("outcome_value", "The number; of a yes or no 1 or 0"),
          new Column("outcome_on", ColumnType.DATE, "Day since which that is known"));

  private ForecastTable() {}

  static Table of(List<ForecastResponse> forecasts) {
    return new Table("forecasts", COLUMNS, forecasts.stream().map(ForecastTable::cells).toList());
  }

  private static List<Object> cells(ForecastResponse f) {
    Optional<PredictiveDistribution> number = Optional.ofNullable(f.distribution());
    return Arrays.asList(
        f.id(),
        f.question(),
        f.title(),
        f.target(),
        f.from(),
        f.by(),
        f.madeOn(),
        f.ruleSet(),
        f.runId(),
        f.backtest(),
        f.unit(),
        f.probability(),
        f.standardError(),
        number.map(each -> each.quantile(LOW)).orElse(null),
        number.map(each -> each.quantile(MEDIAN)).orElse(null),
        number.map(each -> each.quantile(HIGH)).orElse(null),
        f.climatology().probability(),
        f.market() == null ? null : f.market().probability(),
        f.resolution().state().name().toLowerCase(Locale.ROOT),
        f.resolution().value(),
        f.resolution().on());
  }
}
