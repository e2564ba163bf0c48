package dev.perigee.rules;

import java.util.List;

/**
 * What is known of a rule set after it was tried.
 *
 * @param digest content address
 * @param rules names of its rules, sorted
 * @param cases each case with how it ended, in the order of the files
 * @param warnings what its author should look at
 */
public record RuleSetReport(
    String digest, List<String> rules, List<CaseResult> cases, List<Finding> warnings) {

  /**
   * How a case ended.
   *
   * @param file of the case
   * @param name of the case
   * @param failures what differs from what it expects; empty when it passed
   */
  public record CaseResult(String file, String name, List<Finding> failures) {
    /** Whether the rules do what the case expects. */
    public boolean passed() {
      return failures.isEmpty();
    }
  }

  /** What differs from what the cases expect. */
  public List<Finding> failures() {
    return cases.stream().flatMap(each -> each.failures().stream()).toList();
  }
}
