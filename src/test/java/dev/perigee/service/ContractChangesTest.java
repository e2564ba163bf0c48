package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Within a version the contract only grows: openapi/CHANGES.md says what that means. */
class ContractChangesTest {
  private static final JsonNode RELEASED =
      Contract.read(Path.of("openapi", "released", "perigee-v1.yaml")).root();

  @Test
  void clientsOfTheReleasedContractGoOnWorking() {
    assertEquals(
        List.of(),
        ContractChanges.breaking(RELEASED, Contract.read().root()),
        "v1 only grows: keep what was, or make it a v2 (docs/adr/0025-versions-of-the-api.md)");
  }

  @Test
  void anEqualContractBreaksNothing() {
    assertEquals(List.of(), ContractChanges.breaking(RELEASED, RELEASED));
  }

  @Test
  void anOperationThatIsGoneBreaks() {
    assertBreaks(
        "GET /api/v1/engine is gone",
        contract -> ((ObjectNode) contract.path("paths")).remove("/api/v1/engine"));
  }

  @Test
  void anAnswerWithoutAFieldBreaks() {
    assertBreaks(
        "GET /api/v1/engine: its answers",
        contract -> {
          ((ObjectNode) schema(contract, "EngineStatus").path("properties")).remove("slots");
          remove((ArrayNode) schema(contract, "EngineStatus").path("required"), "slots");
        });
  }

  @Test
  void anAnswerOfAnotherTypeBreaks() {
    assertBreaks(
        "GET /api/v1/engine: its answers",
        contract -> field(contract, "EngineStatus", "slots").put("type", "string"));
  }

  @Test
  void anAnswerThatNoLongerPromisesAFieldBreaks() {
    assertBreaks(
        "GET /api/v1/engine: its answers",
        contract -> remove((ArrayNode) schema(contract, "EngineStatus").path("required"), "slots"));
  }

  @Test
  void aNewRequiredFieldOfARequestBreaks() {
    assertBreaks(
        "POST /api/v1/runs: its request body",
        contract -> {
          ((ObjectNode) schema(contract, "RunRequest").path("properties"))
              .putObject("purpose")
              .put("type", "string");
          ((ObjectNode) schema(contract, "RunRequest")).putArray("required").add("purpose");
        });
  }

  @Test
  void aNarrowerRequestBreaks() {
    assertBreaks(
        "POST /api/v1/runs: its request body",
        contract -> field(contract, "RunRequest", "paths").put("maximum", 10));
  }

  @Test
  void aRequestFieldOfAnotherTypeBreaks() {
    assertBreaks(
        "POST /api/v1/runs: its request body",
        contract -> field(contract, "RunRequest", "paths").put("type", "string"));
  }

  @Test
  void aChoiceThatIsGoneBreaks() {
    assertBreaks(
        "POST /api/v1/milestones",
        contract -> ((ArrayNode) schema(contract, "FactType").path("enum")).remove(0));
  }

  @Test
  void aParameterThatIsGoneBreaks() {
    assertBreaks(
        "GET /api/v1/milestones: its parameters",
        contract ->
            ((ArrayNode) contract.at("/paths/~1api~1v1~1milestones/get/parameters")).remove(0));
  }

  @Test
  void aNewRequiredParameterBreaks() {
    assertBreaks(
        "GET /api/v1/engine: its parameters",
        contract -> {
          ObjectNode parameter =
              ((ObjectNode) contract.at("/paths/~1api~1v1~1engine/get"))
                  .putArray("parameters")
                  .addObject();
          parameter.put("name", "site").put("in", "query").put("required", true);
          parameter.putObject("schema").put("type", "string");
        });
  }

  @Test
  void anAnswerThatIsGoneBreaks() {
    assertBreaks(
        "GET /api/v1/milestones: its answers",
        contract ->
            ((ObjectNode) contract.at("/paths/~1api~1v1~1milestones/get/responses/200/content"))
                .remove("text/csv"));
  }

  @Test
  void additionsBreakNothing() {
    JsonNode later = RELEASED.deepCopy();
    ((ObjectNode) schema(later, "EngineStatus").path("properties"))
        .putObject("host")
        .put("type", "string");
    ((ObjectNode) schema(later, "RunRequest").path("properties"))
        .putObject("purpose")
        .put("type", "string");
    ((ObjectNode) later.path("paths"))
        .set("/api/v1/motor", later.at("/paths/~1api~1v1~1engine").deepCopy());
    assertEquals(List.of(), ContractChanges.breaking(RELEASED, later));
  }

  @Test
  void aTwinLeavesNothingOut() {
    JsonNode contract = RELEASED.deepCopy();
    field(contract, "RunRequest", "paths").put("unevaluatedItems", false);
    assertThrows(IllegalArgumentException.class, () -> ContractTwin.of(contract));
    JsonNode several = RELEASED.deepCopy();
    field(several, "RunRequest", "paths").putArray("type").add("integer").add("null");
    assertThrows(IllegalArgumentException.class, () -> ContractTwin.of(several));
  }

  private static void assertBreaks(String expected, Consumer<JsonNode> change) {
    JsonNode later = RELEASED.deepCopy();
    change.accept(later);
    List<String> breaking = ContractChanges.breaking(RELEASED, later);
    assertTrue(
        breaking.stream().anyMatch(each -> each.startsWith(expected)),
        () -> "expected " + expected + ", got " + breaking);
  }

  private static JsonNode schema(JsonNode contract, String name) {
    return contract.path("components").path("schemas").path(name);
  }

  private static ObjectNode field(JsonNode contract, String schema, String name) {
    return (ObjectNode) schema(contract, schema).path("properties").path(name);
  }

  private static void remove(ArrayNode names, String name) {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (names.get(i).asText().equals(name)) {
        names.remove(i);
      }
    }
  }
}
