package dev.perigee.rules.vetting;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first two layers: sizes and names, then every file of rules against an allow-list. Reads
 * texts and compiles nothing.
 */
public final class Vetting {
  private Vetting() {}

  /**
   * Checks a bundle.
   *
   * @throws InvalidRuleSet with every finding, at most 100
   */
  public static void check(Bundle bundle) {
    List<Finding> found = new ArrayList<>();
    limits(bundle.files(), found);
    refuse(found);
    bundle
        .files()
        .forEach(
            (name, text) -> {
              if (name.endsWith(".yaml")) {
                YamlCheck.check(text, new Findings(name, text, found));
              }
            });
    Set<String> rules = new HashSet<>();
    RuleTexts.of(bundle)
        .forEach(
            (name, text) ->
                RuleFileCheck.check(
                    text, new Findings(name, bundle.files().get(name), found), rules));
    if (rules.size() > Limits.MOST_RULES) {
      found.add(Finding.of("", rules.size() + " rules").allowing("at most " + Limits.MOST_RULES));
    }
    refuse(found);
  }

  private static void refuse(List<Finding> found) {
    if (!found.isEmpty()) {
      throw new InvalidRuleSet(found.subList(0, Math.min(found.size(), Findings.MOST)));
    }
  }

  private static void limits(Map<String, String> files, List<Finding> found) {
    if (files.size() > Limits.MOST_FILES) {
      found.add(Finding.of("", files.size() + " files").allowing("at most " + Limits.MOST_FILES));
    }
    long all = 0;
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      if (!Limits.allowsName(name)) {
        found.add(
            Finding.of(name, "a file of this name may not be in a rule set")
                .allowing(Limits.NAMES));
      }
      int bytes = file.getValue().getBytes(StandardCharsets.UTF_8).length;
      all += bytes;
      if (bytes > Limits.MOST_BYTES_PER_FILE) {
        found.add(
            Finding.of(name, bytes + " bytes")
                .allowing("at most " + Limits.MOST_BYTES_PER_FILE + " bytes"));
      }
      lines(name, file.getValue(), found);
    }
    if (all > Limits.MOST_BYTES) {
      found.add(Finding.of("", all + " bytes").allowing("at most " + Limits.MOST_BYTES + " bytes"));
    }
  }

  private static void lines(String name, String text, List<Finding> found) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.length() > Limits.MOST_LINE_CHARACTERS) {
        found.add(
            Finding.at(name, number, line.length() + " characters on a line")
                .allowing("at most " + Limits.MOST_LINE_CHARACTERS));
        return;
      }
    }
  }
}
