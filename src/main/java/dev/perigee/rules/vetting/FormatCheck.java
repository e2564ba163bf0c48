package dev.perigee.rules.vetting;

import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a {@code because}: few conversions, small widths, one value each, of its kind. */
final class FormatCheck {
  static final String ALLOWED = "%s, %d (whole numbers), %.0f to %.9f, %.1e, %g and %%";

  private static final Pattern SPECIFIER =
      Pattern.compile("%([-+ 0,(]{0,2}\\d{0,2}(?:\\.\\d)?)([sdfegn%])");

  private FormatCheck() {}

  /**
   * What is wrong with a text and its values.
   *
   * @param types of the values
   */
  static List<String> check(String text, List<Class<?>> types) {
    List<String> wrong = new ArrayList<>();
    List<String> conversions = new ArrayList<>();
    Matcher matcher = SPECIFIER.matcher(text);
    int at = 0;
    for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', at)) {
      if (!matcher.find(percent) || matcher.start() != percent) {
        return List.of(
            "the format \""
                + text.substring(percent, Math.min(text.length(), percent + 14))
                + "\" is unknown");
      }
      at = matcher.end();
      if (!matcher.group(2).equals("%") && !matcher.group(2).equals("n")) {
        conversions.add(matcher.group());
      }
    }
    if (conversions.size() != types.size()) {
      wrong.add("the text takes " + conversions.size() + " values and gets " + types.size());
      return wrong;
    }
    for (int i = 0; i < conversions.size(); i++) {
      if (!fits(conversions.get(i), types.get(i))) {
        wrong.add(
            conversions.get(i)
                + " does not take a value of "
                + types.get(i).getSimpleName()
                + ", such as value "
                + (i + 1));
      }
    }
    if (wrong.isEmpty() && !tries(text, types)) {
      wrong.add("the format is malformed");
    }
    return wrong;
  }

  private static boolean fits(String conversion, Class<?> type) {
    boolean whole = type == int.class || type == long.class;
    boolean broken = type == double.class;
    return switch (conversion.charAt(conversion.length() - 1)) {
      case 'd' -> whole || type == Object.class;
      case 'f', 'e', 'g' -> broken || type == Object.class;
      default -> true;
    };
  }

  /** Whether the text can be written with values of these kinds; its widths are small by now. */
  private static boolean tries(String text, List<Class<?>> types) {
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      Class<?> type = types.get(i);
      values[i] = type == double.class ? (Object) 1.0 : type == String.class ? "x" : (Object) 1L;
      if (type == Object.class) {
        return true;
      }
    }
    try {
      String unused = String.format(Locale.ROOT, text, values);
      return true;
    } catch (IllegalFormatException e) {
      return false;
    }
  }
}
