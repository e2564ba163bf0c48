package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Sends the examples of every operation as they stand. Names that one operation answers with reach
 * the others by the links of the contract. {@link ContractFilter} holds the answers against it.
 */
@ServiceTest
class ContractExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IF_MATCH = "If-Match";
  private static final String IN_BODY = "$response.body#";
  private static final String IN_HEADER = "$response.header.";
  private static final String IN_PATH = "$request.path.";
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  /** Media types whose bodies no example can hold. */
  private static final List<String> BINARY = List.of("multipart/form-data", "application/zip");

  private final Contract contract = Contract.read();

  /** Values of parameters that links gave, by operation. */
  private final Map<String, Map<String, String>> linked = new HashMap<>();

  /** Addresses of what examples made. */
  private final Set<String> made = new TreeSet<>();

  @Test
  void everyOperationHasAnExample() {
    List<String> without = new ArrayList<>();
    for (Contract.Operation operation : contract.operations()) {
      for (JsonNode parameter : operation.parameters()) {
        if (parameter.path("required").asBoolean()
            && example(parameter).isEmpty()
            && !isLinked(operation, name(parameter))) {
          without.add(
              "%s: {%s} has neither an example nor a link"
                  .formatted(operation.name(), name(parameter)));
        }
      }
      if (!operation.bodies().isEmpty()
          && operation.bodies().values().stream()
              .allMatch(media -> media.path("examples").isEmpty())) {
        without.add(operation.name() + ": no @ExampleObject of its body");
      }
    }
    assertEquals(List.of(), without);
  }

  private boolean isLinked(Contract.Operation target, String parameter) {
    return contract.operations().stream()
        .flatMap(source -> source.node().path("responses").valueStream())
        .flatMap(response -> response.path("links").valueStream())
        .anyMatch(
            link ->
                link.path("operationId").asText().equals(id(target))
                    && link.path("parameters").has(parameter));
  }

  @Test
  void everyExampleWorksAsItStands() {
    String activeBefore = RuleBundles.active();
    SavedForTests.deleteAll();
    List<String> refused = new ArrayList<>();
    try {
      List<Contract.Operation> early = new ArrayList<>();
      for (Contract.Operation operation : inOrder()) {
        if (!send(operation).isEmpty()) {
          early.add(operation);
        }
      }
      // what was asked before another example made what it is about
      early.forEach(operation -> refused.addAll(send(operation)));
      contract.operations().forEach(operation -> sendNames(operation, refused));
    } finally {
      RuleBundles.activate(activeBefore, "*");
    }
    assertEquals(
        List.of(),
        refused,
        "an example must work on a service that has seen the others; names of things that others"
            + " make come by links, which ContractLinks writes");
  }

  /** What makes things first, what changes and deletes them last. */
  private List<Contract.Operation> inOrder() {
    return contract.operations().stream()
        .sorted(
            Comparator.comparing((Contract.Operation each) -> each.method().equals("delete"))
                .thenComparing(each -> each.method().equals("put"))
                .thenComparing(each -> each.parameters("path").size())
                .thenComparing(each -> !each.method().equals("post")))
        .toList();
  }

  /** Sends the examples of an operation; those that are refused, with why. */
  private List<String> send(Contract.Operation operation) {
    List<String> refused = new ArrayList<>();
    if (operation.bodies().isEmpty()) {
      send(operation, null, "", refused);
    }
    operation
        .bodies()
        .forEach(
            (type, media) -> {
              if (!BINARY.contains(type)) {
                media
                    .path("examples")
                    .properties()
                    .forEach(each -> send(operation, type, body(each.getValue()), refused));
              }
            });
    return refused;
  }

  /** Sends an example with the names in it, and if these are not there, with those of links. */
  private void send(Contract.Operation operation, String type, String body, List<String> refused) {
    Map<String, String> links = linked.getOrDefault(id(operation), Map.of());
    Map<String, String> values = new LinkedHashMap<>(links);
    for (JsonNode parameter : operation.parameters()) {
      example(parameter).ifPresent(value -> values.put(name(parameter), value));
    }
    if (!operation.parameters("path").stream().allMatch(each -> values.containsKey(name(each)))) {
      refused.add(
          "%s: no answer gave the names in its path, only %s".formatted(operation.name(), values));
      return;
    }
    Response answer = send(operation, type, body, values);
    if (isRefused(operation, answer) && !links.isEmpty()) {
      values.putAll(links);
      answer = send(operation, type, body, values);
    }
    if (isRefused(operation, answer)) {
      refused.add(
          "%s %s %s: %s".formatted(operation.name(), values, body, answer.asPrettyString()));
    }
    String location = answer.header("Location");
    if (location != null) {
      made.add(location);
      if (answer.statusCode() == ACCEPTED) {
        Waiting.until(() -> isDone(given().get(location)));
      }
    }
    follow(operation, answer, values);
  }

  private Response send(
      Contract.Operation operation, String type, String body, Map<String, String> values) {
    RequestSpecification request = given();
    for (JsonNode parameter : operation.parameters()) {
      String name = name(parameter);
      String value = name.equals(IF_MATCH) ? tag(operation, values) : values.get(name);
      if (value != null) {
        switch (parameter.path("in").asText()) {
          case "path" -> request.pathParam(name, value);
          case "query" -> request.queryParam(name, value);
          default -> request.header(name, value);
        }
      }
    }
    if (type != null) {
      request.contentType(type).body(body);
    }
    return request.request(operation.method(), operation.path());
  }

  /** The entity tag that counts now; earlier examples may have changed it. */
  private static String tag(Contract.Operation operation, Map<String, String> values) {
    RequestSpecification request = given();
    for (JsonNode parameter : operation.parameters("path")) {
      request.pathParam(name(parameter), values.get(name(parameter)));
    }
    return request.get(operation.path()).header("ETag");
  }

  private static boolean isRefused(Contract.Operation operation, Response answer) {
    boolean ended = operation.method().equals("delete") && answer.statusCode() == CONFLICT;
    return answer.statusCode() >= 300 && !ended;
  }

  private static boolean isDone(Response job) {
    return job.statusCode() != ACCEPTED
        && !List.of("queued", "running").contains(String.valueOf(job.<Object>path("state")));
  }

  /** Reads what the examples in a path name, which the other examples have made by then. */
  private void sendNames(Contract.Operation operation, List<String> refused) {
    Map<String, String> inPath = new LinkedHashMap<>();
    for (JsonNode parameter : operation.parameters("path")) {
      example(parameter).ifPresent(value -> inPath.put(name(parameter), value));
    }
    if (operation.method().equals("get")
        && inPath.size() == operation.parameters("path").size()
        && given().pathParams(inPath).get(operation.path()).statusCode() == NOT_FOUND) {
      refused.add(
          "%s: no example makes %s; they make %s".formatted(operation.name(), inPath, made));
    }
  }

  private void follow(Contract.Operation operation, Response answer, Map<String, String> inPath) {
    for (JsonNode link : operation.node().at("/responses/" + answer.statusCode()).path("links")) {
      Map<String, String> values =
          linked.computeIfAbsent(link.path("operationId").asText(), each -> new HashMap<>());
      link.path("parameters")
          .properties()
          .forEach(
              each ->
                  values.putIfAbsent(
                      each.getKey(), value(each.getValue().asText(), answer, inPath)));
    }
  }

  /** What a runtime expression of a link stands for. */
  private static String value(String expression, Response answer, Map<String, String> inPath) {
    if (expression.startsWith(IN_BODY)) {
      try {
        return JSON.readTree(answer.asByteArray())
            .at(expression.substring(IN_BODY.length()))
            .asText();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    if (expression.startsWith(IN_HEADER)) {
      return answer.header(expression.substring(IN_HEADER.length()));
    }
    if (expression.startsWith(IN_PATH)) {
      return inPath.get(expression.substring(IN_PATH.length()));
    }
    throw new AssertionError("a link says " + expression);
  }

  private static Optional<String> example(JsonNode parameter) {
    JsonNode example = parameter.path("example");
    return example.isMissingNode() ? Optional.empty() : Optional.of(example.asText());
  }

  private static String body(JsonNode example) {
    JsonNode value = example.path("value");
    return value.isTextual() ? value.asText() : value.toString();
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  private static String id(Contract.Operation operation) {
    return operation.node().path("operationId").asText();
  }
}
