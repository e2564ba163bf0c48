package dev.perigee.platform;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads query parameters and keeps every violation, so that all of them are answered at once. */
public final class QueryParameters {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  private final List<Violation> violations = new ArrayList<>();

  /** An ISO date. */
  public Optional<LocalDate> date(String name, String text) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<LocalDate> day =
        parse(text).filter(d -> d.getYear() >= FIRST_YEAR && d.getYear() <= LAST_YEAR);
    return day.isPresent()
        ? day
        : refuse(name, "a date such as 2026-11-23, of the years 1900 to 2200", text);
  }

  private static Optional<LocalDate> parse(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The day of knowledge: today when it is absent, and never a day to come. */
  public LocalDate asOf(String text, KnowledgeDate knowledge) {
    LocalDate day = date("asOf", text).orElse(knowledge.today());
    knowledge
        .violations(day)
        .forEach(violation -> violations.add(Violation.of("asOf", violation.expected(), text)));
    return day;
  }

  /** An integer within bounds, or {@code otherwise} when it is absent. */
  public int integer(String name, String text, int least, int most, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    refuse(name, "an integer from %d to %d".formatted(least, most), text);
    return otherwise;
  }

  /** True or false; false when it is absent. */
  public boolean flag(String name, String text) {
    if (text != null && !List.of("true", "false").contains(text)) {
      refuse(name, "true or false", text);
    }
    return Boolean.parseBoolean(text);
  }

  /** A constant of an enum by its name. */
  public <E extends Enum<E>> Optional<E> constant(String name, String text, Class<E> type) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<E> found =
        Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(text)).findFirst();
    if (found.isEmpty()) {
      refuse(name, "one of " + Arrays.toString(type.getEnumConstants()), text);
    }
    return found;
  }

  /** Notes a violation. */
  public <T> Optional<T> refuse(String name, String expected, String actual) {
    violations.add(Violation.of(name, expected, actual));
    return Optional.empty();
  }

  /** Throws when anything was refused. */
  public void check() {
    ProblemException.throwIfAny(violations);
  }
}
