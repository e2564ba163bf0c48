package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is known of a rule set after it was tried.
 *
 * @param digest content address
 * @param rules names of its rules, sorted
 * @param cases each case with how it ended, in the order of the files
 * @param touches what each rule was seen to act on while it was tried, in the order of the rules
 * @param warnings what its author should look at, by file and line
 */
public record RuleSetReport(
    String digest,
    List<String> rules,
    List<CaseResult> cases,
    List<Touch> touches,
    List<Finding> warnings) {

  public RuleSetReport {
    rules = List.copyOf(rules);
    cases = List.copyOf(cases);
    touches = List.copyOf(touches);
    warnings = List.copyOf(warnings);
  }

  /**
   * How a case ended.
   *
   * @param file of the case
   * @param line of the case in its file, from 1
   * @param name of the case
   * @param expectedRules names of the rules that were to fire, sorted
   * @param firedRules names of the rules that fired, sorted
   * @param values what was expected of parameters, gates and weights
   * @param failures what differs from what it expects; empty when it passed
   */
  public record CaseResult(
      String file,
      int line,
      String name,
      List<String> expectedRules,
      List<String> firedRules,
      List<Value> values,
      List<Finding> failures) {
    public CaseResult {
      expectedRules = List.copyOf(expectedRules);
      firedRules = List.copyOf(firedRules);
      values = List.copyOf(values);
      failures = List.copyOf(failures);
    }

    /** Whether the rules do what the case expects. */
    public boolean passed() {
      return failures.isEmpty();
    }
  }

  /**
   * A value that a case expects.
   *
   * @param target key of a parameter or gate, or {@link TraceRow#PACK_WEIGHTS}
   * @param pack key of the pack
   * @param expected median of the parameter, probability of the gate or weight of the pack
   * @param actual what the rules make of it, or null when no rule that fired acts on it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Value(String target, String pack, double expected, Double actual) {}

  /**
   * What a rule was seen to act on.
   *
   * @param rule its name
   * @param targets keys of parameters and gates, {@link TraceRow#PACK_WEIGHTS} and {@link
   *     TraceRow#PATHS}, sorted; empty for a rule that only writes notes or never fired
   */
  public record Touch(String rule, List<String> targets) {
    public Touch {
      targets = List.copyOf(targets);
    }
  }

  /** What differs from what the cases expect. */
  public List<Finding> failures() {
    return cases.stream().flatMap(each -> each.failures().stream()).toList();
  }
}
