package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A forecast of a number, as its cumulative distribution: 0 below the first point, linear between
 * points, a jump where two points have the same value, and 1 from the last point on.
 *
 * @param points at least two; values and cumulative probabilities ascend, the latter from 0 to 1
 */
@Schema(
    description =
        "A forecast of a number, as its cumulative distribution: linear between the points, a jump where a value repeats.")
public record PredictiveDistribution(
    @Schema(description = "The points.") List<CumulativePoint> points) {
  /** Rates at which a mixture of Poisson distributions is evaluated. */
  private static final int RATES = 200;

  /** Probability beyond which counts are left out. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final int MOST_COUNTS = 100_000;

  /** A point of the curve. */
  @Schema(description = "A point of a cumulative distribution.")
  public record CumulativePoint(
      @Schema(description = "Value, in the unit of the question.", examples = "2") double value,
      @Schema(
              description = "Probability of this value or less.",
              minimum = "0",
              maximum = "1",
              examples = "0.75")
          double cumulative) {}

  /**
   * Checks the points.
   *
   * @throws IllegalArgumentException when they are no distribution
   */
  @JsonCreator
  public PredictiveDistribution(@JsonProperty("points") List<CumulativePoint> points) {
    this.points = List.copyOf(points);
    if (points.size() < 2
        || points.getFirst().cumulative() != 0
        || points.getLast().cumulative() != 1) {
      throw new IllegalArgumentException("a distribution rises from 0 to 1, got " + points);
    }
    for (int i = 0; i < points.size(); i++) {
      CumulativePoint point = points.get(i);
      boolean ascends =
          i == 0
              || (point.value() >= points.get(i - 1).value()
                  && point.cumulative() >= points.get(i - 1).cumulative());
      if (!Double.isFinite(point.value()) || !ascends) {
        throw new IllegalArgumentException("points of a distribution ascend, got " + points);
      }
    }
  }

  /** All probability on one value. */
  public static PredictiveDistribution certain(double value) {
    return new PredictiveDistribution(
        List.of(new CumulativePoint(value, 0), new CumulativePoint(value, 1)));
  }

  /**
   * The distribution that percentiles say. What lies beyond the outermost percentiles is put on
   * them, so that the tails are too short rather than made up.
   *
   * @param percentiles values by percentage, ascending
   */
  public static PredictiveDistribution ofPercentiles(SortedMap<Integer, Double> percentiles) {
    List<CumulativePoint> points = new ArrayList<>();
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Integer, Double> entry : percentiles.entrySet()) {
      highest = Math.max(highest, entry.getValue()); // of estimates, which may cross by an error
      if (points.isEmpty()) {
        points.add(new CumulativePoint(highest, 0));
      }
      points.add(new CumulativePoint(highest, entry.getKey() / 100.0));
    }
    points.add(new CumulativePoint(highest, 1));
    return new PredictiveDistribution(points);
  }

  /**
   * The distribution of observed values, each as likely as the others.
   *
   * @param values at least one
   */
  public static PredictiveDistribution ofSample(List<Double> values) {
    TreeMap<Double, Integer> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    List<CumulativePoint> points = new ArrayList<>();
    int below = 0;
    for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
      points.add(new CumulativePoint(entry.getKey(), (double) below / values.size()));
      below += entry.getValue();
      points.add(new CumulativePoint(entry.getKey(), (double) below / values.size()));
    }
    return new PredictiveDistribution(points);
  }

  /** The count of events whose expected number has this distribution: a mixture of Poisson ones. */
  public PredictiveDistribution counts() {
    double[] rates = new double[RATES];
    Arrays.setAll(rates, i -> quantile((i + 0.5) / RATES));
    List<CumulativePoint> points = new ArrayList<>();
    double cumulative = 0;
    for (int n = 0; cumulative < 1 - NEGLIGIBLE; n++) {
      if (n > MOST_COUNTS) {
        throw new IllegalArgumentException("rates are too high to be counted: " + points());
      }
      int count = n;
      double share = Arrays.stream(rates).map(rate -> poisson(rate, count)).average().orElseThrow();
      double next = Math.min(1, cumulative + share);
      if (next > cumulative) {
        points.add(new CumulativePoint(n, cumulative));
        points.add(new CumulativePoint(n, next));
      }
      cumulative = next;
    }
    points.set(points.size() - 1, new CumulativePoint(points.getLast().value(), 1));
    return new PredictiveDistribution(points);
  }

  private static double poisson(double rate, int count) {
    if (rate <= 0) {
      return count == 0 ? 1 : 0;
    }
    return PoissonDistribution.of(rate).probability(count);
  }

  /** The mean of a function of the value, evaluated at evenly spaced quantiles. */
  public double mean(DoubleUnaryOperator of) {
    double sum = 0;
    for (int i = 0; i < RATES; i++) {
      sum += of.applyAsDouble(quantile((i + 0.5) / RATES));
    }
    return sum / RATES;
  }

  /** The least value at which the cumulative probability reaches {@code u} in (0, 1). */
  public double quantile(double u) {
    CumulativePoint last = points.getFirst();
    for (CumulativePoint point : points) {
      if (point.cumulative() >= u) {
        double rise = point.cumulative() - last.cumulative();
        return rise == 0
            ? point.value()
            : last.value() + (point.value() - last.value()) * (u - last.cumulative()) / rise;
      }
      last = point;
    }
    return last.value();
  }

  /** Probability of this value or less. */
  public double cumulative(double value) {
    CumulativePoint last = new CumulativePoint(Double.NEGATIVE_INFINITY, 0);
    for (CumulativePoint point : points) {
      if (point.value() > value) {
        return last.value() == value || Double.isInfinite(last.value())
            ? last.cumulative()
            : last.cumulative()
                + (point.cumulative() - last.cumulative())
                    * (value - last.value())
                    / (point.value() - last.value());
      }
      last = point;
    }
    return 1;
  }

  /**
   * Continuous ranked probability score of what came: the integral of the squared difference
   * between the cumulative probability and that of the outcome (Matheson and Winkler 1976). In the
   * unit of the value; 0 is best, and a certain forecast scores its absolute error.
   */
  public double crps(double outcome) {
    double score =
        Math.max(0, points.getFirst().value() - outcome)
            + Math.max(0, outcome - points.getLast().value());
    for (int i = 1; i < points.size(); i++) {
      CumulativePoint a = points.get(i - 1);
      CumulativePoint b = points.get(i);
      if (outcome <= a.value()) {
        score += squared(a.value(), b.value(), 1 - a.cumulative(), 1 - b.cumulative());
      } else if (outcome >= b.value()) {
        score += squared(a.value(), b.value(), a.cumulative(), b.cumulative());
      } else {
        double at = cumulative(outcome);
        score += squared(a.value(), outcome, a.cumulative(), at);
        score += squared(outcome, b.value(), 1 - at, 1 - b.cumulative());
      }
    }
    return score;
  }

  /** Integral of the square of a line from {@code (from, a)} to {@code (to, b)}. */
  private static double squared(double from, double to, double a, double b) {
    return (to - from) * (a * a + a * b + b * b) / 3;
  }
}
