package dev.perigee.attribution;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.ModelConstants;

/**
 * Everything an attribution depends on; the name of the run stands for all of its inputs.
 *
 * @param attributed the run
 * @param paths of each pack, in all batches
 * @param coreVersion version of the arithmetic
 */
record AttributionInputs(String attributed, int paths, String coreVersion) {
  /** Inputs of an attribution that this build makes. */
  static AttributionInputs of(String run, int paths) {
    return new AttributionInputs(run, paths, ModelConstants.CORE_VERSION);
  }

  /** Name of the attribution. */
  String id() {
    return CanonicalJson.id(this);
  }
}
