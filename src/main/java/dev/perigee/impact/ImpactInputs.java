package dev.perigee.impact;

import dev.perigee.studies.PairedDesign;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything an impact depends on. Equal inputs have an equal name and are computed once.
 *
 * @param reference digest of the rule set that is compared with
 * @param candidate digest of the rule set that is compared
 * @param scenarios beside the ledger as it is
 * @param asOf day of knowledge
 * @param facts digest of the facts in force on that day, in the order of their names
 * @param paths of each pack, in all batches
 * @param seed from which those of the batches come
 * @param coreVersion version of the arithmetic
 */
record ImpactInputs(
    String reference,
    String candidate,
    List<ImpactRequest.NamedScenario> scenarios,
    LocalDate asOf,
    String facts,
    int paths,
    long seed,
    String coreVersion) {
  /** How both are simulated. */
  PairedDesign design() {
    return new PairedDesign(paths, seed);
  }
}
