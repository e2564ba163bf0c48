package dev.perigee.simulation.program;

import java.util.Map;
import java.util.Optional;

/**
 * The members of an object that has no unknown ones.
 *
 * @param pointer to the object
 * @param members by name
 */
record JsonObject(String pointer, Map<String, JsonValue> members) {
  /**
   * The member of this name.
   *
   * @throws InvalidJson when there is none
   */
  JsonValue required(String name) {
    return optional(name)
        .orElseThrow(
            () -> InvalidJson.expected(JsonValue.below(pointer, name), "a value", "nothing"));
  }

  /** The member of this name, if there is one. */
  Optional<JsonValue> optional(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The number of this name, or {@code otherwise} where it is left out. */
  double number(String name, double otherwise) {
    return optional(name).map(JsonValue::number).orElse(otherwise);
  }
}
