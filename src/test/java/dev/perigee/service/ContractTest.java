package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract in the repository is the one that is served, and every part of it is explained. */
@ServiceTest
class ContractTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  @Test
  void theCommittedContractIsTheOneServed() throws IOException {
    String served = given().get("/q/openapi").then().statusCode(200).extract().asString();
    YAMLMapper yaml = new YAMLMapper();
    assertEquals(
        yaml.readTree(served),
        yaml.readTree(Files.readString(Contract.FILE)),
        "run ./perigee contract and review the difference");
  }

  @Test
  void theContractIsOpenApi31() {
    assertTrue(contract().path("openapi").asText().startsWith("3.1"));
  }

  @Test
  void everyOperationAndParameterIsDescribed() {
    List<String> bare = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : contract().path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isMissingNode()) {
          continue;
        }
        String name = method + " " + path.getKey();
        if (operation.path("description").asText().isBlank()
            || operation.path("summary").asText().isBlank()
            || operation.path("operationId").asText().isBlank()) {
          bare.add(name);
        }
        for (JsonNode parameter : operation.path("parameters")) {
          if (parameter.path("description").asText().isBlank()) {
            bare.add(name + " " + parameter.path("name").asText());
          }
        }
      }
    }
    assertEquals(List.of(), bare);
  }

  @Test
  void everyFieldIsDescribedAndEveryPlainFieldHasAnExample() {
    List<String> bare = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema :
        contract().path("components").path("schemas").properties()) {
      for (Map.Entry<String, JsonNode> field : schema.getValue().path("properties").properties()) {
        JsonNode node = field.getValue();
        String type = node.path("type").asText();
        boolean plain = List.of("string", "number", "integer", "boolean").contains(type);
        if (node.path("description").asText().isBlank()
            || (plain && node.path("examples").isEmpty() && node.path("pattern").isMissingNode())) {
          bare.add(schema.getKey() + "." + field.getKey());
        }
      }
    }
    assertEquals(List.of(), bare);
  }

  private static JsonNode contract() {
    return Contract.read().root();
  }
}
