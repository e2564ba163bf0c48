package dev.perigee.impact;

import dev.perigee.milestones.Milestone;
import java.util.List;

/**
 * A comparison whose inputs are known and valid one by one.
 *
 * @param inputs everything the result depends on
 * @param cases what to compare on
 * @param facts in force on the day of knowledge, in the order of their names
 */
record ImpactPlan(ImpactInputs inputs, List<ImpactCase> cases, List<Milestone> facts) {
  ImpactPlan {
    cases = List.copyOf(cases);
    facts = List.copyOf(facts);
  }
}
