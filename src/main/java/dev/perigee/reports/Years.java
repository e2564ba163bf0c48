package dev.perigee.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The years that reports speak of. */
final class Years {
  /** The last that is shown. */
  static final int LAST = 2040;

  /** Those that are named in words. */
  static final List<Integer> NAMED = List.of(2030, 2035, 2040);

  private Years() {}

  /** A fan in words: median and 95th percentile in the years that are named. */
  static <T> String said(
      List<T> years,
      Function<T, Integer> year,
      ToDoubleFunction<T> median,
      ToDoubleFunction<T> high,
      DoubleFunction<String> text) {
    return years.stream()
        .filter(each -> NAMED.contains(year.apply(each)))
        .map(
            each ->
                "in %d median %s, 95th percentile %s"
                    .formatted(
                        year.apply(each),
                        text.apply(median.applyAsDouble(each)),
                        text.apply(high.applyAsDouble(each))))
        .collect(Collectors.joining("; "));
  }

  /** A year of a fan as a row: mean, its error, percentiles. */
  static List<Cell> row(
      int year, double mean, double error, List<Double> percentiles, DoubleFunction<String> text) {
    List<Cell> row =
        new ArrayList<>(
            List.of(
                Cell.of(Integer.toString(year)),
                Cell.of(mean, text.apply(mean)),
                Cell.of(error, "± " + text.apply(error))));
    percentiles.forEach(each -> row.add(Cell.of(each, text.apply(each))));
    return row;
  }
}
