package dev.perigee.reports;

import dev.perigee.scenarios.RunDossier;
import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticRun;
import dev.perigee.scenarios.Valuation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is said of a run of the mixture. */
final class MixtureReport {
  private static final String LEDGER = "The ledger as it stands";
  private static final int CARD_WIDTH_MM = 87;
  private static final int CARD_HEIGHT_MM = 74;
  private static final String COST_PARITY = "costRatio < 1";

  private final RunDossier.Stochastic dossier;
  private final StochasticRun run;

  private MixtureReport(RunDossier.Stochastic dossier) {
    this.dossier = dossier;
    run = dossier.run();
  }

  static Report of(RunDossier.Stochastic dossier) {
    return new MixtureReport(dossier).report();
  }

  private Report report() {
    LocalDate asOf = run.provenance().asOf();
    String title = Optional.ofNullable(run.scenario()).orElse(LEDGER);
    PriceSection price = new PriceSection(run);
    CapacitySection capacity = new CapacitySection(run);
    CostSection cost = new CostSection(run);
    ConstraintsSection constraints = new ConstraintsSection(run);
    return new Report(
        run.id(),
        title,
        "What is orbital computing worth on the evidence known on %s, and what does the market price imply?"
            .formatted(Numbers.day(asOf)),
        Numbers.day(asOf),
        Report.fileName(title, asOf.toString(), run.id()),
        run.valuation().marketImplied().statement(),
        tiles(),
        List.of(
            price.worth(CARD_WIDTH_MM, CARD_HEIGHT_MM),
            capacity.fan(CARD_WIDTH_MM, CARD_HEIGHT_MM),
            cost.fan(CARD_WIDTH_MM, CARD_HEIGHT_MM),
            constraints.binding(CARD_WIDTH_MM, CARD_HEIGHT_MM)),
        List.of(
            price.section(),
            new ValuationSection(run).section(),
            new EquitySection(run).section(),
            capacity.section(),
            cost.section(),
            constraints.section(),
            new EvidenceSection(dossier).section(),
            new ProbabilitiesSection(run).section(),
            new AssumptionsSection(dossier).section(),
            Appendix.provenance(run.id(), run.provenance()),
            Appendix.conventions(run.costRatio().getFirst().boundary(), true)));
  }

  private List<Tile> tiles() {
    Valuation.MarketImplied implied = run.valuation().marketImplied();
    Statistics worth = run.valuation().enterpriseValueUsd();
    StochasticRun.Probability parity =
        run.probabilities().stream()
            .filter(each -> each.event().equals(COST_PARITY) && each.by().getYear() <= Years.LAST)
            .reduce((first, second) -> second)
            .orElseThrow();
    Double weight = implied.companyPackWeight();
    return List.of(
        weight == null
            ? new Tile(
                "Company case: the price implies",
                "no weight",
                "the evidence gives %s%%".formatted(Numbers.percent(run.packWeights().company())),
                "")
            : new Tile(
                "Company case: the price implies",
                Numbers.percent(weight) + "%",
                "%s points; the evidence gives %s%%"
                    .formatted(
                        Numbers.percentError(implied.standardError()),
                        Numbers.percent(run.packWeights().company())),
                weight.toString()),
        new Tile(
            "Market pays for the orbital programme",
            Numbers.usd(implied.orbitalOptionUsd()),
            "enterprise value %s less other businesses %s"
                .formatted(
                    Numbers.usd(implied.marketEnterpriseValueUsd()),
                    Numbers.usd(implied.baseBusinessesUsd())),
            Double.toString(implied.orbitalOptionUsd())),
        new Tile(
            "The evidence gives, mean",
            Numbers.usd(worth.mean()),
            "%s bn; median %s"
                .formatted(Numbers.billionsError(worth.standardError()), Numbers.usd(worth.p50())),
            Double.toString(worth.mean())),
        new Tile(
            "Orbit cheaper than ground, end of " + parity.by().getYear(),
            Numbers.percent(parity.probability()) + "%",
            "%s points; probability".formatted(Numbers.percentError(parity.standardError())),
            Double.toString(parity.probability())));
  }
}
