package dev.perigee.forecasts;

import dev.perigee.milestones.Milestone;
import dev.perigee.scenarios.KeptRun;
import dev.perigee.scenarios.RunSeries;
import dev.perigee.scenarios.RunTrace;
import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticRun;
import dev.perigee.simulation.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Reads the forecasts off a run. What a run does not say, because its horizon ends before or its
 * form is another, is no forecast.
 */
final class Forecaster {
  private static final int QUARTERS_OF_YEAR = 4;
  private static final int MONTHS_OF_QUARTER = 3;

  private final StochasticRun answer;
  private final RunSeries series;
  private final RunTrace trace;
  private final LocalDate madeOn;
  private final LedgerView ledger;

  private Forecaster(KeptRun run) {
    this.answer = run.answer();
    this.series = run.series();
    this.trace = run.trace();
    this.madeOn = run.asOf();
    this.ledger = new LedgerView(run.facts(), run.asOf());
  }

  /** Every forecast that a run makes of these questions. */
  static List<Forecast> of(List<Question> questions, KeptRun run) {
    Forecaster forecaster = new Forecaster(run);
    List<Forecast> forecasts = new ArrayList<>();
    questions.forEach(question -> forecasts.addAll(forecaster.of(question)));
    return forecasts;
  }

  private List<Forecast> of(Question question) {
    List<RunSeries.Point> points = series.items().getFirst().points();
    LocalDate start = points.getFirst().date().plusDays(1).minusMonths(MONTHS_OF_QUARTER);
    List<Forecast> forecasts = new ArrayList<>();
    List<Target> targets = Target.of(question, madeOn, start, points.getLast().date());
    BaseRate baseRate = BaseRate.of(question, ledger);
    for (Target target : targets) {
      said(question, target)
          .ifPresent(
              said ->
                  forecasts.add(
                      new Forecast(question, target, said, baseRate, market(question, target))));
    }
    return forecasts;
  }

  private Optional<Milestone> market(Question question, Target target) {
    return question.market() == null
        ? Optional.empty()
        : ledger.market(question.market().replace("{target}", target.key()));
  }

  private Optional<Said> said(Question question, Target target) {
    return switch (question.forecast()) {
      case ForecastSource.ForecastOfEvent source ->
          answer.probabilities().stream()
              .filter(p -> p.event().equals(source.event()) && p.by().equals(target.by()))
              .findFirst()
              .map(p -> new Said.Probability(p.probability(), Optional.of(p.standardError())));
      case ForecastSource.ForecastOfMetric source ->
          statistics(source.metric(), question.about(), target)
              .map(
                  quarters ->
                      new Said.Distribution(
                          PredictiveDistribution.ofPercentiles(
                              combined(quarters, quarters.size()))));
      case ForecastSource.ForecastOfRate source ->
          statistics(source.rate(), question.about(), target)
              .map(quarters -> counted(question, quarters));
      case ForecastSource.ForecastOfGate source -> weighted(source.gate()).map(Forecaster::said);
      case ForecastSource.ForecastOfComplement source ->
          weighted(source.complementOf()).map(p -> said(1 - p));
    };
  }

  /** The rates of the quarters of a path are high or low together, so that percentiles add up. */
  private static Said counted(Question question, List<Statistics> quarters) {
    PredictiveDistribution rate = PredictiveDistribution.ofPercentiles(combined(quarters, 1));
    PredictiveDistribution counts = rate.counts();
    if (!question.isYesNo()) {
      return new Said.Distribution(counts);
    }
    double least = question.yes().atLeast();
    double error = quarters.stream().mapToDouble(Statistics::standardError).sum();
    return new Said.Probability(
        1 - counts.cumulative(Math.ceil(least) - 1),
        Optional.of(error * slope(rate, Math.ceil(least) - 1)));
  }

  /** How the probability of more than {@code n} grows with the rate: that of just n. */
  private static double slope(PredictiveDistribution rate, double n) {
    return rate.mean(
        lambda -> {
          PredictiveDistribution counts = PredictiveDistribution.certain(lambda).counts();
          return counts.cumulative(n) - counts.cumulative(n - 1);
        });
  }

  /** The statistics of a metric in each quarter of a period, or in the quarter that a day ends. */
  private Optional<List<Statistics>> statistics(String metric, QuestionTime about, Target target) {
    List<Statistics> quarters =
        series.items().stream()
            .filter(line -> line.metric().equals(metric))
            .flatMap(line -> line.points().stream())
            .filter(
                point ->
                    !point.date().isBefore(target.from()) && !point.date().isAfter(target.by()))
            .map(RunSeries.Point::statistics)
            .toList();
    return quarters.size() == (about == QuestionTime.YEAR ? QUARTERS_OF_YEAR : 1)
        ? Optional.of(quarters)
        : Optional.empty();
  }

  /** Percentiles of a path's quarters, summed and divided. */
  private static SortedMap<Integer, Double> combined(List<Statistics> quarters, int over) {
    Map<Integer, ToDoubleFunction<Statistics>> percentiles =
        Map.of(
            5, Statistics::p5,
            10, Statistics::p10,
            25, Statistics::p25,
            50, Statistics::p50,
            75, Statistics::p75,
            90, Statistics::p90,
            95, Statistics::p95);
    SortedMap<Integer, Double> combined = new TreeMap<>();
    percentiles.forEach(
        (percentage, value) ->
            combined.put(percentage, quarters.stream().mapToDouble(value).sum() / over));
    return combined;
  }

  /** A gate, or a parameter that is a probability, over the weights of the packs. */
  private Optional<Double> weighted(String key) {
    Map<Pack, Double> weights = answer.packWeights().byPack();
    return trace.parameters().stream()
        .filter(parameter -> parameter.key().equals(key))
        .findFirst()
        .map(
            parameter -> {
              double sum = 0;
              for (Pack pack : Pack.values()) {
                sum += weights.get(pack) * parameter.packs().get(pack.key()).after();
              }
              return sum;
            });
  }

  /** A probability that is known without simulating. */
  private static Said said(double probability) {
    return new Said.Probability(probability, Optional.empty());
  }
}
