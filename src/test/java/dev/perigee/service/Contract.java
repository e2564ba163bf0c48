package dev.perigee.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The contract of the repository, with what it says of requests and answers. */
final class Contract {
  static final Path FILE = Path.of("openapi", "perigee-v1.yaml");
  private static final String URI = "urn:perigee:contract";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "application/problem+json";

  /** Formats that an address asks for by its suffix. */
  private static final Map<String, String> SUFFIXES =
      Map.of(
          ".csv", "text/csv",
          ".arrow", "application/vnd.apache.arrow.stream",
          ".parquet", "application/vnd.apache.parquet",
          ".zip", "application/zip",
          ".html", "text/html",
          ".pdf", "application/pdf",
          ".png", "image/png",
          ".atom", "application/atom+xml",
          ".json", "application/feed+json");

  private static final int BAD_REQUEST = 400;
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final JsonNode root;
  private final List<Operation> operations;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

  private Contract(JsonNode root) {
    this.root = root;
    operations = operations(root);
    String closed = closed(root).toString();
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(URI, closed))));
  }

  /**
   * The contract without room for fields it does not name. Clients must bear with new fields, so it
   * says nothing of them, but an answer that has one is not described.
   */
  private static JsonNode closed(JsonNode root) {
    JsonNode closed = root.deepCopy();
    for (JsonNode schema : closed.path("components").path("schemas")) {
      if (schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return closed;
  }

  static Contract read() {
    return read(FILE);
  }

  static Contract read(Path file) {
    try {
      return new Contract(new YAMLMapper().readTree(Files.readString(file)));
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

    boolean matches(String actual) {
      return Pattern.matches(path.replace("$", "\\$").replaceAll("\\{[^}]*}", "[^/]+"), actual);
    }

    /** Parameters in the path, the query or the header. */
    List<JsonNode> parameters(String in) {
      return parameters().stream().filter(each -> each.path("in").asText().equals(in)).toList();
    }

    List<JsonNode> parameters() {
      List<JsonNode> parameters = new ArrayList<>();
      node.path("parameters").forEach(parameters::add);
      return parameters;
    }

    /** Whether reading it may begin what it reads: it is done later then, which 202 says. */
    boolean mayBegin() {
      return method.equals("get") && node.path("responses").has("202");
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
    return operations;
  }

  private static List<Operation> operations(JsonNode root) {
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

  /** The operation that answers a request, fixed paths before those with a parameter. */
  Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(each -> each.method().equalsIgnoreCase(method) && each.matches(path))
        .min(Comparator.comparingInt(each -> each.parameters("path").size()));
  }

  private Optional<Operation> bySuffix(String method, String path) {
    return SUFFIXES.entrySet().stream()
        .filter(each -> path.endsWith(each.getKey()))
        .flatMap(
            each ->
                operation(method, path.substring(0, path.length() - each.getKey().length()))
                    .filter(found -> found.node().at("/responses/200/content").has(each.getValue()))
                    .stream())
        .findFirst();
  }

  /**
   * What is wrong with an answer to any request below the base path; empty when the contract allows
   * it. What the contract does not know is answered with a problem.
   */
  Optional<String> fault(String method, String path, int status, String mediaType, byte[] body) {
    Optional<Operation> operation = operation(method, path).or(() -> bySuffix(method, path));
    if (operation.isPresent()) {
      return fault(operation.get(), status, mediaType, body)
          .map(what -> operation.get().name() + ": " + what);
    }
    if (status < BAD_REQUEST || !mediaType.equals(PROBLEM)) {
      return Optional.of(
          "%s %s is not in the contract and is answered %d".formatted(method, path, status));
    }
    return fault("/components/schemas/Problem", body)
        .map(what -> "%s %s: %s".formatted(method, path, what));
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
    return fault(
            "/paths/%s/%s/responses/%d/content/%s/schema"
                .formatted(
                    escaped(operation.path()), operation.method(), status, escaped(mediaType)),
            body)
        .map(what -> "status " + status + ": " + what);
  }

  private Optional<String> fault(String pointer, byte[] body) {
    try {
      return schema(pointer).validate(JSON.readTree(body)).stream()
          .findFirst()
          .map(ValidationMessage::getMessage);
    } catch (IOException e) {
      return Optional.of("a body that is no JSON");
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
