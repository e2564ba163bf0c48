package dev.perigee.distributions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.ModelConstants;
import java.util.Optional;

/**
 * Everything a distribution depends on; the name of the run stands for all of its inputs.
 *
 * @param distributed the run
 * @param metric field of the number
 * @param quarter number of the quarter from 0; null for the enterprise value, which has none
 * @param coreVersion version of the arithmetic
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DistributionInputs(String distributed, String metric, Integer quarter, String coreVersion) {
  /** Inputs of a distribution that this build makes. */
  static DistributionInputs of(String run, String metric, Optional<Integer> quarter) {
    return new DistributionInputs(run, metric, quarter.orElse(null), ModelConstants.CORE_VERSION);
  }

  /** Name of the distribution. */
  String id() {
    return CanonicalJson.id(this);
  }
}
