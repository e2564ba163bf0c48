package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import dev.perigee.simulation.Trajectory;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The metrics of a run over time. */
@Schema(description = "The metrics of a run over time, quarter by quarter.")
public record RunSeries(
    @Schema(description = "Name of the run.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String runId,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Name of the scenario, when it has one.", examples = "bull")
        String scenario,
    @Schema(description = "Where it comes from.") Provenance provenance,
    @Schema(description = "The metrics.") List<Line> items) {

  /** One metric over time. */
  @Schema(description = "One metric over time.")
  public record Line(
      @Schema(description = "The metric.", examples = "capacityKw") String metric,
      @Schema(description = "Its unit.", examples = "kW") String unit,
      @Schema(description = "What it is.", examples = "Compute capacity on orbit") String meaning,
      @Schema(description = "A point for each quarter.") List<Point> points) {}

  /** A quarter of a metric. */
  @Schema(
      description =
          "A quarter: statistics of a stochastic run, or the value of a deterministic one.")
  public record Point(
      @Schema(description = "The quarter.", examples = "2030Q4") String quarter,
      @Schema(description = "Its last day.", examples = "2030-12-31") LocalDate date,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Mean and percentiles over the mixture; absent in a deterministic run.")
          Statistics statistics,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Value of a deterministic run; absent otherwise.",
              examples = "148510.0")
          Double value) {}

  static List<Line> of(SimulationResult result) {
    List<Line> lines = new ArrayList<>();
    result
        .series()
        .forEach(
            (metric, summaries) -> {
              List<Point> points = new ArrayList<>();
              for (int q = 0; q < summaries.size(); q++) {
                Summary summary = summaries.get(q);
                points.add(
                    new Point(
                        result.horizon().label(q),
                        lastDay(result.horizon(), q),
                        Statistics.of(summary),
                        null));
              }
              lines.add(new Line(metric.field(), metric.unit(), metric.meaning(), points));
            });
    return lines;
  }

  static List<Line> of(Trajectory path) {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<Metric, double[]> entry : path.series().entrySet()) {
      List<Point> points = new ArrayList<>();
      for (int q = 0; q < path.horizon().quarters(); q++) {
        points.add(
            new Point(
                path.horizon().label(q), lastDay(path.horizon(), q), null, entry.getValue()[q]));
      }
      lines.add(
          new Line(
              entry.getKey().field(), entry.getKey().unit(), entry.getKey().meaning(), points));
    }
    return lines;
  }

  private static LocalDate lastDay(Horizon horizon, int quarter) {
    return LocalDate.of(horizon.year(quarter), 3 * (quarter % 4) + 3, 1).plusMonths(1).minusDays(1);
  }

  /** The same with these metrics alone. */
  RunSeries only(List<String> metrics) {
    return new RunSeries(
        runId,
        scenario,
        provenance,
        items.stream().filter(line -> metrics.contains(line.metric())).toList());
  }

  /** The tidy table: one row for each metric, quarter and statistic. */
  Table table() {
    List<List<Object>> rows = new ArrayList<>();
    for (Line line : items) {
      for (Point point : line.points()) {
        if (point.value() != null) {
          rows.add(row(line, point, "value", point.value(), 0));
        } else {
          Statistics s = point.statistics();
          Statistics.PercentileErrors e = s.percentileStandardErrors();
          rows.add(row(line, point, "mean", s.mean(), s.standardError()));
          rows.add(row(line, point, "p5", s.p5(), e.p5()));
          rows.add(row(line, point, "p10", s.p10(), e.p10()));
          rows.add(row(line, point, "p25", s.p25(), e.p25()));
          rows.add(row(line, point, "p50", s.p50(), e.p50()));
          rows.add(row(line, point, "p75", s.p75(), e.p75()));
          rows.add(row(line, point, "p90", s.p90(), e.p90()));
          rows.add(row(line, point, "p95", s.p95(), e.p95()));
        }
      }
    }
    return new Table("series", TidyColumns.OF_RUNS, rows);
  }

  private List<Object> row(Line line, Point point, String statistic, double value, double error) {
    return Arrays.asList(
        runId,
        provenance.ruleSet(),
        provenance.asOf(),
        scenario,
        line.metric(),
        line.unit(),
        point.date(),
        statistic,
        value,
        error);
  }
}
