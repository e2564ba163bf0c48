package dev.perigee.reports;

import dev.perigee.scenarios.StochasticRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What holds capacity back. */
final class ConstraintsSection {
  private final StochasticRun run;

  ConstraintsSection(StochasticRun run) {
    this.run = run;
  }

  /** The section. */
  Section section() {
    return new Section("constraints", "What holds capacity back", blocks());
  }

  private List<Block> blocks() {
    List<StochasticRun.BindingYear> years = bindingYears();
    return List.of(
        binding(Block.Figure.PAGE_WIDTH_MM, 72),
        new Block.Table(
            "Share of the mixture that each constraint binds in the last quarter of a year, percent",
            List.of(
                "Year",
                "Launch",
                "Factory",
                "Demand",
                "Capital",
                "Regulatory",
                "Bandwidth",
                "No production"),
            1,
            years.stream()
                .map(
                    each ->
                        List.of(
                            Cell.of(Integer.toString(each.year())),
                            Cell.percent(each.launch()),
                            Cell.percent(each.factory()),
                            Cell.percent(each.demand()),
                            Cell.percent(each.capital()),
                            Cell.percent(each.regulatory()),
                            Cell.percent(each.bandwidth()),
                            Cell.percent(each.notProducing())))
                .toList()));
  }

  private List<StochasticRun.BindingYear> bindingYears() {
    return run.bindingConstraints().stream().filter(each -> each.year() <= Years.LAST).toList();
  }

  /**
   * Shares of what binds over the years.
   *
   * @param width and {@code height}, mm
   */
  Block.Figure binding(int width, int height) {
    Map<String, ToDoubleFunction<StochasticRun.BindingYear>> constraints = new LinkedHashMap<>();
    constraints.put("Launch", StochasticRun.BindingYear::launch);
    constraints.put("Factory", StochasticRun.BindingYear::factory);
    constraints.put("Demand", StochasticRun.BindingYear::demand);
    constraints.put("Capital", StochasticRun.BindingYear::capital);
    constraints.put("Regulatory", StochasticRun.BindingYear::regulatory);
    constraints.put("Bandwidth", StochasticRun.BindingYear::bandwidth);
    constraints.put("No production", StochasticRun.BindingYear::notProducing);
    List<StochasticRun.BindingYear> years = bindingYears();
    Map<String, List<Double>> shares = new LinkedHashMap<>();
    constraints.forEach(
        (name, share) ->
            shares.put(name, years.stream().map(each -> share.applyAsDouble(each)).toList()));
    return new Block.Figure(
        "binding",
        "Which constraint binds in the last quarter of each year; share of the mixture.",
        "Share of the mixture that produces nothing: "
            + years.stream()
                .filter(each -> Years.NAMED.contains(each.year()))
                .map(
                    each ->
                        "%d %s percent"
                            .formatted(each.year(), Numbers.percent(each.notProducing())))
                .collect(Collectors.joining("; ")),
        BarCharts.stacked(
            years.stream().map(StochasticRun.BindingYear::year).toList(),
            shares,
            "share of the mixture"),
        width,
        height);
  }
}
