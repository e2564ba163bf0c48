package dev.perigee.forecasts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a question is asked of.
 *
 * @param key name, such as {@code 2027Q1}, {@code 2027}, {@code 2035-12-31} or {@code after
 *     2026-11-24}
 * @param from first day of the period, or of the wait; for a state the day itself
 * @param by last day
 */
record Target(String key, LocalDate from, LocalDate by) {
  private static final int MONTHS_OF_QUARTER = 3;

  /** The quarter that holds a day. */
  static Target quarter(LocalDate day) {
    int quarter = (day.getMonthValue() - 1) / MONTHS_OF_QUARTER;
    LocalDate from = LocalDate.of(day.getYear(), quarter * MONTHS_OF_QUARTER + 1, 1);
    return new Target(
        day.getYear() + "Q" + (quarter + 1), from, from.plusMonths(MONTHS_OF_QUARTER).minusDays(1));
  }

  /** A calendar year. */
  static Target year(int year) {
    return new Target(String.valueOf(year), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /** A day. */
  static Target day(LocalDate day) {
    return new Target(day.toString(), day, day);
  }

  /** The time after a day. */
  static Target after(LocalDate day, int months) {
    return new Target("after " + day, day.plusDays(1), day.plusMonths(months));
  }

  /**
   * What a question is asked of on a day.
   *
   * @param horizonStart first day of the run's horizon
   * @param horizonEnd last day of the run's horizon
   */
  static List<Target> of(
      Question question, LocalDate madeOn, LocalDate horizonStart, LocalDate horizonEnd) {
    return switch (question.about()) {
      case HORIZON -> List.of(day(horizonEnd));
      case NEXT -> List.of(after(madeOn, question.within()));
      case QUARTER, YEAR, YEAR_END -> {
        LocalDate latest = madeOn.plusMonths(question.within());
        yield between(question.about(), horizonStart, horizonEnd).stream()
            .filter(target -> target.isAhead(question.about(), madeOn))
            .filter(target -> !target.from().isAfter(latest))
            .toList();
      }
    };
  }

  /** What a question like this could have been asked of that was over before a day. */
  static List<Target> past(Question question, LocalDate madeOn) {
    return between(question.about(), question.since(), madeOn.minusDays(1));
  }

  /** A period that begins on the day has not begun before it; of the day itself all is known. */
  private boolean isAhead(QuestionTime about, LocalDate madeOn) {
    return about == QuestionTime.YEAR_END ? by.isAfter(madeOn) : !from.isBefore(madeOn);
  }

  /** The periods or year-ends that lie wholly between two days. */
  private static List<Target> between(QuestionTime about, LocalDate first, LocalDate last) {
    List<Target> targets = new ArrayList<>();
    Target target = containing(about, first);
    while (!target.by().isAfter(last)) {
      if (!target.from().isBefore(first)) {
        targets.add(target);
      }
      target = containing(about, target.by().plusDays(1));
    }
    return targets;
  }

  private static Target containing(QuestionTime about, LocalDate day) {
    return switch (about) {
      case QUARTER -> quarter(day);
      case YEAR -> year(day.getYear());
      case YEAR_END -> day(LocalDate.of(day.getYear(), 12, 31));
      case HORIZON, NEXT -> throw new IllegalArgumentException(about + " is no period");
    };
  }
}
