package dev.perigee.reports;

import dev.perigee.scenarios.DeterministicRun;
import dev.perigee.scenarios.RunDossier;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What is said of a single path. */
final class PathReport {
  private static final String CENTRAL = "The central values";
  private static final int CARD_HEIGHT_MM = 80;
  private static final double LEAST_KW = 100;
  private static final String LAST_QUARTER = "Q4";
  private static final int DIGITS_OF_A_YEAR = 4;

  private final RunDossier.Deterministic dossier;
  private final DeterministicRun run;
  private final List<DeterministicRun.Quarter> years;

  private PathReport(RunDossier.Deterministic dossier) {
    this.dossier = dossier;
    run = dossier.run();
    years = run.quarters().stream().filter(each -> each.quarter().endsWith(LAST_QUARTER)).toList();
  }

  static Report of(RunDossier.Deterministic dossier) {
    return new PathReport(dossier).report();
  }

  private Report report() {
    String title = Optional.ofNullable(run.scenario()).orElse(CENTRAL);
    return new Report(
        run.id(),
        title,
        "What becomes of orbital computing on the single path of the central values and the assumptions?",
        "",
        Report.fileName(title, "", run.id()),
        "On this path the orbital programme is worth %s. A single path has no probability."
            .formatted(Numbers.usd(run.enterpriseValueUsd())),
        tiles(),
        List.of(
            capacity(Block.Figure.PAGE_WIDTH_MM, CARD_HEIGHT_MM),
            costRatio(Block.Figure.PAGE_WIDTH_MM, CARD_HEIGHT_MM)),
        List.of(
            new Section(
                "capacity", "Capacity on orbit", List.of(capacity(Block.Figure.PAGE_WIDTH_MM, 70))),
            new Section(
                "cost",
                "Cost of orbit over cost on the ground",
                List.of(
                    costRatio(Block.Figure.PAGE_WIDTH_MM, 70),
                    Appendix.boundary(run.costRatioBoundary()))),
            new Section("years", "Year by year", List.of(table())),
            new AssumptionsSection(dossier).section(),
            Appendix.provenance(run.id(), run.provenance()),
            Appendix.conventions(run.costRatioBoundary(), false)));
  }

  private List<Tile> tiles() {
    return List.of(
        tile("Enterprise value", run.enterpriseValueUsd(), "present and terminal value"),
        tile("Present value", run.presentValueUsd(), "of the horizon"),
        tile("Terminal value", run.terminalValueUsd(), "after the horizon"),
        new Tile(
            "Effective life",
            Numbers.fixed(run.effectiveLifeYears(), 2) + " yr",
            "capacity-equivalent years of a cohort",
            Double.toString(run.effectiveLifeYears())));
  }

  private static Tile tile(String label, double usd, String note) {
    return new Tile(label, Numbers.usd(usd), note, Double.toString(usd));
  }

  private Block.Figure capacity(int width, int height) {
    return new Block.Figure(
        "capacity",
        "Compute capacity on orbit, logarithmic; what is below %s lies on the lower edge."
            .formatted(Numbers.power(LEAST_KW)),
        "Compute capacity on orbit: "
            + years.stream()
                .map(each -> year(each) + " " + Numbers.power(each.capacityKw()))
                .collect(Collectors.joining("; ")),
        FanChart.logarithmic(
            line(DeterministicRun.Quarter::capacityKw),
            "compute load on orbit",
            LEAST_KW,
            Numbers::axisPower),
        width,
        height);
  }

  private Block.Figure costRatio(int width, int height) {
    return new Block.Figure(
        "cost-ratio",
        "Cost of a kW-year in orbit over its cost on the ground; below the dashed line orbit is cheaper.",
        "Orbital over terrestrial cost: "
            + years.stream()
                .map(each -> year(each) + " " + Numbers.fixed(each.costRatio(), 2))
                .collect(Collectors.joining("; ")),
        FanChart.marked(
            FanChart.linear(
                line(DeterministicRun.Quarter::costRatio),
                "orbital / terrestrial cost",
                Numbers::general),
            1,
            "Parity"),
        width,
        height);
  }

  private List<FanChart.Year> line(ToDoubleFunction<DeterministicRun.Quarter> value) {
    return years.stream()
        .map(each -> FanChart.Year.line(Integer.parseInt(year(each)), value.applyAsDouble(each)))
        .toList();
  }

  private static String year(DeterministicRun.Quarter quarter) {
    return quarter.quarter().substring(0, DIGITS_OF_A_YEAR);
  }

  private Block table() {
    return new Block.Table(
        "The last quarter of each year; money in real 2026 USD",
        List.of(
            "Year",
            "Binds",
            "Capacity",
            "Launch, USD/kg",
            "Orbit, USD/kW-yr",
            "Ground, USD/kW-yr",
            "Cost ratio",
            "Cash flow in the quarter, bn"),
        2,
        years.stream()
            .map(
                each ->
                    List.of(
                        Cell.of(year(each)),
                        Cell.of(each.bindingConstraint()),
                        Cell.of(each.capacityKw(), Numbers.power(each.capacityKw())),
                        Cell.of(
                            each.launchCostUsdPerKg(), Numbers.fixed(each.launchCostUsdPerKg(), 0)),
                        Cell.of(
                            each.orbitalCostUsdPerKwYear(),
                            Numbers.fixed(each.orbitalCostUsdPerKwYear(), 0)),
                        Cell.of(
                            each.terrestrialCostUsdPerKwYear(),
                            Numbers.fixed(each.terrestrialCostUsdPerKwYear(), 0)),
                        Cell.of(each.costRatio(), Numbers.fixed(each.costRatio(), 2)),
                        Cell.of(each.freeCashFlowUsd(), Numbers.billions(each.freeCashFlowUsd()))))
            .toList());
  }
}
