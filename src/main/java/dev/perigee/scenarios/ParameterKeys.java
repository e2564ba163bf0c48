package dev.perigee.scenarios;

import dev.perigee.simulation.Parameter;
import java.util.Arrays;
import java.util.Comparator;

/** Words for a parameter key that is not in the catalogue. */
public final class ParameterKeys {
  private ParameterKeys() {}

  /** What was expected instead of {@code key}: the key that shares the most with it. */
  public static String expected(String key) {
    String nearest =
        Arrays.stream(Parameter.values())
            .map(Parameter::key)
            .max(Comparator.comparingInt(candidate -> shared(candidate, key)))
            .orElseThrow();
    return "a key of GET /api/v1/parameters. Maybe " + nearest + "?";
  }

  /** Number of leading characters in common, and of words between dots. */
  private static int shared(String candidate, String key) {
    int common = 0;
    while (common < Math.min(candidate.length(), key.length())
        && candidate.charAt(common) == key.charAt(common)) {
      common++;
    }
    int words = 0;
    for (String word : candidate.split("[.-]", -1)) {
      words += key.contains(word) ? word.length() : 0;
    }
    return common + words;
  }
}
