package dev.perigee.sweeps;

import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Metric;
import dev.perigee.studies.Differences;
import dev.perigee.tables.Column;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tidy table of a sweep: one row for each point, metric, date and statistic. Values of the
 * programme have no date.
 */
final class SweepTable {
  private static final String VALUE = "enterpriseValueUsd";
  private static final String USD = "USD";
  private static final String PARITY = "probabilityOfParity";
  private static final String PROBABILITY = "probability";

  private static final Column SWEEP_ID = TidyColumns.text("sweep_id", "Name of the sweep");
  private static final List<Column> GRID =
      List.of(
          SWEEP_ID,
          TidyColumns.RULE_SET,
          TidyColumns.AS_OF,
          TidyColumns.SCENARIO,
          TidyColumns.text("parameter_1", "Parameter of the first axis; absent at the base"),
          TidyColumns.number("value_1", "Its value, in its unit"),
          TidyColumns.text("parameter_2", "Parameter of the second axis, when there is one"),
          TidyColumns.number("value_2", "Its value, in its unit"),
          TidyColumns.METRIC,
          TidyColumns.UNIT,
          TidyColumns.DATE,
          TidyColumns.STATISTIC,
          TidyColumns.VALUE,
          TidyColumns.STANDARD_ERROR);
  private static final List<Column> TORNADO =
      List.of(
          SWEEP_ID,
          TidyColumns.RULE_SET,
          TidyColumns.AS_OF,
          TidyColumns.SCENARIO,
          TidyColumns.text("parameter", "The driver"),
          TidyColumns.text("end", "Low or high end of the driver"),
          TidyColumns.number("parameter_value", "Value of the driver there, in its unit"),
          TidyColumns.METRIC,
          TidyColumns.UNIT,
          TidyColumns.DATE,
          TidyColumns.STATISTIC,
          TidyColumns.number("base", "The value where no driver is moved"),
          TidyColumns.VALUE,
          TidyColumns.number("difference", "Value less base, under common random numbers"),
          TidyColumns.number("difference_standard_error", "Standard error of the difference"));

  private SweepTable() {}

  /** Which number of a row; the date is null for values of the programme. */
  private record Cell(String metric, String unit, LocalDate date, String statistic) {}

  static Table of(GridResult grid) {
    List<List<Object>> rows = new ArrayList<>();
    List<GridResult.GridPoint> points = new ArrayList<>(List.of(grid.base()));
    points.addAll(grid.points());
    for (GridResult.GridPoint point : points) {
      List<Object> place = new ArrayList<>(start(grid.id(), grid.provenance()));
      for (int i = 0; i < 2; i++) {
        String parameter = i < grid.axes().size() ? grid.axes().get(i).parameter() : "";
        Double value = point.assumptions().get(parameter);
        place.add(value == null ? null : parameter);
        place.add(value);
      }
      statistics(rows, place, VALUE, USD, null, point.enterpriseValueUsd());
      for (GridResult.Year year : point.years()) {
        statistics(
            rows,
            place,
            Metric.CAPACITY.field(),
            Metric.CAPACITY.unit(),
            end(year.year()),
            year.capacityKw());
        statistics(
            rows,
            place,
            Metric.COST_RATIO.field(),
            Metric.COST_RATIO.unit(),
            end(year.year()),
            year.costRatio());
        Statistics.Mean parity = year.probabilityOfParity();
        row(
            rows,
            place,
            new Cell(PARITY, PROBABILITY, end(year.year()), "mean"),
            parity.mean(),
            parity.standardError());
      }
    }
    return new Table("sweep", GRID, rows);
  }

  static Table of(TornadoResult tornado) {
    List<List<Object>> rows = new ArrayList<>();
    for (TornadoResult.Bar bar : tornado.drivers()) {
      for (Map.Entry<String, TornadoResult.End> each :
          List.of(Map.entry("low", bar.low()), Map.entry("high", bar.high()))) {
        TornadoResult.End end = each.getValue();
        List<Object> place = new ArrayList<>(start(tornado.id(), tornado.provenance()));
        place.addAll(List.of(bar.parameter(), each.getKey(), end.value()));
        Differences.DistributionDifference value = end.enterpriseValueUsd();
        differences(
            rows, place, VALUE, USD, null, value.mean(), value.p10(), value.p50(), value.p90());
        years(rows, place, Metric.CAPACITY, end.capacityKw());
        years(rows, place, Metric.COST_RATIO, end.costRatio());
        for (TornadoResult.ParityYear year : end.probabilityOfParity()) {
          differences(rows, place, PARITY, PROBABILITY, end(year.year()), year.probability());
        }
      }
    }
    return new Table("sweep", TORNADO, rows);
  }

  private static List<Object> start(String id, SweepProvenance provenance) {
    return Arrays.asList(id, provenance.ruleSet(), provenance.asOf(), provenance.scenario());
  }

  private static LocalDate end(int year) {
    return LocalDate.of(year, 12, 31);
  }

  private static void statistics(
      List<List<Object>> rows,
      List<Object> place,
      String metric,
      String unit,
      LocalDate date,
      Statistics s) {
    Statistics.PercentileErrors e = s.percentileStandardErrors();
    row(rows, place, new Cell(metric, unit, date, "mean"), s.mean(), s.standardError());
    row(rows, place, new Cell(metric, unit, date, "p10"), s.p10(), e.p10());
    row(rows, place, new Cell(metric, unit, date, "p50"), s.p50(), e.p50());
    row(rows, place, new Cell(metric, unit, date, "p90"), s.p90(), e.p90());
  }

  private static void years(
      List<List<Object>> rows,
      List<Object> place,
      Metric metric,
      List<Differences.YearDifference> years) {
    for (Differences.YearDifference year : years) {
      differences(
          rows,
          place,
          metric.field(),
          metric.unit(),
          end(year.year()),
          year.mean(),
          year.p10(),
          year.p50(),
          year.p90());
    }
  }

  /** Rows of a mean and, where they are given, of the 10th, 50th and 90th percentile. */
  private static void differences(
      List<List<Object>> rows,
      List<Object> place,
      String metric,
      String unit,
      LocalDate date,
      Differences.Difference... numbers) {
    List<String> statistics = List.of("mean", "p10", "p50", "p90");
    for (int i = 0; i < numbers.length; i++) {
      Differences.Difference number = numbers[i];
      row(
          rows,
          place,
          new Cell(metric, unit, date, statistics.get(i)),
          number.reference(),
          number.candidate(),
          number.difference(),
          number.standardError());
    }
  }

  private static void row(
      List<List<Object>> rows, List<Object> place, Cell cell, double... numbers) {
    List<Object> row = new ArrayList<>(place);
    row.addAll(Arrays.asList(cell.metric(), cell.unit(), cell.date(), cell.statistic()));
    for (double number : numbers) {
      row.add(number);
    }
    rows.add(row);
  }
}
