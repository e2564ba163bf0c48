package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The contract is sound and in one style. The names in the comments are those of the rules of
 * Spectral's ruleset for OpenAPI.
 */
class ContractLintTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
  private static final Pattern CAMEL = Pattern.compile("[a-z][a-zA-Z0-9]*");
  private static final Pattern PATH =
      Pattern.compile("/api/v1(/([a-z]+(-[a-z]+)*|\\{[a-z][a-zA-Z]*}|\\$[a-z]+))+");

  /** Names that OData gives. */
  private static final Pattern OF_ODATA = Pattern.compile("\\$[a-z]+|@odata\\.[a-zA-Z]+");

  /** Values of whatever type the input has. */
  private static final Set<String> ANYTHING =
      Set.of("InputDifference.reference", "InputDifference.candidate");

  private static final Pattern REFERENCE = Pattern.compile("\"#/components/schemas/([^\"]+)\"");

  private final Contract contract = Contract.read();
  private final List<String> faults = new ArrayList<>();

  /** oas3-schema. */
  @Test
  void aParserOfOpenApiFindsNoFault() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    assertEquals(
        List.of(),
        new OpenAPIV3Parser()
            .readContents(contract.root().toString(), null, options)
            .getMessages());
    assertEquals(
        List.of(),
        new OpenAPIV3Parser()
            .readContents(ContractTwin.of(contract.root()).toString(), null, options)
            .getMessages());
  }

  /** operation-operationId-unique, operation-operationId-valid-in-url. */
  @Test
  void everyOperationHasANameOfItsOwn() {
    Set<String> seen = new HashSet<>();
    for (Contract.Operation each : contract.operations()) {
      String id = each.node().path("operationId").asText();
      check(CAMEL.matcher(id).matches() && seen.add(id), each.name() + " has the name " + id);
    }
    assertEquals(List.of(), faults);
  }

  /** operation-singular-tag, operation-tag-defined, tag-description. */
  @Test
  void everyOperationHasOneTagThatIsDescribed() {
    Set<String> described = new HashSet<>();
    contract
        .root()
        .path("tags")
        .forEach(
            tag -> {
              check(!tag.path("description").asText().isBlank(), tag + " is not described");
              described.add(tag.path("name").asText());
            });
    for (Contract.Operation each : contract.operations()) {
      JsonNode tags = each.node().path("tags");
      check(
          tags.size() == 1 && described.contains(tags.path(0).asText()),
          each.name() + " has the tags " + tags);
    }
    assertEquals(List.of(), faults);
  }

  /** path-params, operation-parameters. */
  @Test
  void parametersAreThoseOfThePathAndNoTwoAreAlike() {
    for (Contract.Operation each : contract.operations()) {
      Set<String> inPath = new TreeSet<>();
      for (Matcher m = PARAMETER.matcher(each.path()); m.find(); ) {
        inPath.add(m.group(1));
      }
      Set<String> told = new TreeSet<>();
      Set<String> seen = new HashSet<>();
      for (JsonNode parameter : each.parameters()) {
        String name = parameter.path("name").asText();
        String in = parameter.path("in").asText();
        check(seen.add(in + " " + name), each.name() + " has two of " + name);
        if (in.equals("path")) {
          told.add(name);
          check(parameter.path("required").asBoolean(), each.name() + ": {" + name + "} required");
        }
        if (in.equals("query")) {
          check(isInStyle(name), each.name() + ": " + name + " is not camel case");
        }
      }
      check(inPath.equals(told), each.name() + " describes the parameters " + told);
    }
    assertEquals(List.of(), faults);
  }

  /** path-keys-no-trailing-slash, path-not-include-query, and words with hyphens. */
  @Test
  void pathsAreInOneStyle() {
    contract
        .root()
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> check(PATH.matcher(path).matches(), path));
    assertEquals(List.of(), faults);
  }

  /** oas3-unused-component, invalid-ref, typed-enum, and fields in camel case. */
  @Test
  void schemasAreUsedAndInOneStyle() {
    String text = contract.root().toString();
    Set<String> used = new HashSet<>();
    for (Matcher m = REFERENCE.matcher(text); m.find(); ) {
      used.add(m.group(1));
    }
    Set<String> defined = new HashSet<>();
    for (Map.Entry<String, JsonNode> schema :
        contract.root().path("components").path("schemas").properties()) {
      String name = schema.getKey();
      defined.add(name);
      check(Pattern.matches("[A-Z][a-zA-Z0-9]*", name), name + " is no name of a type");
      check(used.contains(name), name + " is not used");
      check(!schema.getValue().path("type").isMissingNode(), name + " has no type");
      schema
          .getValue()
          .path("properties")
          .fieldNames()
          .forEachRemaining(field -> check(isInStyle(field), name + "." + field));
    }
    used.removeAll(defined);
    check(used.isEmpty(), "references to nothing: " + used);
    assertEquals(List.of(), faults);
  }

  /** Without a type, generated clients have nothing to hold a value in. */
  @Test
  void everyValueHasAType() {
    for (Contract.Operation each : contract.operations()) {
      for (JsonNode parameter : each.parameters()) {
        typed(parameter.path("schema"), each.name() + " " + parameter.path("name").asText());
      }
    }
    contract
        .root()
        .path("components")
        .path("schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        field -> typed(field.getValue(), schema.getKey() + "." + field.getKey())));
    assertEquals(List.of(), faults);
  }

  /** operation-success-response, and a problem for what can go wrong anywhere. */
  @Test
  void everyOperationTellsHowItSucceedsAndHowItFails() {
    for (Contract.Operation each : contract.operations()) {
      JsonNode responses = each.node().path("responses");
      List<String> statuses = new ArrayList<>();
      responses.fieldNames().forEachRemaining(statuses::add);
      check(
          statuses.stream().anyMatch(status -> status.startsWith("2")),
          each.name() + " has no answer of success");
      for (String status : statuses) {
        boolean failure = status.charAt(0) >= '4';
        check(
            !failure || responses.path(status).path("content").has("application/problem+json"),
            each.name() + " fails with " + status + " without a problem");
      }
    }
    assertEquals(List.of(), faults);
  }

  /** info-license, info-description. */
  @Test
  void theContractSaysWhatItIsAndUnderWhichLicence() {
    JsonNode info = contract.root().path("info");
    check(!info.path("description").asText().isBlank(), "no description");
    check(!info.path("license").path("name").asText().isBlank(), "no licence");
    check(Pattern.matches("1\\.\\d+\\.\\d+", info.path("version").asText()), "not a version 1");
    assertEquals(List.of(), faults);
  }

  private static boolean isInStyle(String name) {
    return CAMEL.matcher(name).matches() || OF_ODATA.matcher(name).matches();
  }

  private void typed(JsonNode schema, String place) {
    if (ANYTHING.contains(place)) {
      return;
    }
    check(
        schema.has("type") || schema.has("$ref") || schema.has("oneOf") || schema.has("anyOf"),
        place + " has no type");
    if (schema.path("type").asText().equals("array")) {
      typed(schema.path("items"), place + "[]");
    }
  }

  private void check(boolean sound, String fault) {
    if (!sound) {
      faults.add(fault);
    }
  }
}
