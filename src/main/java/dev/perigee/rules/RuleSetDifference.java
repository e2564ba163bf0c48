package dev.perigee.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What one rule set changes of another. Of rules their text counts, wherever it stands; of other
 * files the whole text. Cases say what is expected and change nothing.
 *
 * @param parts each rule or file that differs, rules first, each in the order of their names
 */
public record RuleSetDifference(List<Part> parts) {
  private static final String PRIORS = "priors/";
  private static final String VALUATION = "valuation.yaml";
  private static final String CASES = "cases/";
  private static final String DRL = ".drl";

  public RuleSetDifference {
    parts = List.copyOf(parts);
  }

  /** What became of a part. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * A rule or file that differs.
   *
   * @param name of the rule, or path of the file
   * @param file it is in, in the candidate or else in the reference
   * @param isRule whether it is a rule
   * @param kind what became of it
   */
  public record Part(String name, String file, boolean isRule, Kind kind) {
    /** Whether it belongs to the prior packs. */
    public boolean isPrior() {
      return !isRule && file.startsWith(PRIORS);
    }
  }

  /** What the candidate changes of the reference. */
  public static RuleSetDifference between(RuleSet reference, RuleSet candidate) {
    List<Part> parts = new ArrayList<>();
    Map<String, RuleSource> before = RuleSource.of(reference.bundle());
    Map<String, RuleSource> after = RuleSource.of(candidate.bundle());
    String tablesBefore = tables(reference.bundle());
    String tablesAfter = tables(candidate.bundle());
    TreeSet<String> rules = new TreeSet<>(reference.ruleNames());
    rules.addAll(candidate.ruleNames());
    for (String rule : rules) {
      String old = text(rule, reference, before, tablesBefore);
      String now = text(rule, candidate, after, tablesAfter);
      if (!Objects.equals(old, now)) {
        RuleSource shown = after.getOrDefault(rule, before.get(rule));
        parts.add(new Part(rule, shown == null ? "" : shown.file(), true, kind(old, now)));
      }
    }
    Map<String, String> oldFiles = reference.bundle().files();
    Map<String, String> newFiles = candidate.bundle().files();
    TreeSet<String> files = new TreeSet<>(oldFiles.keySet());
    files.addAll(newFiles.keySet());
    for (String file : files) {
      boolean counts = file.startsWith(PRIORS) || file.equals(VALUATION);
      if (counts && !Objects.equals(oldFiles.get(file), newFiles.get(file))) {
        parts.add(new Part(file, file, false, kind(oldFiles.get(file), newFiles.get(file))));
      }
    }
    return new RuleSetDifference(parts);
  }

  /** Text of a rule, that of all tables for one that comes of a table, or null for none. */
  private static String text(
      String rule, RuleSet ruleSet, Map<String, RuleSource> sources, String tables) {
    if (sources.containsKey(rule)) {
      return sources.get(rule).text();
    }
    return ruleSet.ruleNames().contains(rule) ? tables : null;
  }

  private static String tables(Bundle bundle) {
    StringBuilder tables = new StringBuilder();
    bundle
        .files()
        .forEach(
            (file, text) -> {
              boolean other =
                  file.endsWith(DRL)
                      || file.startsWith(PRIORS)
                      || file.startsWith(CASES)
                      || file.equals(VALUATION);
              if (!other) {
                tables.append(file).append('\n').append(text);
              }
            });
    return tables.toString();
  }

  private static Kind kind(String old, String now) {
    if (old == null) {
      return Kind.ADDED;
    }
    return now == null ? Kind.REMOVED : Kind.CHANGED;
  }
}
