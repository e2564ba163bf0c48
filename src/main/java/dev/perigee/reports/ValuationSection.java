package dev.perigee.reports;

import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticRun;
import dev.perigee.scenarios.Valuation;
import java.util.List;

/** What the orbital programme is worth: bands and percentiles. */
final class ValuationSection {
  private final StochasticRun run;
  private final Valuation valuation;

  ValuationSection(StochasticRun run) {
    this.run = run;
    valuation = run.valuation();
  }

  /** The section. */
  Section section() {
    return new Section("valuation", "Valuation of the orbital programme", blocks());
  }

  private List<Block> blocks() {
    Statistics worth = valuation.enterpriseValueUsd();
    Valuation.BandMeans bands = valuation.bands();
    Statistics.PercentileErrors errors = worth.percentileStandardErrors();
    return List.of(
        new Block.Table(
            "Bands of the enterprise value, billion USD, real 2026 (convention: %s)"
                .formatted(bands.convention()),
            List.of("Band", "Mean of the band", "Standard error"),
            1,
            List.of(
                statistic("Bear: lowest quarter", bands.bear(), bands.bearStandardError()),
                statistic("Base: middle half", bands.base(), bands.baseStandardError()),
                statistic("Bull: highest quarter", bands.bull(), bands.bullStandardError()),
                statistic("Mean of all", worth.mean(), worth.standardError()))),
        new Block.Table(
            "Percentiles of the enterprise value over the whole mixture, billion USD, real 2026",
            List.of("", "P5", "P10", "P25", "P50", "P75", "P90", "P95"),
            1,
            List.of(
                List.of(
                    Cell.of("Value"),
                    Cell.billions(worth.p5()),
                    Cell.billions(worth.p10()),
                    Cell.billions(worth.p25()),
                    Cell.billions(worth.p50()),
                    Cell.billions(worth.p75()),
                    Cell.billions(worth.p90()),
                    Cell.billions(worth.p95())),
                List.of(
                    Cell.of("Standard error"),
                    Cell.billionsError(errors.p5()),
                    Cell.billionsError(errors.p10()),
                    Cell.billionsError(errors.p25()),
                    Cell.billionsError(errors.p50()),
                    Cell.billionsError(errors.p75()),
                    Cell.billionsError(errors.p90()),
                    Cell.billionsError(errors.p95())))),
        new Block.Points(
            List.of(
                "Probability that nothing is produced within the horizon: %s %s percent."
                    .formatted(
                        Numbers.percent(run.neverProduces().mean()),
                        Numbers.percentError(run.neverProduces().standardError())),
                "Effective life of a cohort: %s ± %s years, mean over the mixture."
                    .formatted(
                        Numbers.fixed(run.effectiveLifeYears().mean(), 2),
                        Numbers.fixed(run.effectiveLifeYears().standardError(), 3)),
                "Share of draws whose specific mass is below what physics asks (reported, not rejected): %s %s percent."
                    .formatted(
                        Numbers.percent(run.belowPhysicsFloor().mean()),
                        Numbers.percentError(run.belowPhysicsFloor().standardError())))));
  }

  private static List<Cell> statistic(String name, double value, double standardError) {
    return List.of(Cell.of(name), Cell.billions(value), Cell.billionsError(standardError));
  }
}
