package dev.perigee.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as the page writes it, such as {@code 87.4 ± 0.8 B$}.
 *
 * @param value in the unit of the API
 * @param rounding half a unit of the last digit that is shown
 */
record ShownNumber(double value, double rounding) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<sign>[+\u2212]?)(?<digits>\\d[\\d\u202f]*(?:\\.(?<decimals>\\d+))?)"
              + "(?:\u00a0±\u00a0[\\d\u202f.]+)?(?:\u00a0(?<unit>\\D.*))?");

  /** How many of the API's unit are in one that is shown; 1 where none is named here. */
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("T$", 1e12),
          Map.entry("B$", 1e9),
          Map.entry("M$", 1e6),
          Map.entry("k$", 1e3),
          Map.entry("TW", 1e9),
          Map.entry("GW", 1e6),
          Map.entry("MW", 1e3),
          Map.entry("ZFLOP/s", 1e6),
          Map.entry("EFLOP/s", 1e3),
          Map.entry("%", 1e-2),
          Map.entry("percentage points", 1e-2));

  static ShownNumber of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException("expected a number with its unit, got \"" + text + '"');
    }
    String unit = written.group("unit") == null ? "" : written.group("unit");
    String decimals = written.group("decimals") == null ? "" : written.group("decimals");
    double scale = UNITS.getOrDefault(unit, 1.0);
    double size = Double.parseDouble(written.group("digits").replace("\u202f", "")) * scale;
    return new ShownNumber(
        written.group("sign").equals("\u2212") ? -size : size,
        0.5 * Math.pow(10, -decimals.length()) * scale);
  }

  /** Whether this is how the number is written, give or take what rounding takes away. */
  boolean shows(double exact) {
    double slack = 1e-9 * Math.max(Math.abs(exact), rounding); // of the arithmetic here
    return Math.abs(value - exact) <= rounding + slack;
  }
}
