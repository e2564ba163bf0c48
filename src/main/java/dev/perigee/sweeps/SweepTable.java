package dev.perigee.sweeps;

import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Metric;
import dev.perigee.studies.Differences;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tidy table of a sweep: one row for each point, metric, date and statistic. Values of the
 * programme have no date.
 *
 * @param columns names
 * @param rows values in the order of the columns
 */
record SweepTable(List<String> columns, List<List<Object>> rows) {
  private static final String VALUE = "enterpriseValueUsd";
  private static final String USD = "USD";
  private static final String PARITY = "probabilityOfParity";
  private static final String PROBABILITY = "probability";

  /** Which number of a row. */
  private record Cell(String metric, String unit, String date, String statistic) {}

  static SweepTable of(GridResult grid) {
    List<List<Object>> rows = new ArrayList<>();
    List<GridResult.GridPoint> points = new ArrayList<>(List.of(grid.base()));
    points.addAll(grid.points());
    for (GridResult.GridPoint point : points) {
      List<Object> place = new ArrayList<>(start(grid.id(), grid.provenance()));
      for (int i = 0; i < 2; i++) {
        String parameter = i < grid.axes().size() ? grid.axes().get(i).parameter() : "";
        Double value = point.assumptions().get(parameter);
        place.add(value == null ? "" : parameter);
        place.add(value == null ? "" : value);
      }
      statistics(rows, place, VALUE, USD, "", point.enterpriseValueUsd());
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
    return new SweepTable(
        List.of(
            "sweep_id",
            "rule_set",
            "as_of",
            "scenario",
            "parameter_1",
            "value_1",
            "parameter_2",
            "value_2",
            "metric",
            "unit",
            "date",
            "statistic",
            "value",
            "standard_error"),
        rows);
  }

  static SweepTable of(TornadoResult tornado) {
    List<List<Object>> rows = new ArrayList<>();
    for (TornadoResult.Bar bar : tornado.drivers()) {
      for (Map.Entry<String, TornadoResult.End> each :
          List.of(Map.entry("low", bar.low()), Map.entry("high", bar.high()))) {
        TornadoResult.End end = each.getValue();
        List<Object> place = new ArrayList<>(start(tornado.id(), tornado.provenance()));
        place.addAll(List.of(bar.parameter(), each.getKey(), end.value()));
        Differences.DistributionDifference value = end.enterpriseValueUsd();
        differences(
            rows, place, VALUE, USD, "", value.mean(), value.p10(), value.p50(), value.p90());
        years(rows, place, Metric.CAPACITY, end.capacityKw());
        years(rows, place, Metric.COST_RATIO, end.costRatio());
        for (TornadoResult.ParityYear year : end.probabilityOfParity()) {
          differences(rows, place, PARITY, PROBABILITY, end(year.year()), year.probability());
        }
      }
    }
    return new SweepTable(
        List.of(
            "sweep_id",
            "rule_set",
            "as_of",
            "scenario",
            "parameter",
            "end",
            "parameter_value",
            "metric",
            "unit",
            "date",
            "statistic",
            "base",
            "value",
            "difference",
            "difference_standard_error"),
        rows);
  }

  private static List<Object> start(String id, SweepProvenance provenance) {
    return List.of(
        id,
        provenance.ruleSet(),
        provenance.asOf().toString(),
        Optional.ofNullable(provenance.scenario()).orElse(""));
  }

  private static String end(int year) {
    return LocalDate.of(year, 12, 31).toString();
  }

  private static void statistics(
      List<List<Object>> rows,
      List<Object> place,
      String metric,
      String unit,
      String date,
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
      String date,
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
    row.addAll(List.of(cell.metric(), cell.unit(), cell.date(), cell.statistic()));
    for (double number : numbers) {
      row.add(number);
    }
    rows.add(row);
  }
}
