package dev.perigee.simulation.program;

import dev.perigee.simulation.SimulationRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code run} reads: an outlook, a simulation request or a trajectory request. */
sealed interface RunInput {
  /** A mixture. */
  record Mixture(SimulationRequest request) implements RunInput {}

  /** A single path. */
  record Path(TrajectoryRequest request) implements RunInput {}

  /**
   * The input of a document, told by its members.
   *
   * @param overrides members of a simulation request that replace those of the document
   * @throws InvalidJson when it is none of the three
   * @throws UsageError when there are overrides for a single path
   */
  static RunInput read(JsonValue json, Map<String, JsonValue> overrides) {
    Map<String, JsonValue> members = json.members();
    if (members.containsKey("values")) {
      if (!overrides.isEmpty()) {
        throw new UsageError(
            "a trajectory takes no "
                + overrides.keySet().stream().map(name -> "--" + name).sorted().findFirst().get());
      }
      return new Path(RequestJson.readTrajectory(json));
    }
    Map<String, JsonValue> request = new LinkedHashMap<>();
    if (members.containsKey("packs")) {
      request.put("outlook", json);
    } else if (members.containsKey("outlook")) {
      request.putAll(members);
    } else {
      throw json.refused(
          "an outlook (with packs), a simulation (with outlook) or a trajectory (with values)");
    }
    request.putAll(overrides);
    return new Mixture(RequestJson.read(json.with(request)));
  }
}
