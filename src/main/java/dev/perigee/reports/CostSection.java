package dev.perigee.reports;

import dev.perigee.scenarios.StochasticRun;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;

/** Cost of orbit over cost on the ground. */
final class CostSection {
  private static final String PARITY = "Parity";

  private final StochasticRun run;

  CostSection(StochasticRun run) {
    this.run = run;
  }

  /** The section. */
  Section section() {
    return new Section("cost", "Cost of orbit over cost on the ground", blocks());
  }

  private List<Block> blocks() {
    List<StochasticRun.CostRatioYear> years =
        run.costRatio().stream().filter(each -> each.year() <= Years.LAST).toList();
    JFreeChart probability =
        FanChart.linear(
            years.stream()
                .map(each -> FanChart.Year.line(each.year(), each.probabilityBelowOne()))
                .toList(),
            "P(cost ratio < 1)",
            value -> Numbers.fixed(100 * value, 0) + "%");
    return List.of(
        fan(Block.Figure.PAGE_WIDTH_MM, 62),
        new Block.Figure(
            "parity",
            "Probability that a kW-year costs less in orbit than on the ground, by year; errors are in the table.",
            "Probability of a cost ratio below one: "
                + years.stream()
                    .filter(each -> Years.NAMED.contains(each.year()))
                    .map(
                        each ->
                            "%d %s percent"
                                .formatted(
                                    each.year(), Numbers.percent(each.probabilityBelowOne())))
                    .collect(Collectors.joining("; ")),
            probability,
            Block.Figure.PAGE_WIDTH_MM,
            36),
        new Block.Table(
            "Orbital over terrestrial cost of a kW-year in the last quarter of each year, and probability that it is below"
                + " one, percent",
            List.of(
                "Year", "Mean", "± error", "P5", "P25", "P50", "P75", "P95", "Below 1", "± error"),
            1,
            years.stream().map(CostSection::costRow).toList()),
        Appendix.boundary(years.getFirst().boundary()));
  }

  private static List<Cell> costRow(StochasticRun.CostRatioYear each) {
    List<Cell> row =
        Years.row(
            each.year(),
            each.mean(),
            each.standardError(),
            List.of(each.p5(), each.p25(), each.p50(), each.p75(), each.p95()),
            value -> Numbers.fixed(value, 2));
    row.add(Cell.of(each.probabilityBelowOne(), Numbers.percent(each.probabilityBelowOne())));
    row.add(Cell.percentError(each.probabilityStandardError()));
    return row;
  }

  /**
   * Bands of the cost ratio over the years.
   *
   * @param width and {@code height}, mm
   */
  Block.Figure fan(int width, int height) {
    List<FanChart.Year> years =
        run.costRatio().stream()
            .filter(each -> each.year() <= Years.LAST)
            .map(
                each ->
                    new FanChart.Year(
                        each.year(), each.p5(), each.p25(), each.p50(), each.p75(), each.p95()))
            .toList();
    return new Block.Figure(
        "cost-ratio",
        "Cost of a kW-year in orbit over its cost on the ground; below the dashed line orbit is cheaper.",
        "Orbital over terrestrial cost: "
            + Years.said(
                run.costRatio(),
                StochasticRun.CostRatioYear::year,
                StochasticRun.CostRatioYear::p50,
                StochasticRun.CostRatioYear::p95,
                value -> Numbers.fixed(value, 2)),
        FanChart.marked(
            FanChart.linear(years, "orbital / terrestrial cost", Numbers::general), 1, PARITY),
        width,
        height);
  }
}
