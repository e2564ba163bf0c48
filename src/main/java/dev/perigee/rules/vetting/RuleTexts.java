package dev.perigee.rules.vetting;

import dev.perigee.rules.Bundle;
import java.util.Map;
import java.util.TreeMap;

/** The rules of a bundle as the compiler reads them. */
public final class RuleTexts {
  static final String RULES = ".drl";
  static final String TABLE = ".csv";

  private RuleTexts() {}

  /** DRL by the path of the file that it stands in or is made from. */
  public static Map<String, String> of(Bundle bundle) {
    Map<String, String> texts = new TreeMap<>();
    bundle
        .files()
        .forEach(
            (name, text) -> {
              if (name.endsWith(RULES)) {
                texts.put(name, text);
              }
            });
    return texts;
  }
}
