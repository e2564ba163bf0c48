package dev.perigee.reports;

import dev.perigee.scenarios.StochasticRun;
import java.util.List;

/** Capacity on orbit. */
final class CapacitySection {
  private static final double LEAST_KW = 100;

  private final StochasticRun run;

  CapacitySection(StochasticRun run) {
    this.run = run;
  }

  /** The section. */
  Section section() {
    return new Section("capacity", "Capacity on orbit", blocks());
  }

  private List<Block> blocks() {
    return List.of(
        fan(Block.Figure.PAGE_WIDTH_MM, 74),
        new Block.Table(
            "Compute capacity on orbit in the last quarter of each year; mean ± one standard error",
            List.of("Year", "Mean", "± error", "P5", "P25", "P50", "P75", "P95"),
            1,
            run.capacity().stream()
                .filter(each -> each.year() <= Years.LAST)
                .map(
                    each ->
                        Years.row(
                            each.year(),
                            each.capacityKw().mean(),
                            each.capacityKw().standardError(),
                            List.of(
                                each.capacityKw().p5(),
                                each.capacityKw().p25(),
                                each.capacityKw().p50(),
                                each.capacityKw().p75(),
                                each.capacityKw().p95()),
                            Numbers::power))
                .toList()));
  }

  /**
   * Bands of capacity over the years.
   *
   * @param width and {@code height}, mm
   */
  Block.Figure fan(int width, int height) {
    List<FanChart.Year> years =
        run.capacity().stream()
            .filter(each -> each.year() <= Years.LAST)
            .map(
                each ->
                    new FanChart.Year(
                        each.year(),
                        each.capacityKw().p5(),
                        each.capacityKw().p25(),
                        each.capacityKw().p50(),
                        each.capacityKw().p75(),
                        each.capacityKw().p95()))
            .toList();
    return new Block.Figure(
        "capacity",
        "Compute capacity on orbit, logarithmic; what is below %s lies on the lower edge."
            .formatted(Numbers.power(LEAST_KW)),
        "Compute capacity on orbit: "
            + Years.said(
                run.capacity(),
                StochasticRun.CapacityYear::year,
                each -> each.capacityKw().p50(),
                each -> each.capacityKw().p95(),
                Numbers::power),
        FanChart.logarithmic(years, "compute load on orbit", LEAST_KW, Numbers::axisPower),
        width,
        height);
  }
}
