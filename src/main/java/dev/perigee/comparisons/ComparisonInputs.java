package dev.perigee.comparisons;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.ModelConstants;

/**
 * Everything a comparison depends on; the names of the runs stand for all of their inputs.
 *
 * @param candidate the run that is compared
 * @param reference the run that it is compared with
 * @param coreVersion version of the arithmetic
 */
record ComparisonInputs(String candidate, String reference, String coreVersion) {
  /** Inputs of a comparison that this build makes. */
  static ComparisonInputs of(String candidate, String reference) {
    return new ComparisonInputs(candidate, reference, ModelConstants.CORE_VERSION);
  }

  /** Name of the comparison. */
  String id() {
    return CanonicalJson.id(this);
  }
}
