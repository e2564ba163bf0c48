package dev.perigee.comparisons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.simulation.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds in what two scenarios differ, and switches each difference alone. */
final class ScenarioDifferences {
  private static final String ASSUMPTIONS = "assumptions";
  private static final String START_YEAR = "startYear";
  private static final String QUARTERS = "quarters";

  private final ObjectNode reference;
  private final ObjectNode candidate;
  private final List<Part> parts = new ArrayList<>();

  private ScenarioDifferences(ObjectNode reference, ObjectNode candidate) {
    this.reference = reference;
    this.candidate = candidate;
  }

  /**
   * A difference.
   *
   * @param switched the scenario of the reference with this alone of the candidate
   */
  record Part(InputDifference input, ScenarioRequest switched) {}

  /** The differences, of which the name is none. */
  static List<Part> between(ScenarioRequest reference, ScenarioRequest candidate) {
    ScenarioDifferences differences = new ScenarioDifferences(node(reference), node(candidate));
    differences.assumptions();
    differences.list(InputDifference.Kind.EFFECT, "effects");
    differences.list(InputDifference.Kind.HYPOTHETICAL_MILESTONE, "hypotheticalMilestones");
    differences.whole(InputDifference.Kind.PACK_WEIGHTS, "packWeights");
    differences.horizon();
    differences.whole(InputDifference.Kind.EQUITY_BRIDGE, "equityBridge");
    return differences.parts;
  }

  private static ObjectNode node(ScenarioRequest scenario) {
    return CanonicalJson.read(CanonicalJson.write(scenario), ObjectNode.class);
  }

  private void add(
      InputDifference.Kind kind, String name, JsonNode old, JsonNode now, ObjectNode switched) {
    parts.add(
        new Part(
            InputDifference.between(kind, name, old, now),
            CanonicalJson.read(switched.toString(), ScenarioRequest.class)));
  }

  private void assumptions() {
    TreeSet<String> keys = new TreeSet<>();
    reference.path(ASSUMPTIONS).fieldNames().forEachRemaining(keys::add);
    candidate.path(ASSUMPTIONS).fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      JsonNode old = reference.path(ASSUMPTIONS).get(key);
      JsonNode now = candidate.path(ASSUMPTIONS).get(key);
      if (!equal(old, now)) {
        ObjectNode switched = reference.deepCopy();
        ObjectNode assumed = switched.withObjectProperty(ASSUMPTIONS);
        if (now == null) {
          assumed.remove(key);
        } else {
          assumed.set(key, now);
        }
        add(InputDifference.Kind.ASSUMPTION, key, old, now, switched);
      }
    }
  }

  private static boolean equal(JsonNode old, JsonNode now) {
    return old == null ? now == null : old.equals(now);
  }

  /** Members that one list has and the other has not. */
  private void list(InputDifference.Kind kind, String field) {
    for (JsonNode gone : less(reference.path(field), candidate.path(field))) {
      ObjectNode switched = reference.deepCopy();
      ArrayNode members = (ArrayNode) switched.get(field);
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).equals(gone)) {
          members.remove(i);
          break;
        }
      }
      add(kind, name(gone), gone, null, switched);
    }
    for (JsonNode come : less(candidate.path(field), reference.path(field))) {
      ObjectNode switched = reference.deepCopy();
      switched.withArrayProperty(field).add(come);
      add(kind, name(come), null, come, switched);
    }
  }

  private static List<JsonNode> less(JsonNode members, JsonNode others) {
    List<JsonNode> left = new ArrayList<>();
    members.forEach(left::add);
    others.forEach(left::remove);
    return left;
  }

  /** A few words for an effect or a fact. */
  private static String name(JsonNode member) {
    StringBuilder name = new StringBuilder(member.path("type").asText());
    for (String field : List.of("id", "parameter", "gate", "occurredOn")) {
      if (member.has(field)) {
        return name.append(' ').append(member.get(field).asText()).toString();
      }
    }
    return name.toString();
  }

  private void whole(InputDifference.Kind kind, String field) {
    JsonNode old = reference.get(field);
    JsonNode now = candidate.get(field);
    if (!equal(old, now)) {
      ObjectNode switched = reference.deepCopy();
      if (now == null) {
        switched.remove(field);
      } else {
        switched.set(field, now);
      }
      add(kind, field, old, now, switched);
    }
  }

  private void horizon() {
    ObjectNode old = horizon(reference);
    ObjectNode now = horizon(candidate);
    if (!old.equals(now)) {
      ObjectNode switched = reference.deepCopy();
      switched.setAll(now);
      add(InputDifference.Kind.HORIZON, "horizon", old, now, switched);
    }
  }

  private static ObjectNode horizon(ObjectNode scenario) {
    ObjectNode horizon = scenario.objectNode();
    horizon.put(START_YEAR, scenario.path(START_YEAR).asInt(Horizon.DEFAULT.startYear()));
    horizon.put(QUARTERS, scenario.path(QUARTERS).asInt(Horizon.DEFAULT.quarters()));
    return horizon;
  }
}
