package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.perigee.platform.CanonicalJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A forecast as it was said, and what came of it. */
@Schema(
    name = "Forecast",
    description = "A forecast as it was said on its day, and what came of it as far as is known.")
public record ForecastResponse(
    @Schema(description = "Number of the forecast.", examples = "4711") long id,
    @Schema(description = "Key of the question.", examples = "starship-flights-in-quarter")
        String question,
    @Schema(description = "Digest of the question as it was asked.", examples = "sha256:5f0c...")
        String definition,
    @Schema(
            description = "The question in words.",
            examples = "How many times does Starship fly in 2027Q1?")
        String title,
    @Schema(description = "What it is asked of.", examples = "2027Q1") String target,
    @Schema(description = "First day of what it is asked of.", examples = "2027-01-01")
        LocalDate from,
    @Schema(description = "Last day.", examples = "2027-03-31") LocalDate by,
    @Schema(
            description = "The day on which it was made: what was known then, and no more.",
            examples = "2026-11-24")
        LocalDate madeOn,
    @Schema(description = "When it was stored.", examples = "2026-11-24T00:03:12Z")
        Instant recordedAt,
    @Schema(description = "Digest of the rule set.", examples = "sha256:9d16...") String ruleSet,
    @Schema(description = "The run that said it.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String runId,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The back-test that it belongs to: it was not made on its day, but afterwards as of that day.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String backtest,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Probability of a yes; absent when the question asks for a number.",
            examples = "0.35")
        Double probability,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Its standard error, where it was simulated.", examples = "0.003")
        Double standardError,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Unit of the number.", examples = "flights")
        String unit,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Distribution of the number; absent when the answer is yes or no.")
        PredictiveDistribution distribution,
    @Schema(description = "What the base rate said, as it was known that day.")
        BaseRateResponse climatology,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What a market said, as it was known that day; absent without one.")
        MarketProbability market,
    @Schema(description = "What came of it.") ForecastOutcome resolution) {

  /** The base rate of a forecast. */
  @Schema(description = "The base rate: how often it had come before.")
  public record BaseRateResponse(
      @Schema(description = "Earlier cases that were answered by then.", examples = "14") int cases,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Yes and a half over cases and one (Jeffreys).", examples = "0.63")
          Double probability,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Distribution of the numbers that came; absent without cases.")
          PredictiveDistribution distribution) {}

  /** What a market said. */
  @Schema(description = "The probability of a market.")
  public record MarketProbability(
      @Schema(description = "Probability.", examples = "0.31") double probability,
      @Schema(description = "The fact that holds it.", examples = "market-1-mw-2035")
          String fact) {}

  /** Whether a question is answered. */
  @Schema(description = "Whether a question is answered.")
  public enum OutcomeState {
    /** Nobody knows yet. */
    @JsonProperty("open")
    OPEN,
    /** It is answered. */
    @JsonProperty("resolved")
    RESOLVED,
    /** The question fell; nothing is scored. */
    @JsonProperty("void")
    VOID
  }

  /** What came of a question. */
  @Schema(description = "What came of a question, as far as the ledger knows.")
  public record ForecastOutcome(
      @Schema(description = "Whether it is answered.", examples = "resolved") OutcomeState state,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "The number; of a yes or no 1 or 0. Absent until it is answered.",
              examples = "2")
          Double value,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Since when that is known.", examples = "2026-09-30")
          LocalDate on,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "The facts that answer; none when it is their absence that does.",
              examples = "[\"starship-flights-2026q3\"]")
          List<String> facts,
      @Schema(description = "How they do, or what is missing.", examples = "their total")
          String because) {

    static ForecastOutcome of(Resolution resolution) {
      return switch (resolution) {
        case Resolution.Open open ->
            new ForecastOutcome(OutcomeState.OPEN, null, null, null, open.why());
        case Resolution.Fallen fell ->
            new ForecastOutcome(OutcomeState.VOID, null, fell.on(), null, fell.why());
        case Resolution.Resolved resolved ->
            new ForecastOutcome(
                OutcomeState.RESOLVED,
                resolved.value(),
                resolved.on(),
                resolved.facts(),
                resolved.why());
      };
    }
  }

  static ForecastResponse of(Forecasts.Answered answered) {
    ForecastEntity row = answered.forecast();
    return new ForecastResponse(
        row.id,
        row.questionKey,
        row.question,
        answered
            .question()
            .title()
            .replace("{target}", row.target)
            .replace("{made}", row.madeOn.toString()),
        row.target,
        row.fromOn,
        row.byOn,
        row.madeOn,
        row.recordedAt,
        row.ruleSet,
        row.runId,
        row.backtest,
        row.probability,
        row.standardError,
        answered.question().unit(),
        read(row.distribution),
        new BaseRateResponse(
            row.climatologyCases, row.climatologyProbability, read(row.climatologyDistribution)),
        row.marketFact == null
            ? null
            : new MarketProbability(row.marketProbability, row.marketFact),
        ForecastOutcome.of(answered.resolution()));
  }

  private static PredictiveDistribution read(String json) {
    return json == null ? null : CanonicalJson.read(json, PredictiveDistribution.class);
  }
}
