package dev.perigee.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes requests of an operation, most of them near to what its contract allows. */
final class Fuzzer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\ud800",
          "\u202e\u0000\uffff",
          "é\u0301😀\u200b",
          "' or 1=1 --",
          "%s%n%x",
          "${jndi:ldap://127.0.0.1/a}",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "null",
          "NaN",
          "2026-13-45",
          "9999-12-31",
          "-1",
          "1e999",
          "x".repeat(5_000));
  private static final List<String> ODD_NUMBERS =
      List.of(
          "0",
          "-0.0",
          "-1",
          "1e308",
          "-1e308",
          "1e309",
          "1e-320",
          "9223372036854775807",
          "9223372036854775808",
          "2147483648",
          "0.1",
          "1e400",
          "123456789012345678901234567890");
  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "text/csv",
          "text/plain",
          "application/xml",
          "application/zip",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "*/*",
          "no media type");

  /** Headers of any request, with what is odd in them. */
  private static final Map<String, List<String>> ODD_HEADERS =
      Map.ofEntries(
          Map.entry("Accept", List.of("a/b/c", "application/json;q=2", "text/*;q=-1", ",;=")),
          Map.entry("Accept-Encoding", List.of("gzip", "identity;q=0", "*;q=0", "br;q=x")),
          Map.entry("Accept-Language", List.of("de", "x-klingon", "*;q=9")),
          Map.entry("Content-Encoding", List.of("gzip", "br", "identity", "nonsense")),
          Map.entry("Cookie", List.of("a=b; a=c", "=", "c=" + "y".repeat(3_000))),
          Map.entry("If-Match", List.of("*", "\"1\"", "W/\"1\"", "1", "\"", "\"1\", \"2\"")),
          Map.entry("If-None-Match", List.of("*", "\"1\"", "W/\"1\"", "\"", ",")),
          Map.entry(
              "If-Modified-Since",
              List.of("Fri, 31 Dec 2027 00:00:00 GMT", "yesterday", "1970-01-01")),
          Map.entry("If-Unmodified-Since", List.of("Thu, 01 Jan 1970 00:00:00 GMT", "soon")),
          Map.entry("Idempotency-Key", List.of("", "again", "k".repeat(256), "k".repeat(5_000))),
          Map.entry("Origin", List.of("null", "https://elsewhere.example", "://")),
          Map.entry("Perigee-User", List.of("", "ada", "u".repeat(101), "'; drop table run; --")),
          Map.entry("Prefer", List.of("wait=-1", "wait=1e9", "wait", "respond-async, wait=99999")),
          Map.entry("Range", List.of("bytes=0-1", "bytes=9-1", "lines=1-2")),
          Map.entry("X-Forwarded-For", List.of("10.0.0.1", "::1, x", "' or 1=1")),
          Map.entry("X-HTTP-Method-Override", List.of("DELETE", "PATCH")),
          Map.entry("X-Request-Id", List.of("<script>", "r".repeat(300), "{jndi:x}")),
          Map.entry("X-Odd", List.of("z".repeat(7_000), "\t", ":")));

  private static final List<String> HEADER_NAMES = ODD_HEADERS.keySet().stream().sorted().toList();

  /** Characters of a body in a message. */
  private static final int SHOWN = 1_000;

  private final Contract contract;
  private final Map<String, String> names;
  private final SplittableRandom random;

  /**
   * @param names of something that exists, by path
   */
  Fuzzer(Contract contract, Map<String, String> names, long seed) {
    this.contract = contract;
    this.names = names;
    random = new SplittableRandom(seed);
  }

  /** A request; path, query and headers are as they are sent. */
  static final class Sent {
    final String method;
    final String target;
    final List<Map.Entry<String, String>> headers;
    final byte[] body;

    Sent(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
      this.method = method;
      this.target = target;
      this.headers = headers;
      this.body = body;
    }

    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s %s %s %s"
          .formatted(
              method,
              target,
              headers,
              text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
  }

  /** A request of an operation. */
  Sent request(Contract.Operation operation) {
    return request(operation, false);
  }

  /** A request that can only be refused when it writes. */
  Sent refused(Contract.Operation operation) {
    return request(operation, !operation.method().equals("get"));
  }

  private Sent request(Contract.Operation operation, boolean spoilt) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.path("name").asText();
      boolean inPath = parameter.path("in").asText().equals("path");
      String value = inPath ? name(operation, spoilt) : parameterValue(parameter);
      switch (parameter.path("in").asText()) {
        case "path" ->
            path = path.replace("{" + name + "}", encoded(isSegment(value) ? value : "-"));
        case "query" -> {
          if (chance(3)) {
            query.add(name + "=" + encoded(value));
          }
          if (chance(40)) {
            query.add(name + "=" + encoded(value));
          }
        }
        default -> {
          if (chance(4) && isHeaderText(value)) {
            headers.add(Map.entry(name, value));
          }
        }
      }
    }
    if (chance(20)) {
      query.add(encoded(oddText()) + "=" + encoded(oddText()));
    }
    byte[] body = {};
    if (!operation.bodies().isEmpty()) {
      List<String> types = List.copyOf(operation.bodies().keySet());
      String type = types.get(random.nextInt(types.size()));
      body = body(type, operation.bodies().get(type));
      if (spoilt) {
        body = spoilt(type, body);
      }
      String told = chance(15) ? any(MEDIA_TYPES) : type;
      headers.add(Map.entry("Content-Type", told));
      if (chance(40)) {
        headers.add(Map.entry("Content-Type", any(MEDIA_TYPES)));
      }
    }
    headers.add(Map.entry("Prefer", "wait=60"));
    if (chance(10)) {
      headers.add(Map.entry("Accept", any(MEDIA_TYPES)));
    }
    for (int odd = chance(3) ? 1 + random.nextInt(3) : 0; odd > 0; odd--) {
      String name = any(HEADER_NAMES);
      String value = any(ODD_HEADERS.get(name));
      for (int copies = chance(10) ? 2 : 1; copies > 0; copies--) {
        headers.add(Map.entry(name, value));
      }
    }
    return new Sent(
        operation.method().toUpperCase(Locale.ROOT),
        path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
        headers,
        body);
  }

  /** A body that no operation takes: without an end, or with a field that nothing has. */
  private byte[] spoilt(String type, byte[] body) {
    if (type.endsWith("json") && body.length > 1 && body[0] == '{' && chance(2)) {
      String rest = new String(body, StandardCharsets.UTF_8).substring(1);
      String odd = "{\"" + "o".repeat(1 + random.nextInt(30)) + "Odd\": " + odd();
      return (odd + (rest.strip().startsWith("}") ? "" : ", ") + rest)
          .getBytes(StandardCharsets.UTF_8);
    }
    return type.endsWith("json")
        ? (new String(body, StandardCharsets.UTF_8)
                + any(List.of("]", "}", "{", ",", "x", "\u0000")))
            .getBytes(StandardCharsets.UTF_8)
        : noise(random.nextInt(400));
  }

  private byte[] body(String type, JsonNode media) {
    if (chance(30)) {
      return noise(random.nextInt(200));
    }
    List<JsonNode> examples = new ArrayList<>();
    media
        .path("examples")
        .properties()
        .forEach(each -> examples.add(each.getValue().path("value")));
    JsonNode example = examples.isEmpty() ? JSON.objectNode() : any(examples);
    if (!type.endsWith("json")) {
      return mutated(example.asText().getBytes(StandardCharsets.UTF_8));
    }
    JsonNode start =
        chance(2) ? example.deepCopy() : valid(contract.resolve(media.path("schema")), 0);
    JsonNode changed = start;
    for (int i = random.nextInt(4); i > 0; i--) {
      changed = mutated(changed, contract.resolve(media.path("schema")));
    }
    limit(changed);
    byte[] bytes = changed.toString().getBytes(StandardCharsets.UTF_8);
    return chance(20) ? mutated(bytes) : bytes;
  }

  /** Runs are kept short: this is a test of the door, not of the engine. */
  private static void limit(JsonNode body) {
    if (body instanceof ObjectNode object) {
      JsonNode paths = object.path("paths");
      if (paths.isInt() && paths.intValue() > 1_000 && paths.intValue() <= 1_000_000) {
        object.put("paths", 1_000);
      }
      if (object.path("precision").isNumber() && object.path("paths").isMissingNode()) {
        object.put("paths", 1_000);
      }
    }
  }

  /** A value that the schema allows, as far as it is followed here. */
  private JsonNode valid(JsonNode schema, int depth) {
    JsonNode examples = schema.path("examples");
    if (examples.isArray() && !examples.isEmpty() && chance(2)) {
      return examples.get(random.nextInt(examples.size()));
    }
    JsonNode options = schema.path("enum");
    if (options.isArray()) {
      return options.get(random.nextInt(options.size()));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0 && depth < 4; i--) {
          array.add(valid(contract.resolve(schema.path("items")), depth + 1));
        }
        yield array;
      }
      case "integer" -> JSON.numberNode((long) number(schema));
      case "number" -> JSON.numberNode(number(schema));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default -> JSON.textNode(chance(2) ? "text" : "2026-11-01");
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || (depth < 4 && chance(3))) {
        object.set(property.getKey(), valid(contract.resolve(property.getValue()), depth + 1));
      }
    }
    return object;
  }

  private double number(JsonNode schema) {
    double least = schema.path("minimum").asDouble(-1_000);
    double greatest = schema.path("maximum").asDouble(Math.max(1_000, 2 * least));
    return chance(4)
        ? (random.nextBoolean() ? least : greatest)
        : least < greatest ? random.nextDouble(least, Math.min(greatest, least + 1e6)) : least;
  }

  /** Whether a text can stand in a path: empty ones and dots are of other paths (RFC 3986). */
  private static boolean isSegment(String text) {
    return !text.isEmpty() && !text.equals(".") && !text.equals("..");
  }

  /** The value with one place changed. */
  private JsonNode mutated(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object && !object.isEmpty() && !chance(8)) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = any(names);
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(oddText(), odd());
        case 2 -> object.set(name, odd());
        default ->
            object.set(
                name,
                mutated(object.get(name), contract.resolve(schema.path("properties").path(name))));
      }
      return object;
    }
    if (value instanceof ArrayNode array && !array.isEmpty() && !chance(8)) {
      int i = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(i);
        case 1 -> {
          for (int copies = random.nextInt(300); copies > 0; copies--) {
            array.add(array.get(i));
          }
        }
        default -> array.set(i, mutated(array.get(i), contract.resolve(schema.path("items"))));
      }
      return array;
    }
    return odd();
  }

  private JsonNode odd() {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2, 3 -> JSON.rawValueNode(new RawValue(any(ODD_NUMBERS)));
      case 4 -> JSON.arrayNode().add(oddText());
      case 5 -> JSON.objectNode().put(oddText(), oddText());
      case 6 -> {
        ArrayNode deep = JSON.arrayNode();
        for (int i = random.nextInt(200); i > 0; i--) {
          deep = JSON.arrayNode().add(deep);
        }
        yield deep;
      }
      default -> JSON.textNode(oddText());
    };
  }

  private String parameterValue(JsonNode parameter) {
    if (chance(3)) {
      return oddText();
    }
    JsonNode schema = contract.resolve(parameter.path("schema"));
    if (!parameter.path("example").isMissingNode() && chance(2)) {
      return parameter.path("example").asText();
    }
    return valid(schema, 0).asText();
  }

  /** A name for the path of an operation, most often that of something that exists. */
  private String name(Contract.Operation operation, boolean spoilt) {
    return spoilt || chance(4)
        ? oddText()
        : names.entrySet().stream()
            .filter(known -> operation.path().startsWith(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("none");
  }

  private byte[] mutated(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(3); i > 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return chance(4) ? Arrays.copyOf(changed, random.nextInt(changed.length + 1)) : changed;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String oddText() {
    return chance(8)
        ? new String(noise(random.nextInt(30)), StandardCharsets.ISO_8859_1)
        : any(ODD_TEXTS);
  }

  private static boolean isHeaderText(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> T any(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  /** True once in so many times. */
  private boolean chance(int times) {
    return random.nextInt(times) == 0;
  }
}
