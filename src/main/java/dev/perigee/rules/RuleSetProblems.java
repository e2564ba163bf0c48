package dev.perigee.rules;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemMappers;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells whoever sent or named a rule set that cannot be used what is wrong with it. */
public class RuleSetProblems {
  private final ProblemMappers problems = new ProblemMappers();

  @ServerExceptionMapper
  public Response invalid(InvalidRuleSet e, UriInfo uri) {
    return problems.known(problem(e), uri);
  }

  /** The problem with every finding. */
  static ProblemException problem(InvalidRuleSet e) {
    List<Finding> findings = e.findings();
    return new ProblemException(
        ProblemType.INVALID_RULE_SET,
        findings.size() == 1 ? "1 finding" : findings.size() + " findings",
        findings.stream()
            .map(
                each ->
                    Violation.in(
                        each.file(),
                        each.line(),
                        each.column(),
                        each.message(),
                        each.allowed(),
                        each.maybe()))
            .toList());
  }
}
