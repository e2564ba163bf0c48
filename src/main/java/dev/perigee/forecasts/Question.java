package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question that the model can be asked and the ledger can answer, as data. It is asked of many
 * targets: this quarter, that year.
 */
@Schema(description = "A question that the model can be asked and the ledger can answer.")
public record Question(
    @Schema(description = "Name of the question.", examples = "starship-flights-in-quarter")
        String key,
    @Schema(
            description = "The question; `{target}` stands for what it is asked of.",
            examples = "How many times does Starship fly in {target}?")
        String title,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Unit of the number; absent when the answer is yes or no.",
            examples = "flights")
        String unit,
    @Schema(description = "What in time it is about.", examples = "quarter") QuestionTime about,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Months from the day of the forecast to the begin of the period, to the day, or to the end of the wait; absent"
                    + " when it is the horizon.",
            examples = "24")
        Integer within,
    @Schema(description = "What of a run is the forecast.") ForecastSource forecast,
    @Schema(description = "How the ledger answers.") ResolutionRule resolution,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "When the answer is a yes; absent when the answer is a number, or any fact is a yes.")
        FactCondition yes,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Where the base rate begins; absent when nothing like it came before.",
            examples = "2023-04-01")
        LocalDate since,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Subject of the facts of type CONTEXT with the unit `probability` that are a market's.",
            examples = "orbital compute above 1 MW on {target}")
        String market) {

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException with the key and what does not
   */
  public Question {
    if (key == null || title == null || about == null || forecast == null || resolution == null) {
      throw new IllegalArgumentException(
          "%s: a question has key, title, about, forecast and resolution".formatted(key));
    }
    require(
        (within == null) == (about == QuestionTime.HORIZON),
        key,
        "within is given unless it is about the horizon");
    boolean yesNo = yes != null || resolution.take() == ResolutionRule.TakenFacts.ANY;
    require((unit == null) == yesNo, key, "a number has a unit, and a yes or no has none");
    require(
        (about == QuestionTime.NEXT) == (resolution.take() == ResolutionRule.TakenFacts.FIRST),
        key,
        "first answers what is next");
    require(
        (about == QuestionTime.HORIZON) == (resolution.take() == ResolutionRule.TakenFacts.ANY),
        key,
        "any answers what is about the horizon");
    require(
        resolution.take() != ResolutionRule.TakenFacts.TOTAL
            || about == QuestionTime.QUARTER
            || about == QuestionTime.YEAR,
        key,
        "a total is of a period");
    require(market == null || yesNo, key, "a market's probability is that of a yes");
    boolean fits =
        switch (forecast) {
          case ForecastSource.ForecastOfEvent event -> about == QuestionTime.YEAR_END && yesNo;
          case ForecastSource.ForecastOfMetric metric ->
              (about == QuestionTime.YEAR_END || about == QuestionTime.YEAR) && !yesNo;
          case ForecastSource.ForecastOfRate rate ->
              (about == QuestionTime.QUARTER || about == QuestionTime.YEAR)
                  && (!yesNo || yes.atLeast() != null);
          case ForecastSource.ForecastOfGate gate -> about == QuestionTime.HORIZON;
          case ForecastSource.ForecastOfComplement complement ->
              about == QuestionTime.NEXT && yesNo;
        };
    require(fits, key, "no run says this: " + forecast);
  }

  private static void require(boolean holds, String key, String what) {
    if (!holds) {
      throw new IllegalArgumentException(key + ": " + what);
    }
  }

  /** Whether the answer is yes or no and not a number. */
  @JsonIgnore
  public boolean isYesNo() {
    return unit == null;
  }

  /** Digest of everything that it says. */
  String digest() {
    return CanonicalJson.digest(this);
  }
}
