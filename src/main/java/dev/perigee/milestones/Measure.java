package dev.perigee.milestones;

/**
 * A further number that facts of a type may carry beside their value.
 *
 * @param name in requests and rules
 * @param unit of the number
 * @param minimum least value
 * @param maximum greatest value
 * @param meaning in a few words
 */
public record Measure(String name, String unit, double minimum, double maximum, String meaning) {
  static Measure days() {
    return new Measure("durationDays", "d", 0, 36_500, "days the demonstration lasted");
  }

  static Measure share(String name, String meaning) {
    return new Measure(name, "share", 0, 1, meaning);
  }

  static Measure flag(String name, String meaning) {
    return new Measure(name, "0 or 1", 0, 1, meaning);
  }

  static Measure amount(String name, String unit, String meaning) {
    return new Measure(name, unit, 0, 1e15, meaning);
  }
}
