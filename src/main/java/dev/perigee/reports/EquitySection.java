package dev.perigee.reports;

import dev.perigee.scenarios.StochasticRun;
import dev.perigee.scenarios.Valuation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.data.category.CategoryDataset;

/** From the programme to a share. */
final class EquitySection {
  private final Valuation valuation;

  EquitySection(StochasticRun run) {
    valuation = run.valuation();
  }

  /** The section. */
  Section section() {
    return new Section("equity", "From the programme to a share", blocks());
  }

  private List<Block> blocks() {
    Valuation.Bridge bridge = valuation.equityBridge();
    Map<String, Double> steps = new LinkedHashMap<>();
    steps.put("Connectivity", bridge.connectivityUsd());
    steps.put("Launch and government", bridge.launchUsd());
    steps.put("AI on the ground", bridge.groundAiUsd());
    steps.put("Orbital programme", bridge.orbitalUsd().mean());
    steps.put("Debt", -bridge.debtUsd());
    steps.put("Cash", bridge.cashUsd());
    steps.put("Equity", bridge.equityUsd().mean());
    Map<String, Double> inBillions = new LinkedHashMap<>();
    steps.forEach((name, usd) -> inBillions.put(name, usd / 1e9));
    Map<String, Double> errors =
        Map.of(
            "Orbital programme", bridge.orbitalUsd().standardError(),
            "Equity", bridge.equityUsd().standardError());
    List<List<Cell>> rows = new ArrayList<>();
    steps.forEach(
        (name, usd) ->
            rows.add(
                List.of(
                    Cell.of(name),
                    Cell.billions(usd),
                    errors.containsKey(name)
                        ? Cell.billionsError(errors.get(name))
                        : Cell.of("assumed"))));
    return List.of(
        new Block.Figure(
            "bridge",
            "Equity bridge: what each business adds, at the mean of the orbital programme. Billion USD, real 2026.",
            "Equity bridge in billion USD: "
                + inBillions.entrySet().stream()
                    .map(each -> each.getKey() + " " + Numbers.fixed(each.getValue(), 1))
                    .collect(Collectors.joining("; ")),
            BarCharts.waterfall(inBillions, new StepLabels(), "billion USD, real 2026"),
            Block.Figure.PAGE_WIDTH_MM,
            62),
        new Block.Table(
            "Equity bridge, billion USD, real 2026",
            List.of("Item", "Value", "Standard error"),
            1,
            rows),
        new Block.Prose(
            "Equity per share: $%s ± %s, on %s billion diluted shares."
                .formatted(
                    Numbers.fixed(bridge.perShareUsd().mean(), 2),
                    Numbers.fixed(bridge.perShareUsd().standardError(), 2),
                    Numbers.fixed(bridge.dilutedShares() / 1e9, 2))));
  }

  private static final class StepLabels extends StandardCategoryItemLabelGenerator {
    private static final long serialVersionUID = 1L;

    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      return Numbers.fixed(data.getValue(row, column).doubleValue(), 1);
    }
  }
}
