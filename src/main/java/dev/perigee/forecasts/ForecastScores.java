package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How good forecasts were. */
@Schema(description = "How good the forecasts were whose questions are answered.")
public record ForecastScores(
    @Schema(
            description = "The day as of which they are answered and scored.",
            examples = "2026-11-24")
        LocalDate asOf,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "The back-test that is scored; absent for forecasts made on their day.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String backtest,
    @Schema(description = "The questions, in the order of their keys.")
        List<QuestionScores> items) {

  /** How good the forecasts of one question were. */
  @Schema(description = "How good the forecasts of one question were.")
  public record QuestionScores(
      @Schema(description = "Key of the question.", examples = "starship-flights-in-quarter")
          String question,
      @Schema(description = "Digest of the question as it was asked.", examples = "sha256:5f0c...")
          String definition,
      @Schema(
              description = "The question.",
              examples = "How many times does Starship fly in {target}?")
          String title,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Unit of the number; absent when the answer is yes or no.",
              examples = "flights")
          String unit,
      @Schema(description = "Forecasts that were made.", examples = "320") long forecasts,
      @Schema(description = "Those whose question is open.", examples = "300") long open,
      @Schema(description = "Those whose question fell.", examples = "0") long fell,
      @Schema(
              description =
                  "Those that are answered and not scored: the answer was known when they were made, or is an early yes.",
              examples = "0")
          long notScored,
      @Schema(description = "Those that are scored.", examples = "20") long scored,
      @Schema(description = "Different outcomes among those that are scored.", examples = "3")
          int outcomes,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "What to mind when reading the scores.",
              examples =
                  "3 different outcomes are too few to tell skill from luck; forecasts of one outcome are not independent.")
          String caution,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Scores of probabilities; absent without any.")
          ProbabilityScores probabilities,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Scores of numbers; absent without any.")
          NumberScores numbers) {}

  /** Scores of probabilities. */
  @Schema(description = "Scores of probabilities.")
  public record ProbabilityScores(
      @Schema(description = "The Brier score and its parts.") BrierScore brier,
      @Schema(description = "The logarithmic score.") LogScore logarithmic,
      @Schema(description = "Calibration in bins of a tenth; empty ones are left out.")
          List<CalibrationBin> calibration,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Brier score against the base rate.")
          SkillScore climatology,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Brier score against the market; absent where there was none.")
          SkillScore market) {}

  /** Scores of numbers. */
  @Schema(description = "Scores of numbers.")
  public record NumberScores(
      @Schema(
              description =
                  "Mean continuous ranked probability score, in the unit of the question; 0 is best.",
              examples = "0.61")
          double crps,
      @Schema(
              description = "Mean absolute error of the medians, in the unit of the question.",
              examples = "0.8")
          double medianError,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Against the base rate; absent where no case came before.")
          SkillScore climatology) {}

  /** A score against a baseline. */
  @Schema(description = "The score against that of a baseline, of forecasts that had one.")
  public record SkillScore(
      @Schema(description = "Forecasts that had this baseline.", examples = "20") int forecasts,
      @Schema(description = "Score of the model on them.", examples = "0.21") double model,
      @Schema(description = "Score of the baseline.", examples = "0.25") double baseline,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description =
                  "One less the model's score over the baseline's: 1 is perfect, 0 no better, below 0 worse. Absent when the"
                      + " baseline made no error.",
              examples = "0.16")
          Double skill) {

    static SkillScore of(int forecasts, double model, double baseline) {
      return new SkillScore(forecasts, model, baseline, baseline > 0 ? 1 - model / baseline : null);
    }
  }
}
