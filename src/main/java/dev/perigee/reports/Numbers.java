package dev.perigee.reports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes numbers as they are read: rounded, with their unit, and with a true minus. */
final class Numbers {
  private static final double BILLION = 1e9;
  private static final double PERCENT = 100;
  private static final double KILO = 1e3;
  private static final int MORE_DECIMALS = 3;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private Numbers() {}

  /** A day, such as 23 November 2026. */
  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** A number with so many decimals, and thousands apart. */
  static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.replace("-", "") : text.replace('-', '−');
  }

  /** A number of any size, with four significant digits. */
  static String general(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e7 || size < 1e-3)) {
      return String.format(Locale.ROOT, "%.3e", value).replace('-', '−');
    }
    int decimals = size == 0 ? 0 : (int) Math.clamp(3 - Math.floor(Math.log10(size)), 0, 4);
    String text = fixed(value, decimals);
    return decimals == 0 ? text : text.replaceAll("\\.?0+$", "");
  }

  /** USD in billions, without the unit. */
  static String billions(double usd) {
    return fixed(usd / BILLION, 1);
  }

  /** USD in billions. */
  static String usd(double usd) {
    return (usd < 0 ? "−$" : "$") + fixed(Math.abs(usd) / BILLION, 1) + " bn";
  }

  /** A share or probability, as percent without the sign. */
  static String percent(double share) {
    return fixed(share * PERCENT, 1);
  }

  /** Capacity in the unit that fits, three significant digits. */
  static String power(double kw) {
    if (kw == 0) {
      return "0";
    }
    double value = kw;
    String unit = "kW";
    for (String next : new String[] {"MW", "GW", "TW"}) {
      if (Math.abs(value) < KILO) {
        break;
      }
      value /= KILO;
      unit = next;
    }
    double size = Math.abs(value);
    return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2) + " " + unit;
  }

  /** Capacity on the scale of a chart: 1 MW, 10 MW. */
  static String axisPower(double kw) {
    return power(kw).replaceAll("\\.0+ ", " ");
  }

  /** The name of a constant as words. */
  static String words(String constant) {
    return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * A standard error in the words of its number, with more decimals where it would round to
   * nothing.
   *
   * @param error in the unit of the text
   * @param decimals of the number it belongs to
   */
  static String error(double error, int decimals) {
    int more = decimals;
    while (error > 0 && more < decimals + MORE_DECIMALS && error < 0.5 * Math.pow(10, -more)) {
      more++;
    }
    return "± " + fixed(error, more);
  }

  /** A standard error in billions of USD. */
  static String billionsError(double usd) {
    return error(usd / BILLION, 1);
  }

  /** A standard error of a share, in points of percent. */
  static String percentError(double share) {
    return error(share * PERCENT, 1);
  }
}
