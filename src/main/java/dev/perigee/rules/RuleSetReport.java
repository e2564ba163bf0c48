package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known of a rule set after it was tried.
 *
 * @param digest content address
 * @param rules names of its rules, sorted
 * @param cases each case with how it ended, in the order of the files
 * @param touches what each rule was seen to act on while it was tried, in the order of the rules
 * @param warnings what its author should look at, by file and line
 */
@Schema(description = "What was found when a rule set was tried.")
public record RuleSetReport(
    @Schema(description = "Digest of its files.", pattern = RuleSetDigest.PATTERN) String digest,
    @Schema(description = "Names of its rules, sorted.") List<String> rules,
    @Schema(description = "Each case with how it ended, in the order of the files.")
        List<CaseResult> cases,
    @Schema(description = "What each rule was seen to act on, in the order of the rules.")
        List<Touch> touches,
    @Schema(description = "What its author should look at.") List<Finding> warnings) {

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
  @Schema(description = "How a case of a rule set ended.")
  public record CaseResult(
      @Schema(description = "File of the case.", examples = "cases/launch.yaml") String file,
      @Schema(description = "Line of the case in its file, from 1.", examples = "12") int line,
      @Schema(description = "Name of the case.", examples = "a first reflight") String name,
      @Schema(description = "Names of the rules that were to fire, sorted.")
          List<String> expectedRules,
      @Schema(description = "Names of the rules that fired, sorted.") List<String> firedRules,
      @Schema(description = "What was expected of parameters, gates and weights.")
          List<ExpectedValue> values,
      @Schema(description = "What differs from what it expects; empty when it passed.")
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
  @Schema(description = "A value that a case of a rule set expects.")
  public record ExpectedValue(
      @Schema(
              description = "Key of a parameter or gate, or `packWeights`.",
              examples = "launch.cost.initial")
          String target,
      @Schema(description = "Key of the pack.", examples = "house") String pack,
      @Schema(
              description =
                  "Median of the parameter, probability of the gate or weight of the pack.",
              examples = "1200")
          double expected,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "What the rules make of it; absent when no rule that fired acts on it.",
              examples = "1200")
          Double actual) {}

  /**
   * What a rule was seen to act on.
   *
   * @param rule its name
   * @param targets keys of parameters and gates, {@link TraceRow#PACK_WEIGHTS} and {@link
   *     TraceRow#PATHS}, sorted; empty for a rule that only writes notes or never fired
   */
  @Schema(description = "What a rule was seen to act on.")
  public record Touch(
      @Schema(description = "Its name.", examples = "R01 flights in a period") String rule,
      @Schema(
              description =
                  "Keys of parameters and gates, `packWeights` and `paths`, sorted; empty for a rule that only writes notes or"
                      + " never fired.")
          List<String> targets) {
    public Touch {
      targets = List.copyOf(targets);
    }
  }

  /** What differs from what the cases expect. */
  public List<Finding> failures() {
    return cases.stream().flatMap(each -> each.failures().stream()).toList();
  }
}
