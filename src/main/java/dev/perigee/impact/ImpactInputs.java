package dev.perigee.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.Sha256;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.simulation.SimulationRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

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

  static final int FEWEST_PATHS = 8 * SimulationRequest.FEWEST_PATHS;
  static final int MOST_PATHS = 200_000;
  private static final int MOST_BATCHES = 16;
  private static final int ID_START = Sha256.PREFIX.length();
  private static final int ID_LENGTH = 32;

  /** Name of the impact: the start of the digest of all inputs. */
  String id() {
    return CanonicalJson.digest(this).substring(ID_START, ID_START + ID_LENGTH);
  }

  /** Number of batches: 16, or fewer where they would be smaller than the smallest simulation. */
  int batches() {
    return Math.min(MOST_BATCHES, paths / SimulationRequest.FEWEST_PATHS);
  }

  /** Paths of each pack in a batch. */
  int pathsOfBatch() {
    return paths / batches();
  }

  /** Seeds of the batches; batches are independent, and both rule sets share them. */
  List<Long> seeds() {
    return new SplittableRandom(seed).longs(batches()).boxed().toList();
  }
}
