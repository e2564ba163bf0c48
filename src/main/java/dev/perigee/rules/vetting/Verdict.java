package dev.perigee.rules.vetting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.Finding;
import dev.perigee.rules.RuleSetReport;
import java.util.List;

/**
 * How a dry run ended.
 *
 * @param report what is known of the rule set, or null when it was refused
 * @param findings why it was refused; empty when it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(RuleSetReport report, List<Finding> findings) {
  static Verdict passed(RuleSetReport report) {
    return new Verdict(report, List.of());
  }

  static Verdict refused(List<Finding> findings) {
    return new Verdict(null, List.copyOf(findings));
  }
}
