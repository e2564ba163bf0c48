package dev.perigee.reports;

import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticRun;
import dev.perigee.scenarios.Valuation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the price implies, and what the evidence gives. */
final class PriceSection {
  private final StochasticRun run;
  private final Valuation valuation;

  PriceSection(StochasticRun run) {
    this.run = run;
    valuation = run.valuation();
  }

  /** The section. */
  Section section() {
    return new Section("price", "What the price implies, and what the evidence gives", blocks());
  }

  private List<Block> blocks() {
    Valuation.MarketImplied implied = valuation.marketImplied();
    Valuation.ByPack packs = valuation.byPackUsd();
    return List.of(
        worth(Block.Figure.PAGE_WIDTH_MM, 58),
        new Block.Table(
            "What the orbital programme is worth: mean enterprise value, billion USD, real 2026",
            List.of("Case", "Weight on the evidence, %", "Mean", "Standard error"),
            1,
            List.of(
                pack("Sceptic pack", run.packWeights().sceptic(), packs.sceptic()),
                pack("House pack", run.packWeights().house(), packs.house()),
                pack("Company pack", run.packWeights().company(), packs.company()),
                List.of(
                    Cell.of("All packs by their weights"),
                    Cell.of(1.0, Numbers.percent(1)),
                    Cell.billions(valuation.enterpriseValueUsd().mean()),
                    Cell.billionsError(valuation.enterpriseValueUsd().standardError())),
                List.of(
                    Cell.of(
                        "The market pays",
                        "enterprise value %s less %s for the other businesses"
                            .formatted(
                                Numbers.usd(implied.marketEnterpriseValueUsd()),
                                Numbers.usd(implied.baseBusinessesUsd()))),
                    Cell.none(),
                    Cell.billions(implied.orbitalOptionUsd()),
                    Cell.none()))),
        new Block.Prose(credence(implied)));
  }

  private static List<Cell> pack(String name, double weight, Statistics.Mean mean) {
    return List.of(
        Cell.of(name),
        Cell.of(weight, Numbers.percent(weight)),
        Cell.billions(mean.mean()),
        Cell.billionsError(mean.standardError()));
  }

  private String credence(Valuation.MarketImplied implied) {
    String evidence = Numbers.percent(run.packWeights().company());
    if (implied.companyPackWeight() != null) {
      return "The price is right for someone who gives the company case a weight of %s %s percent; the evidence gives it %s percent."
          .formatted(
              Numbers.percent(implied.companyPackWeight()),
              Numbers.percentError(implied.standardError()),
              evidence);
    }
    if (implied.exceedsCompanyCaseByUsd() != null) {
      return "No weight on the company case makes the price right: it is %s more than the company case alone is worth. The"
              .formatted(Numbers.usd(implied.exceedsCompanyCaseByUsd()))
          + " evidence gives that case a weight of %s percent.".formatted(evidence);
    }
    return "No weight on the company case makes the price right; the evidence gives that case %s percent."
        .formatted(evidence);
  }

  /**
   * The value by pack, on the evidence, and what the market pays.
   *
   * @param width and {@code height}, mm
   */
  Block.Figure worth(int width, int height) {
    Map<String, Statistics.Mean> means = new LinkedHashMap<>();
    means.put("Sceptic pack", valuation.byPackUsd().sceptic());
    means.put("House pack", valuation.byPackUsd().house());
    means.put("Company pack", valuation.byPackUsd().company());
    Statistics all = valuation.enterpriseValueUsd();
    means.put("Evidence, all packs", new Statistics.Mean(all.mean(), all.standardError()));
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    means.forEach(
        (name, mean) -> {
          values.put(name, mean.mean() / 1e9);
          labels.put(
              name,
              "%s %s"
                  .formatted(
                      Numbers.billions(mean.mean()), Numbers.billionsError(mean.standardError())));
        });
    String market = "Market price implies";
    double option = valuation.marketImplied().orbitalOptionUsd();
    values.put(market, option / 1e9);
    labels.put(market, Numbers.billions(option));
    return new Block.Figure(
        "worth",
        "Enterprise value of the orbital programme: mean in each pack, on all the evidence, and what the market pays."
            + " Billion USD, real 2026, ± one standard error.",
        "Enterprise value of the orbital programme in billion USD: "
            + labels.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("; ")),
        BarCharts.horizontal(values, labels, market, "billion USD, real 2026"),
        width,
        height);
  }
}
