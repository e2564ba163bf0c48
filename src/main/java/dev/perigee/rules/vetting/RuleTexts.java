package dev.perigee.rules.vetting;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/** The rules of a bundle as the compiler reads them. */
public final class RuleTexts {
  static final String RULES = ".drl";
  static final String TABLE = ".csv";

  private RuleTexts() {}

  /**
   * DRL by the path of the file that it stands in or, for a decision table, is made from.
   *
   * @throws InvalidRuleSet when a table cannot be read
   */
  public static Map<String, String> of(Bundle bundle) {
    Map<String, String> texts = new TreeMap<>();
    List<Finding> found = new ArrayList<>();
    bundle
        .files()
        .forEach(
            (name, text) -> {
              if (name.endsWith(RULES)) {
                texts.put(name, text);
              } else if (name.endsWith(TABLE)) {
                table(name, text, texts, found);
              }
            });
    if (!found.isEmpty()) {
      throw new InvalidRuleSet(found);
    }
    return texts;
  }

  /** What the rules of a file look like to the compiler, which wants the ending of rules. */
  public static String compiledName(String file) {
    return file.endsWith(TABLE) ? file + RULES : file;
  }

  /** The file of a bundle that the compiler knows by this name. */
  public static String file(String compiledName) {
    return compiledName.endsWith(TABLE + RULES)
        ? compiledName.substring(0, compiledName.length() - RULES.length())
        : compiledName;
  }

  private static void table(
      String name, String text, Map<String, String> texts, List<Finding> found) {
    InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try {
      texts.put(name, new SpreadsheetCompiler().compile(bytes, InputType.CSV));
    } catch (RuntimeException e) {
      found.add(
          Finding.of(name, "the table cannot be read: " + e.getMessage())
              .allowing("a decision table as docs/rules.md describes it"));
    }
  }
}
