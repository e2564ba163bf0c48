package dev.perigee.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A contract of OpenAPI 3.1 said in OpenAPI 3.0, which is what the comparison understands. A twin
 * must say the same: a keyword that is not known here is refused and not left out.
 */
final class ContractTwin {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Keywords of schemas that mean the same in both. */
  private static final Set<String> SAME =
      Set.of(
          "type",
          "format",
          "description",
          "enum",
          "required",
          "default",
          "pattern",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "deprecated",
          "readOnly",
          "writeOnly",
          "title",
          "discriminator");

  private ContractTwin() {}

  /**
   * The twin.
   *
   * @throws IllegalArgumentException when the contract says what 3.0 cannot, with the place
   */
  static JsonNode of(JsonNode contract) {
    ObjectNode twin = contract.deepCopy();
    twin.put("openapi", "3.0.3");
    for (Map.Entry<String, JsonNode> each :
        contract.path("components").path("schemas").properties()) {
      ((ObjectNode) twin.at("/components/schemas"))
          .set(each.getKey(), schema(each.getValue(), each.getKey()));
    }
    schemasOf(twin.path("paths"), "paths");
    schemasOf(twin.path("components").path("parameters"), "parameters");
    schemasOf(twin.path("components").path("responses"), "responses");
    return twin;
  }

  private static void schemasOf(JsonNode node, String place) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      String inner = place + " " + each.getKey();
      if (each.getKey().equals("schema")) {
        ((ObjectNode) node).set("schema", schema(each.getValue(), inner));
      } else if (!each.getKey().startsWith("example")) {
        schemasOf(each.getValue(), inner);
      }
    }
    for (JsonNode item : node.isArray() ? node : JSON.arrayNode()) {
      schemasOf(item, place + " " + item.path("name").asText());
    }
  }

  private static JsonNode schema(JsonNode schema, String place) {
    if (schema.has("$ref")) {
      return JSON.objectNode().set("$ref", schema.path("$ref"));
    }
    ObjectNode twin = JSON.objectNode();
    for (Map.Entry<String, JsonNode> each : schema.properties()) {
      JsonNode value = each.getValue();
      switch (each.getKey()) {
        case "examples" -> twin.set("example", value.get(0));
        case "const" -> twin.set("enum", JSON.arrayNode().add(value));
        case "exclusiveMinimum" -> twin.<ObjectNode>set("minimum", value).put(each.getKey(), true);
        case "exclusiveMaximum" -> twin.<ObjectNode>set("maximum", value).put(each.getKey(), true);
        case "properties" -> {
          ObjectNode properties = twin.putObject("properties");
          value
              .properties()
              .forEach(
                  field ->
                      properties.set(
                          field.getKey(), schema(field.getValue(), place + "." + field.getKey())));
        }
        case "items" -> twin.set("items", schema(value, place + "[]"));
        case "additionalProperties" ->
            twin.set(each.getKey(), value.isBoolean() ? value : schema(value, place + ".*"));
        case "oneOf", "anyOf", "allOf" -> {
          ArrayNode options = twin.putArray(each.getKey());
          value.forEach(option -> options.add(schema(option, place + " " + each.getKey())));
        }
        default -> {
          boolean several = each.getKey().equals("type") && value.isArray();
          if (several || !SAME.contains(each.getKey())) {
            throw new IllegalArgumentException(
                "%s has %s: %s, which OpenAPI 3.0 does not know; teach ContractTwin what it means"
                    .formatted(place, each.getKey(), value));
          }
          twin.set(each.getKey(), value);
        }
      }
    }
    return twin;
  }
}
