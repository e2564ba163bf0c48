package dev.perigee.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.studies.PairedDesign;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything an impact depends on. Equal inputs have an equal name and are computed once.
 *
 * @param reference digest of the rule set that is compared with
 * @param candidate digest of the rule set that is compared
 * @param saved scenarios, in the order in which they are compared; absent when there are none
 * @param scenarios of the request, beside the ledger as it is and the saved ones
 * @param asOf day of knowledge
 * @param facts digest of the facts in force on that day, in the order of their names
 * @param paths of each pack, in all batches
 * @param seed from which those of the batches come
 * @param coreVersion version of the arithmetic
 */
record ImpactInputs(
    String reference,
    String candidate,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Saved> saved,
    List<ImpactRequest.NamedScenario> scenarios,
    LocalDate asOf,
    String facts,
    int paths,
    long seed,
    String coreVersion) {
  /**
   * A version of a saved scenario.
   *
   * @param id of the scenario
   * @param version its number
   * @param scenario what it assumes, under its name
   */
  record Saved(String id, int version, ScenarioRequest scenario) {}

  /** How both are simulated. */
  PairedDesign design() {
    return new PairedDesign(paths, seed);
  }
}
