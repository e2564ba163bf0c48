package dev.perigee.rules;

import dev.perigee.rules.vetting.RuleTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;

/**
 * A rule as it is written.
 *
 * @param name of the rule
 * @param file it is in
 * @param line of its first word, from 1
 * @param text from its first word to its {@code end}
 * @param tree its syntax tree
 */
record RuleSource(String name, String file, int line, String text, RuleDescr tree) {
  /** The rules of a bundle, by name; those of a table as they are made from it. */
  static Map<String, RuleSource> of(Bundle bundle) {
    Map<String, RuleSource> rules = new TreeMap<>();
    RuleTexts.of(bundle)
        .forEach((file, text) -> read(file, text).forEach(rule -> rules.put(rule.name(), rule)));
    return rules;
  }

  private static List<RuleSource> read(String file, String text) {
    DrlParser parser = new DrlParser();
    PackageDescr tree;
    try {
      tree = parser.parse(false, text);
    } catch (DroolsParserException e) {
      throw new InvalidRuleSet(List.of(Finding.at(file, e.getLineNumber(), e.getMessage())));
    }
    if (parser.hasErrors()) {
      throw new InvalidRuleSet(
          parser.getErrors().stream()
              .map(error -> Finding.at(file, firstLine(error.getLines()), error.getMessage()))
              .toList());
    }
    List<RuleSource> rules = new ArrayList<>();
    for (RuleDescr rule : tree.getRules()) {
      int end = Math.min(text.length(), rule.getEndCharacter() + 1);
      rules.add(
          new RuleSource(
              rule.getName(),
              file,
              rule.getLine(),
              text.substring(rule.getStartCharacter(), end),
              rule));
    }
    return rules;
  }

  private static int firstLine(int... lines) {
    return lines.length == 0 ? 0 : lines[0];
  }
}
