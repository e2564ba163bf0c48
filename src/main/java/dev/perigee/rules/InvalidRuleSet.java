package dev.perigee.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rule set that cannot be used; lists every finding. */
public final class InvalidRuleSet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  public InvalidRuleSet(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
    this.findings = List.copyOf(findings);
  }

  /** Every finding. */
  public List<Finding> findings() {
    return findings;
  }
}
