package dev.perigee.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads JSON bodies and holds them against the schemas of the contract, so that what the contract
 * says and what the service accepts are one. Every violation is found, unknown fields among them.
 */
@ApplicationScoped
public class BodyReader {
  /** The contract, on the class path. */
  static final String CONTRACT = "openapi/perigee-v1.yaml";

  private static final String CONTRACT_URI = "urn:perigee:contract";
  private static final int DEEPEST = 32;
  private static final int MOST_VIOLATIONS = 100;

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .build();
  private final long limit;
  private final JsonSchemaFactory contract = contract();
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  public BodyReader(HttpConfig config) {
    this.limit = config.bodyLimit().asLongValue();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  /**
   * The body as {@code type}, whose simple name is that of its schema.
   *
   * @throws ProblemException malformed when it is no JSON, invalid with every violation of the
   *     schema
   */
  public <T> T read(byte[] body, Class<T> type) {
    JsonNode node = parse(body);
    ProblemException.throwIfAny(violations(node, type.getSimpleName()));
    return convert(node, type);
  }

  /**
   * Rows as {@code type}.
   *
   * @throws ProblemException invalid with every violation of every row; pointers start with the
   *     index of the row
   */
  public <T> List<T> readAll(List<? extends JsonNode> rows, Class<T> type) {
    List<Violation> violations = new ArrayList<>();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String outer = "/" + i;
      List<Violation> own = violations(rows.get(i), type.getSimpleName());
      own.forEach(violation -> violations.add(violation.within(outer)));
      if (own.isEmpty()) {
        values.add(convert(rows.get(i), type));
      }
    }
    ProblemException.throwIfAny(violations);
    return values;
  }

  /** Refuses a body beyond the limit; one of known length was refused before it was read. */
  public void checkLength(byte[] body) {
    if (body != null && body.length > limit) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "Expected at most %d bytes, got %d".formatted(limit, body.length),
          List.of());
    }
  }

  /** The body as JSON. */
  public JsonNode parse(byte[] body) {
    checkLength(body);
    if (body == null || body.length == 0) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "Expected a JSON body, got none", List.of());
    }
    try {
      JsonNode node = mapper.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw new ProblemException(
            ProblemType.MALFORMED_REQUEST, "Expected a JSON body, got white space", List.of());
      }
      return node;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST,
          "The body is no JSON" + where + ": " + firstLine(e.getOriginalMessage()),
          List.of());
    } catch (IOException e) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is not UTF-8", List.of());
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** Violations of the schema of this name; numbers and texts that nothing can hold come alone. */
  private List<Violation> violations(JsonNode node, String schemaName) {
    Map<String, Violation> found = new LinkedHashMap<>();
    unusable(node, "", found);
    if (!found.isEmpty()) {
      return new ArrayList<>(found.values());
    }
    schema(schemaName).validate(node).stream()
        .sorted(Comparator.comparing(message -> message.getInstanceLocation().toString()))
        .limit(MOST_VIOLATIONS)
        .forEach(message -> found.putIfAbsent(message.toString(), violation(node, message)));
    return new ArrayList<>(found.values());
  }

  /** Finds numbers beyond the range of a double, and text that no database can hold. */
  private static void unusable(JsonNode node, String pointer, Map<String, Violation> found) {
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      found.put(pointer, Violation.at(pointer, "a finite number", node));
    } else if (node.isTextual() && !isStorable(node.textValue())) {
      found.put(pointer, Violation.at(pointer, "text without NUL and unpaired surrogates", "text"));
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      unusable(node.get(i), pointer + "/" + i, found);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String inner = pointer + Violation.step(field.getKey());
      if (!isStorable(field.getKey())) {
        found.put(
            pointer, Violation.at(pointer, "names without NUL and unpaired surrogates", "a name"));
      }
      unusable(field.getValue(), inner, found);
    }
  }

  private static boolean isStorable(String text) {
    return text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Violation violation(JsonNode root, ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    return switch (message.getType()) {
      case "additionalProperties" ->
          Violation.at(
              pointer + Violation.step(message.getProperty()),
              "no such field",
              message.getProperty());
      case "required" ->
          Violation.at(pointer + Violation.step(message.getProperty()), "a value", "nothing");
      default -> {
        String text = message.getMessage();
        String expected =
            text.startsWith(pointer + ": ") ? text.substring(pointer.length() + 2) : text;
        yield Violation.at(pointer, expected, root.at(pointer));
      }
    };
  }

  /**
   * The node as {@code type}; it must have passed its schema, which does not know the range of
   * Java's integers.
   */
  private <T> T convert(JsonNode node, Class<T> type) {
    try {
      return mapper.treeToValue(node, type);
    } catch (JsonMappingException e) {
      String pointer =
          e.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "/" + step.getIndex()
                          : Violation.step(step.getFieldName()))
              .collect(Collectors.joining());
      throw ProblemException.invalid(
          List.of(Violation.at(pointer, firstLine(e.getOriginalMessage()), node.at(pointer))));
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid(
          List.of(Violation.at("", firstLine(e.getOriginalMessage()), node)));
    }
  }

  private JsonSchema schema(String name) {
    return schemas.computeIfAbsent(
        name,
        each ->
            contract.getSchema(
                new ObjectMapper()
                    .createObjectNode()
                    .put("$ref", CONTRACT_URI + "#/components/schemas/" + each),
                SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_POINTER)
                    .build()));
  }

  private static JsonSchemaFactory contract() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(CONTRACT)) {
      if (in == null) {
        throw new IllegalStateException(CONTRACT + " is missing from the class path");
      }
      String text =
          new YAMLMapper()
              .readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .toString();
      return JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(CONTRACT_URI, text))));
    } catch (IOException e) {
      throw new IllegalStateException(CONTRACT + " cannot be read", e);
    }
  }
}
