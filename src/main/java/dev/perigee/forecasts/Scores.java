package dev.perigee.forecasts;

import static java.util.stream.Collectors.groupingBy;

import dev.perigee.platform.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Scores the forecasts whose questions are answered, question by question. */
@ApplicationScoped
public class Scores {
  /** Different outcomes below which a score says little; a rule of thumb. */
  private static final int ENOUGH_OUTCOMES = 30;

  private final Forecasts forecasts;
  private final ForecastStore store;
  private final Backtests backtests;

  public Scores(Forecasts forecasts, ForecastStore store, Backtests backtests) {
    this.forecasts = forecasts;
    this.store = store;
    this.backtests = backtests;
  }

  /** A forecast that is scored. */
  private record Scored(ForecastEntity forecast, Resolution.Resolved came) {
    Judged judged(double probability) {
      return new Judged(probability, came.value() > 0, came.outcome());
    }
  }

  /**
   * The scores of forecasts.
   *
   * @throws dev.perigee.platform.ProblemException when they are of a back-test that there is not
   */
  ForecastScores of(ForecastFilter filter) {
    filter.backtest().ifPresent(backtests::state);
    Map<String, Question> questions = store.questions();
    LedgerView ledger = forecasts.ledger(filter.asOf());
    Map<String, List<ForecastStore.Asked>> asked =
        store.asked(filter).stream().collect(groupingBy(ForecastStore.Asked::question));
    List<ForecastScores.QuestionScores> items = new ArrayList<>();
    asked.forEach(
        (digest, targets) -> items.add(of(filter, digest, questions.get(digest), targets, ledger)));
    items.sort(
        Comparator.comparing(ForecastScores.QuestionScores::question)
            .thenComparing(ForecastScores.QuestionScores::definition));
    return new ForecastScores(filter.asOf(), filter.backtest().orElse(null), items);
  }

  private ForecastScores.QuestionScores of(
      ForecastFilter filter,
      String digest,
      Question question,
      List<ForecastStore.Asked> targets,
      LedgerView ledger) {
    Map<String, Resolution.Resolved> answers = new HashMap<>();
    List<ForecastStore.Asked> answered = new ArrayList<>();
    long all = 0;
    long open = 0;
    long fell = 0;
    for (ForecastStore.Asked each : targets) {
      all += each.forecasts();
      switch (ledger.resolve(question, each.target())) {
        case Resolution.Open unknown -> open += each.forecasts();
        case Resolution.Fallen nothing -> fell += each.forecasts();
        case Resolution.Resolved came -> {
          answers.put(each.target().key(), came);
          answered.add(each);
        }
      }
    }
    List<Scored> scored =
        store.list(filter, Optional.of(answered), Optional.empty(), Integer.MAX_VALUE).stream()
            .map(row -> new Scored(row, answers.get(row.target)))
            .filter(each -> counts(question, each, filter.asOf()))
            .toList();
    int outcomes = (int) scored.stream().map(each -> each.came().outcome()).distinct().count();
    return new ForecastScores.QuestionScores(
        question.key(),
        digest,
        question.title(),
        question.unit(),
        all,
        open,
        fell,
        all - open - fell - scored.size(),
        scored.size(),
        outcomes,
        caution(outcomes),
        question.isYesNo() && !scored.isEmpty() ? probabilities(scored) : null,
        question.isYesNo() || scored.isEmpty() ? null : numbers(scored));
  }

  /**
   * What was known when it was said is no forecast. And where a yes comes early and a no only after
   * the last day, to score before that day would score the yeses alone.
   */
  private static boolean counts(Question question, Scored each, LocalDate asOf) {
    boolean early =
        question.resolution().take() == ResolutionRule.TakenFacts.ANY
            && each.forecast().byOn.isAfter(asOf);
    return !early && each.forecast().madeOn.isBefore(each.came().on());
  }

  private static String caution(int outcomes) {
    return outcomes == 0
        ? "Nothing is scored yet."
        : outcomes < ENOUGH_OUTCOMES
            ? "%d different %s too few to tell skill from luck; forecasts of one outcome are not independent."
                .formatted(outcomes, outcomes == 1 ? "outcome is" : "outcomes are")
            : "Forecasts of one outcome are not independent.";
  }

  private static ForecastScores.ProbabilityScores probabilities(List<Scored> scored) {
    List<Judged> judged =
        scored.stream().map(each -> each.judged(each.forecast().probability)).toList();
    return new ForecastScores.ProbabilityScores(
        BrierScore.of(judged),
        LogScore.of(judged),
        CalibrationBin.of(judged),
        brierSkill(scored, row -> row.climatologyProbability),
        brierSkill(scored, row -> row.marketProbability));
  }

  private static ForecastScores.SkillScore brierSkill(
      List<Scored> scored, Function<ForecastEntity, Double> baseline) {
    List<Scored> having =
        scored.stream().filter(each -> baseline.apply(each.forecast()) != null).toList();
    return having.isEmpty()
        ? null
        : ForecastScores.SkillScore.of(
            having.size(),
            BrierScore.of(
                    having.stream().map(each -> each.judged(each.forecast().probability)).toList())
                .score(),
            BrierScore.of(
                    having.stream()
                        .map(each -> each.judged(baseline.apply(each.forecast())))
                        .toList())
                .score());
  }

  private static ForecastScores.NumberScores numbers(List<Scored> scored) {
    List<Scored> having =
        scored.stream().filter(each -> each.forecast().climatologyDistribution != null).toList();
    return new ForecastScores.NumberScores(
        crps(scored, row -> row.distribution),
        scored.stream()
            .mapToDouble(
                each ->
                    Math.abs(
                        read(each.forecast().distribution).quantile(0.5) - each.came().value()))
            .average()
            .orElseThrow(),
        having.isEmpty()
            ? null
            : ForecastScores.SkillScore.of(
                having.size(),
                crps(having, row -> row.distribution),
                crps(having, row -> row.climatologyDistribution)));
  }

  private static double crps(List<Scored> scored, Function<ForecastEntity, String> distribution) {
    return scored.stream()
        .mapToDouble(
            each ->
                read(Objects.requireNonNull(distribution.apply(each.forecast())))
                    .crps(each.came().value()))
        .average()
        .orElseThrow();
  }

  private static PredictiveDistribution read(String json) {
    return CanonicalJson.read(json, PredictiveDistribution.class);
  }
}
