package dev.perigee.impact;

import dev.perigee.scenarios.SavedScenarios;
import dev.perigee.scenarios.Scenario;
import dev.perigee.scenarios.ScenarioRequest;

/**
 * Something to compare on.
 *
 * @param name in the answer
 * @param request as it was asked for
 * @param scenario the same, found valid
 */
record ImpactCase(String name, ScenarioRequest request, Scenario scenario) {
  /** Name of the ledger as it is. */
  static final String LEDGER = SavedScenarios.LEDGER;
}
