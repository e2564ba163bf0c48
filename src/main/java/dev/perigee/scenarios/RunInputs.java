package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Sampling;
import dev.perigee.simulation.SimulationRequest;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * Everything a result depends on. Equal inputs have an equal name and are computed once.
 *
 * @param mode how it is run
 * @param scenario what is assumed
 * @param ruleSet digest of the rule set; absent in deterministic mode
 * @param asOf day of knowledge; absent in deterministic mode
 * @param facts digest of the facts in force on that day, in the order of their names; absent in
 *     deterministic mode
 * @param paths of each pack, with a precision the limit; absent in deterministic mode
 * @param seed of the draws; absent in deterministic mode
 * @param sampling how points are chosen, when it is not pseudo-random
 * @param precision relative standard error at which the run may end, when it has one
 * @param coreVersion version of the arithmetic
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunInputs(
    Mode mode,
    ScenarioRequest scenario,
    String ruleSet,
    LocalDate asOf,
    String facts,
    Integer paths,
    Long seed,
    String sampling,
    Double precision,
    String coreVersion) {
  /** Inputs of a deterministic run. */
  static RunInputs deterministic(ScenarioRequest scenario, String coreVersion) {
    return new RunInputs(
        Mode.DETERMINISTIC, scenario, null, null, null, null, null, null, null, coreVersion);
  }

  /** Whether it is the ledger as it is, computed as unless a request says otherwise. */
  boolean isPlain() {
    return equals(
        new RunInputs(
            Mode.STOCHASTIC,
            ScenarioRequest.NONE,
            ruleSet,
            asOf,
            facts,
            RunPlanner.DEFAULT_PATHS,
            RunPlanner.DEFAULT_SEED,
            null,
            null,
            coreVersion));
  }

  /** Name of the run: the start of the digest of all inputs. */
  public String id() {
    return CanonicalJson.id(this);
  }

  /**
   * What is simulated of an outlook in a stochastic run.
   *
   * @throws IllegalStateException when the run is deterministic
   */
  public SimulationRequest request(Outlook outlook) {
    if (mode != Mode.STOCHASTIC) {
      throw new IllegalStateException("a deterministic run simulates no outlook");
    }
    return new SimulationRequest(
        outlook,
        paths,
        seed,
        sampling == null ? Sampling.PSEUDO : Sampling.byKey(sampling).orElseThrow(),
        precision == null ? OptionalDouble.empty() : OptionalDouble.of(precision));
  }
}
