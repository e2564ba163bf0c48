package dev.perigee.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The contract of the repository, with what it says of requests and answers. */
final class Contract {
  static final Path FILE = Path.of("openapi", "perigee-v1.yaml");
  private static final String URI = "urn:perigee:contract";
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final JsonNode root;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> known = new HashMap<>();

  private Contract(JsonNode root) {
    this.root = root;
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.schemas(Map.of(URI, root.toString()))));
  }

  static Contract read() {
    try {
      return new Contract(new YAMLMapper().readTree(Files.readString(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** Something the service does. */
  record Operation(String method, String path, JsonNode node) {
    String name() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    List<JsonNode> parameters() {
      List<JsonNode> parameters = new ArrayList<>();
      node.path("parameters").forEach(parameters::add);
      return parameters;
    }

    /** Bodies it takes, by media type. */
    Map<String, JsonNode> bodies() {
      Map<String, JsonNode> bodies = new LinkedHashMap<>();
      node.path("requestBody")
          .path("content")
          .properties()
          .forEach(each -> bodies.put(each.getKey(), each.getValue()));
      return bodies;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode node = path.getValue().path(method);
        if (!node.isMissingNode()) {
          operations.add(new Operation(method, path.getKey(), node));
        }
      }
    }
    return operations;
  }

  /** The schema a node refers to, or the node itself. */
  JsonNode resolve(JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    return reference.isTextual() ? root.at(reference.asText().substring(1)) : schema;
  }

  /**
   * What is wrong with an answer to an operation; empty when the contract allows it.
   *
   * @param mediaType of the answer, without parameters; empty when there is none
   */
  Optional<String> fault(Operation operation, int status, String mediaType, byte[] body) {
    JsonNode response = operation.node().path("responses").path(Integer.toString(status));
    if (response.isMissingNode()) {
      return Optional.of("status " + status + " is not in the contract");
    }
    JsonNode content = response.path("content");
    if (body.length == 0) {
      return content.isEmpty() ? Optional.empty() : Optional.of("no body for status " + status);
    }
    JsonNode media = content.path(mediaType);
    if (media.isMissingNode()) {
      return Optional.of("status " + status + " with a body of type " + mediaType);
    }
    if (!mediaType.endsWith("json")) {
      return Optional.empty();
    }
    try {
      String pointer =
          "/paths/%s/%s/responses/%d/content/%s/schema"
              .formatted(escaped(operation.path()), operation.method(), status, escaped(mediaType));
      return schema(pointer).validate(new ObjectMapper().readTree(body)).stream()
          .findFirst()
          .map(message -> "status " + status + ": " + message.getMessage());
    } catch (IOException e) {
      return Optional.of("status " + status + " with a body that is no JSON");
    }
  }

  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  private JsonSchema schema(String pointer) {
    return known.computeIfAbsent(
        pointer,
        each ->
            schemas.getSchema(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("$ref", URI + "#" + each.replace("{", "%7B").replace("}", "%7D")),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build()));
  }
}
