package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The check of answers finds what it is there for. */
@ServiceTest
class ContractFilterTest {
  private static final String FACTS = "/api/v1/milestones";
  private static final String JSON = "application/json;charset=UTF-8";

  @Test
  void everyRequestOfATestPassesIt() {
    assertTrue(
        RestAssured.filters().stream().anyMatch(ContractFilter.class::isInstance),
        "ServiceTest brings the filter");
    given().get(FACTS).then().statusCode(200);
  }

  @Test
  void aPageIsAsTheContractSays() {
    assertEquals(Optional.empty(), fault("GET", FACTS, 200, JSON, page("")));
  }

  @Test
  void aFieldThatIsMissingIsFound() {
    assertFault(
        "required property 'asOf' not found", fault("GET", FACTS, 200, JSON, "{\"items\": []}"));
  }

  @Test
  void aFieldThatIsNullIsFound() {
    assertFault("null found", fault("GET", FACTS, 200, JSON, page(", \"next\": null")));
  }

  @Test
  void aFieldThatNobodyDeclaredIsFound() {
    assertFault("'more' is not defined", fault("GET", FACTS, 200, JSON, page(", \"more\": 1")));
  }

  @Test
  void aStatusThatNobodyDeclaredIsFound() {
    assertFault("status 418 is not in the contract", fault("GET", FACTS, 418, JSON, page("")));
  }

  @Test
  void aMediaTypeThatNobodyDeclaredIsFound() {
    assertFault("of type text/html", fault("GET", FACTS, 200, "text/html", "<p>"));
  }

  @Test
  void aBodyWhereThereMustBeOneIsMissed() {
    assertFault("no body for status 200", fault("GET", FACTS, 200, JSON, ""));
  }

  @Test
  void whatTheContractDoesNotKnowIsAnsweredWithAProblem() {
    given().get("/api/v1/nothing").then().statusCode(404);
    given().delete(FACTS).then().statusCode(405);
    assertFault("is answered 200", fault("GET", "/api/v1/nothing", 200, JSON, "{}"));
  }

  @Test
  void fixedPathsComeBeforeParameters() {
    assertFault(
        "GET /api/v1/rule-sets/active:", fault("GET", "/api/v1/rule-sets/active", 200, JSON, "{}"));
  }

  private static String page(String more) {
    return "{\"asOf\": \"2026-11-23\", \"items\": []%s}".formatted(more);
  }

  private static Optional<String> fault(
      String method, String path, int status, String type, String body) {
    return ContractFilter.fault(method, path, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFault(String expected, Optional<String> found) {
    assertTrue(
        found.orElse("").contains(expected), () -> "expected " + expected + ", got " + found);
  }
}
