package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.errorprone.annotations.FormatMethod;
import dev.perigee.simulation.Bands;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.ImpliedCredence;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.SimulationResult;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the programme and the company are worth. */
@Schema(description = "What the orbital programme and the company are worth, in real 2026 USD.")
public record Valuation(
    @Schema(description = "Enterprise value of the orbital programme, USD.")
        Statistics enterpriseValueUsd,
    @Schema(description = "Mean enterprise value of the programme in each pack alone, USD.")
        ByPack byPackUsd,
    @Schema(
            description =
                "Mean value of the lowest quarter, the middle half and the highest quarter.")
        BandMeans bands,
    @Schema(description = "From the programme to a share.") Bridge equityBridge,
    @Schema(description = "What the market price implies.") MarketImplied marketImplied) {

  static Valuation of(SimulationResult result, EquityBridge bridge) {
    return new Valuation(
        Statistics.of(result.enterpriseValue()),
        new ByPack(
            Statistics.Mean.of(result.packValues().get(Pack.SCEPTIC)),
            Statistics.Mean.of(result.packValues().get(Pack.HOUSE)),
            Statistics.Mean.of(result.packValues().get(Pack.COMPANY))),
        BandMeans.of(result.bands()),
        Bridge.of(bridge, result.enterpriseValue().mean()),
        MarketImplied.of(bridge, result));
  }

  /** A mean by pack. */
  @Schema(description = "A mean in each pack.")
  public record ByPack(
      @Schema(description = "Sceptic pack.") Statistics.Mean sceptic,
      @Schema(description = "House pack.") Statistics.Mean house,
      @Schema(description = "Company pack.") Statistics.Mean company) {}

  /** Band means. */
  @Schema(
      description =
          "Band means, USD: 0.25 bear + 0.5 base + 0.25 bull is the mean. Quartiles are p25, p50 and p75 of the enterprise"
              + " value.")
  public record BandMeans(
      @Schema(description = "How the bands are read off.", examples = "band-mean")
          String convention,
      @Schema(description = "Mean of the lowest quarter, USD.", examples = "-7.2e9") double bear,
      @Schema(description = "Mean of the middle half, USD.", examples = "0") double base,
      @Schema(description = "Mean of the highest quarter, USD.", examples = "4.1e11") double bull,
      @Schema(description = "Standard error of the bear band, USD.", examples = "7e7")
          double bearStandardError,
      @Schema(description = "Standard error of the base band, USD.", examples = "0")
          double baseStandardError,
      @Schema(description = "Standard error of the bull band, USD.", examples = "3.3e9")
          double bullStandardError) {

    static BandMeans of(Bands bands) {
      return new BandMeans(
          "band-mean",
          bands.bear().value(),
          bands.base().value(),
          bands.bull().value(),
          bands.bear().standardError(),
          bands.base().standardError(),
          bands.bull().standardError());
    }
  }

  /** Equity bridge. */
  @Schema(
      description =
          "Equity = connectivity + launch + AI on the ground + orbital programme - debt + cash.")
  public record Bridge(
      @Schema(description = "Enterprise value of connectivity, USD.", examples = "3.6e11")
          double connectivityUsd,
      @Schema(
              description = "Enterprise value of launch and government business, USD.",
              examples = "6.0e10")
          double launchUsd,
      @Schema(description = "Enterprise value of AI on the ground, USD.", examples = "2.5e11")
          double groundAiUsd,
      @Schema(description = "Mean enterprise value of the orbital programme, USD.")
          Statistics.Mean orbitalUsd,
      @Schema(description = "Debt, USD.", examples = "3.936e10") double debtUsd,
      @Schema(description = "Cash, USD.", examples = "1.0e11") double cashUsd,
      @Schema(description = "Mean equity value, USD.") Statistics.Mean equityUsd,
      @Schema(description = "Diluted shares.", examples = "1.311e10") double dilutedShares,
      @Schema(description = "Mean equity value per share, USD.") Statistics.Mean perShareUsd) {

    static Bridge of(EquityBridge bridge, Estimate orbital) {
      double equity = bridge.equityUsd(orbital.value());
      return new Bridge(
          bridge.connectivityUsd(),
          bridge.launchUsd(),
          bridge.groundAiUsd(),
          Statistics.Mean.of(orbital),
          bridge.debtUsd(),
          bridge.cashUsd(),
          new Statistics.Mean(equity, orbital.standardError()),
          bridge.dilutedShares(),
          new Statistics.Mean(
              equity / bridge.dilutedShares(), orbital.standardError() / bridge.dilutedShares()));
    }
  }

  /** Market-implied option and credence. */
  @Schema(description = "What the market price implies of the orbital programme.")
  public record MarketImplied(
      @Schema(
              description = "Enterprise value at which the company trades, USD.",
              examples = "1.25e12")
          double marketEnterpriseValueUsd,
      @Schema(description = "Enterprise value of the other businesses, USD.", examples = "6.7e11")
          double baseBusinessesUsd,
      @Schema(
              description = "What the market pays for the orbital programme: the difference, USD.",
              examples = "5.8e11")
          double orbitalOptionUsd,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description =
                  "Weight on the company pack that would justify it, the others keeping their proportions; absent when no"
                      + " weight in [0, 1] does.",
              examples = "0.87")
          Double companyPackWeight,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Standard error of that weight.", examples = "0.004")
          Double standardError,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "By how much the market pays more than the company case supports, USD.",
              examples = "3.3e11")
          Double exceedsCompanyCaseByUsd,
      @Schema(
              description = "The same in a sentence.",
              examples = "The price is that of a weight of 0.87 on the company case.")
          String statement) {

    static MarketImplied of(EquityBridge bridge, SimulationResult result) {
      Double weight = null;
      Double error = null;
      Double excess = null;
      String statement;
      switch (bridge.impliedCredence(result.packValues(), result.weights())) {
        case ImpliedCredence.Weight implied -> {
          weight = implied.companyWeight().value();
          error = implied.companyWeight().standardError();
          statement =
              text(
                  "The price is that of a weight of %.2f on the company case; the evidence gives it %.2f.",
                  weight, result.weights().get(Pack.COMPANY));
        }
        case ImpliedCredence.BeyondCompanyCase beyond -> {
          excess = beyond.excessUsd();
          statement =
              text(
                  "The price is more than the company case supports, by %.0f billion USD.",
                  excess / 1e9);
        }
        case ImpliedCredence.BelowOtherCases below ->
            statement =
                text(
                    "The price is below what the programme is worth without the company case, by %.0f billion USD.",
                    below.shortfallUsd() / 1e9);
        case ImpliedCredence.NotInformative none ->
            statement =
                text(
                    "The company case is worth no more than the others (%.0f against %.0f billion USD), so no weight explains"
                        + " the price.",
                    none.companyUsd() / 1e9, none.othersUsd() / 1e9);
      }
      return new MarketImplied(
          bridge.marketEnterpriseValueUsd(),
          bridge.baseBusinessesUsd(),
          bridge.impliedOrbitalUsd(),
          weight,
          error,
          excess,
          statement);
    }

    @FormatMethod
    private static String text(String format, Object... values) {
      return String.format(Locale.ROOT, format, values);
    }
  }
}
