package dev.perigee.reports;

import dev.perigee.scenarios.StochasticRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Probabilities of states of the world. */
final class ProbabilitiesSection {
  private static final String COST_PARITY = "costRatio < 1";

  private final StochasticRun run;

  ProbabilitiesSection(StochasticRun run) {
    this.run = run;
  }

  /** The section. */
  Section section() {
    return new Section("probabilities", "Probabilities", blocks());
  }

  private List<Block> blocks() {
    List<Integer> years =
        run.capacity().stream()
            .map(StochasticRun.CapacityYear::year)
            .filter(Years.NAMED::contains)
            .toList();
    List<String> columns = new ArrayList<>(List.of("State at the end of the year"));
    years.forEach(year -> columns.addAll(List.of(year.toString(), "± error")));
    Map<String, List<Cell>> rows = new LinkedHashMap<>();
    for (StochasticRun.Probability each : run.probabilities()) {
      List<Cell> row =
          rows.computeIfAbsent(
              each.event(), event -> new ArrayList<>(List.of(Cell.of(inWords(event), event))));
      if (years.contains(each.by().getYear())) {
        row.add(Cell.percent(each.probability()));
        row.add(Cell.percentError(each.standardError()));
      }
    }
    return List.of(
        new Block.Table(
            "Share of the mixture in a state at the end of a year, percent",
            columns,
            1,
            List.copyOf(rows.values())));
  }

  private static String inWords(String event) {
    return switch (event) {
      case "capacityKw > 1000" -> "More than 1 MW on orbit";
      case "capacityKw > 100000" -> "More than 100 MW on orbit";
      case "capacityKw > 1000000" -> "More than 1 GW on orbit";
      case "capacityKw > 10000000" -> "More than 10 GW on orbit";
      case COST_PARITY -> "Orbit cheaper than the ground";
      default -> event;
    };
  }
}
