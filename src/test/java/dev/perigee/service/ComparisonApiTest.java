package dev.perigee.service;

import static dev.perigee.service.StudyJobs.json;
import static dev.perigee.service.StudyJobs.post;
import static dev.perigee.service.StudyJobs.run;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.rules.DefaultRules;
import dev.perigee.simulation.ModelConstants;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tells two runs apart. */
@ServiceTest
class ComparisonApiTest {
  private static final String PATH = "/api/v1/comparisons";
  private static final String RUNS = "/api/v1/runs/";
  private static final String DAY = "2026-11-01";
  private static final String DISCOUNT = "valuation.discount-rate";
  private static final String RATE = "launch.cost.learning-rate";

  /** Diluted shares of the company as it is. */
  private static final double SHARES = 1.311e10;

  @Test
  void oneAssumptionIsAllOfTheDifference() {
    JsonNode comparison =
        compared(
            stochastic(DAY, 11, "\"assumptions\": {\"%s\": 0.1}".formatted(DISCOUNT)),
            stochastic(DAY, 12, ""));
    JsonNode mean = comparison.at("/enterpriseValueUsd/mean");
    assertTrue(
        mean.get("difference").doubleValue() > 3 * mean.get("standardError").doubleValue(),
        mean::toString);
    assertEquals(11, comparison.get("seed").intValue());
    assertEquals(2, comparison.get("inputs").size());
    JsonNode assumption = comparison.at("/inputs/0");
    assertEquals(
        json(
            """
            {"kind": "assumption", "name": "%s", "change": "added", "candidate": 0.1,
             "difference": %s, "standardError": %s}"""
                .formatted(DISCOUNT, mean.get("difference"), mean.get("standardError"))),
        assumption);
    assertEquals("seed", comparison.at("/inputs/1/kind").asText());
    assertEquals(12, comparison.at("/inputs/1/reference").intValue());
    assertTrue(comparison.at("/inputs/1/note").asText().contains("draws anew"));
    assertEquals(
        json("{\"difference\": 0.0, \"standardError\": 0.0}"), comparison.get("remainder"));
    assertEquals(15, comparison.get("capacityKw").size());
    assertEquals(0, comparison.at("/packWeights/company/difference").doubleValue());
  }

  /** Closed forms: the bands add up to the mean, and equity is the value and the company. */
  @Test
  void bandsEquityAndProbabilitiesDifferByTheirOwnErrors() {
    JsonNode comparison =
        compared(
            stochastic(DAY, 21, "\"assumptions\": {\"%s\": 0.3}".formatted(RATE)),
            stochastic(DAY, 21, ""));
    double mean = comparison.at("/enterpriseValueUsd/mean/difference").doubleValue();
    assertEquals(
        mean,
        0.25 * difference(comparison, "/bandsUsd/bear")
            + 0.5 * difference(comparison, "/bandsUsd/base")
            + 0.25 * difference(comparison, "/bandsUsd/bull"),
        1e-9 * mean);
    assertEquals(mean / SHARES, difference(comparison, "/equityPerShareUsd"), 1e-9 * mean / SHARES);
    assertEquals(
        comparison.at("/enterpriseValueUsd/mean/standardError").doubleValue() / SHARES,
        comparison.at("/equityPerShareUsd/standardError").doubleValue(),
        1e-9);
    JsonNode parity = comparison.at("/probabilityBelowOne/9");
    assertEquals(2035, parity.get("year").intValue());
    assertTrue(
        parity.get("difference").doubleValue() > 3 * parity.get("standardError").doubleValue(),
        parity::toString);
    assertEquals(15, comparison.get("probabilityBelowOne").size());
    JsonNode never = comparison.get("neverProduces");
    assertTrue(
        never.get("reference").doubleValue() > 0 && never.get("reference").doubleValue() < 1,
        never::toString);
  }

  @Test
  void anotherCompanyChangesEquityAndNotTheProgramme() {
    JsonNode comparison =
        compared(
            stochastic(DAY, 22, "\"equityBridge\": {\"cashUsd\": 1.5e11}"),
            stochastic(DAY, 22, "\"equityBridge\": {\"cashUsd\": 1e11}"));
    assertEquals(0, difference(comparison, "/enterpriseValueUsd/mean"));
    assertEquals(5e10 / SHARES, difference(comparison, "/equityPerShareUsd"), 1e-9);
    assertEquals(
        0, comparison.at("/equityPerShareUsd/standardError").doubleValue(), 1e-9, "it is exact");
  }

  private static double difference(JsonNode comparison, String number) {
    return comparison.at(number + "/difference").doubleValue();
  }

  @Test
  void theSeedOfTheReferenceChangesNothing() {
    String candidate = stochastic(DAY, 13, "\"assumptions\": {\"%s\": 0.12}".formatted(DISCOUNT));
    JsonNode one = compared(candidate, stochastic(DAY, 14, ""));
    JsonNode other = compared(candidate, stochastic(DAY, 15, ""));
    for (String numbers : List.of("enterpriseValueUsd", "capacityKw", "costRatio", "remainder")) {
      assertEquals(one.get(numbers), other.get(numbers));
    }
  }

  @Test
  void aRunComparedWithItselfDiffersInNothing() {
    String run = stochastic(DAY, 16, "");
    JsonNode comparison = compared(run, run);
    comparison
        .findValues("difference")
        .forEach(difference -> assertEquals(0, difference.doubleValue()));
    comparison.findValues("standardError").forEach(error -> assertEquals(0, error.doubleValue()));
    assertEquals(0, comparison.get("inputs").size());
    assertNotEquals(0, comparison.at("/enterpriseValueUsd/mean/reference").doubleValue());
  }

  @Test
  void everyInputOfTheScenarioIsNamedAndTheSharesAddUp() {
    String candidate =
        stochastic(
            DAY,
            17,
            """
            "assumptions": {"%s": 0.2, "%s": 0.1}, "quarters": 56,
            "effects": [{"type": "scale", "parameter": "launch.cost.initial", "multiplier": 0.8}],
            "packWeights": {"sceptic": 0.3, "house": 0.5, "company": 0.2},
            "equityBridge": {"cashUsd": 1e11},
            "hypotheticalMilestones": [{"type": "REUSE_DEMONSTRATED", "occurredOn": "2027-03-01",
              "value": 30, "grade": "MET"}]"""
                .formatted(RATE, DISCOUNT));
    String reference =
        stochastic(
            DAY,
            17,
            """
            "assumptions": {"%s": 0.15, "programme.overhead": 0.1}"""
                .formatted(RATE));
    JsonNode comparison = compared(candidate, reference);
    List<String> inputs = new ArrayList<>();
    double shares = comparison.at("/remainder/difference").doubleValue();
    for (JsonNode input : comparison.get("inputs")) {
      inputs.add(
          "%s %s %s"
              .formatted(
                  input.get("kind").asText(),
                  input.get("name").asText(),
                  input.get("change").asText()));
      shares += input.get("difference").doubleValue();
    }
    assertEquals(
        List.of(
            "assumption " + RATE + " changed",
            "assumption programme.overhead removed",
            "assumption " + DISCOUNT + " added",
            "effect scale launch.cost.initial added",
            "hypotheticalMilestone REUSE_DEMONSTRATED 2027-03-01 added",
            "packWeights packWeights added",
            "horizon horizon changed",
            "equityBridge equityBridge added"),
        inputs);
    double total = comparison.at("/enterpriseValueUsd/mean/difference").doubleValue();
    assertEquals(total, shares, 1e-9 * Math.abs(total));
    assertNotEquals(0, comparison.at("/remainder/difference").doubleValue());
    assertNotEquals(0, comparison.at("/inputs/4/difference").doubleValue());
    assertEquals(0, comparison.at("/inputs/7/difference").doubleValue());
    assertEquals(14, comparison.get("capacityKw").size()); // the years that both cover
    assertTrue(comparison.at("/packWeights/company/difference").doubleValue() > 0);
  }

  @Test
  void factsOfAnotherDayAreNamedAndSwitchedAlone() {
    JsonNode comparison = compared(stochastic(DAY, 18, ""), stochastic("2025-06-01", 18, ""));
    assertEquals("asOf", comparison.at("/inputs/0/kind").asText());
    assertEquals("2025-06-01", comparison.at("/inputs/0/reference").asText());
    int facts = 0;
    int acting = 0;
    double shares = comparison.at("/remainder/difference").doubleValue();
    for (JsonNode input : comparison.get("inputs")) {
      if (input.get("kind").asText().equals("fact")) {
        facts++;
        acting += input.path("difference").doubleValue() == 0 ? 0 : 1;
        assertFalse(input.path("candidate").asText("gone").isEmpty());
      }
      shares += input.path("difference").doubleValue();
    }
    assertTrue(facts > 20 && acting > 0 && acting < facts, acting + " of " + facts);
    double total = comparison.at("/enterpriseValueUsd/mean/difference").doubleValue();
    assertEquals(total, shares, 1e-9 * Math.abs(total));
  }

  @Test
  void aChangedRuleIsNamedAndSwitchedAlone() {
    Map<String, String> files = DefaultRules.files();
    String text = files.get("priors/house.yaml");
    files.put("priors/house.yaml", text.replace("reuse: 0.85", "reuse: 0.95"));
    assertNotEquals(text, files.get("priors/house.yaml"));
    String changed = StoredRuleSets.store(files);
    String candidate =
        id(
            run(
                """
                {"asOf": "%s", "paths": 8000, "seed": 19, "ruleSet": "%s"}"""
                    .formatted(DAY, changed)));
    JsonNode comparison = compared(candidate, stochastic(DAY, 19, ""));
    assertEquals(1, comparison.get("inputs").size());
    JsonNode file = comparison.at("/inputs/0");
    assertEquals("file", file.get("kind").asText());
    assertEquals("priors/house.yaml", file.get("name").asText());
    assertEquals("changed", file.get("change").asText());
    assertEquals(comparison.at("/enterpriseValueUsd/mean/difference"), file.get("difference"));
    JsonNode capacity = comparison.at("/capacityKw/9/mean");
    assertTrue(
        capacity.get("difference").doubleValue() > 3 * capacity.get("standardError").doubleValue(),
        capacity::toString);
  }

  @Test
  void anInputThatDoesNotStandAloneSaysWhy() {
    String effect =
        "\"effects\": [{\"type\": \"scale\", \"parameter\": \"%s\", \"multiplier\": 0.9}]"
            .formatted(RATE);
    JsonNode comparison =
        compared(
            stochastic(DAY, 20, "\"assumptions\": {\"%s\": 0.2}".formatted(RATE)),
            stochastic(DAY, 20, effect));
    assertEquals(2, comparison.get("inputs").size());
    JsonNode assumption = comparison.at("/inputs/0");
    assertTrue(assumption.path("difference").isMissingNode());
    assertTrue(assumption.get("note").asText().contains("does not stand alone"));
    JsonNode removed = comparison.at("/inputs/1");
    assertEquals("removed", removed.get("change").asText());
    assertEquals(
        comparison.at("/enterpriseValueUsd/mean/difference").doubleValue(),
        removed.get("difference").doubleValue()
            + comparison.at("/remainder/difference").doubleValue(),
        1.0);
  }

  @Test
  void deterministicRunsAreComparedExactly() {
    String body = "{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\": {%s}}}";
    String bull =
        "\"launch.cost.learning-rate\": 0.3, \"launch.cost.initial\": 700, \"deployment.start\": 2028";
    JsonNode candidate = run(body.formatted(bull));
    JsonNode reference = run(body.formatted(""));
    JsonNode comparison = compared(id(candidate), id(reference));
    assertEquals("deterministic", comparison.get("mode").asText());
    assertEquals(
        candidate.get("enterpriseValueUsd").doubleValue(),
        comparison.at("/enterpriseValueUsd/candidate").doubleValue());
    assertEquals(
        candidate.get("enterpriseValueUsd").doubleValue()
            - reference.get("enterpriseValueUsd").doubleValue(),
        comparison.at("/enterpriseValueUsd/difference").doubleValue());
    JsonNode end = comparison.at("/years/14");
    assertEquals(2040, end.get("year").intValue());
    assertEquals(
        candidate.at("/quarters/59/capacityKw").doubleValue()
            - reference.at("/quarters/59/capacityKw").doubleValue(),
        end.at("/capacityKw/difference").doubleValue());
    double shares = comparison.get("remainder").doubleValue();
    for (JsonNode input : comparison.get("inputs")) {
      shares += input.get("difference").doubleValue();
      assertTrue(input.path("standardError").isMissingNode());
    }
    assertEquals(3, comparison.get("inputs").size());
    assertEquals(comparison.at("/enterpriseValueUsd/difference").doubleValue(), shares, 1);
  }

  @Test
  void theComparisonIsFoundFromTheRunAndNeverChanges() {
    String candidate = stochastic(DAY, 21, "\"assumptions\": {\"%s\": 0.1}".formatted(DISCOUNT));
    String reference = stochastic(DAY, 21, "");
    String entry = RUNS + candidate + "/comparison?with=" + reference;
    Response first = given().get(entry);
    first.then().statusCode(202).header("Retry-After", "1").header("Cache-Control", "no-store");
    String location = StudyJobs.ended(first);
    Response comparison = given().get(entry);
    comparison
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .body("candidate", equalTo(candidate))
        .body("reference", equalTo(reference));
    assertEquals(comparison.asString(), given().get(location).asString());
    given().header("If-None-Match", comparison.header("ETag")).get(entry).then().statusCode(304);
    Response again = ask(candidate, reference);
    again.then().statusCode(200).body("state", equalTo("done"));
    assertEquals(location, again.header("Location"));
    given().delete(location).then().statusCode(409);
    assertEquals(1, Rows.count("select count(*) from study where id = ?", again.path("id")));
  }

  @Test
  void aCancelledComparisonStaysSoUntilItIsAskedForAnew() {
    String candidate = endless(22);
    String reference = endless(23);
    Response job = ask(candidate, reference);
    job.then().statusCode(202);
    String location = job.header("Location");
    given().get(location).then().statusCode(202).header("Retry-After", "1");
    given().delete(location).then().statusCode(204);
    for (String path : List.of(location, RUNS + candidate + "/comparison?with=" + reference)) {
      given()
          .get(path)
          .then()
          .statusCode(410)
          .body("type", equalTo("urn:perigee:problem:job-cancelled"));
    }
    ask(candidate, reference).then().statusCode(202).header("Location", equalTo(location));
    given().delete(location).then().statusCode(204);
  }

  @Test
  void aComparisonWhoseServiceEndedIsBegunAnew() {
    String candidate = stochastic(DAY, 24, "");
    String reference = stochastic(DAY, 25, "");
    JsonNode before = compared(candidate, reference);
    String id = before.get("id").asText();
    Rows.change(
        "update study set state = 'running', result = null, progress = 0.5, owner = 'another',"
            + " lease_until = now() - interval '1 second' where id = ?",
        id);
    Waiting.until(() -> given().get(PATH + "/" + id).statusCode() == 503);
    given()
        .get(RUNS + candidate + "/comparison?with=" + reference)
        .then()
        .statusCode(oneOf(200, 202));
    assertEquals(before, compared(candidate, reference));
  }

  @Test
  void runsThatCannotBeReproducedAreNotCompared() {
    String run = stochastic(DAY, 26, "");
    String inputs = Rows.text("select inputs from run where id = ?", run);
    String older = Rows.run(inputs.replace(ModelConstants.CORE_VERSION, "0.9.0"), "sha256:x");
    for (Response refused :
        List.of(
            ask(run, older),
            ask(older, run),
            given().get(RUNS + older + "/comparison?with=" + run),
            given().get(RUNS + run + "/comparison?with=" + older))) {
      refused
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:perigee:problem:irreproducible"))
          .body("detail", containsString("core 0.9.0"));
    }
  }

  @Test
  void onlyStoredRunsOfOneModeAreCompared() {
    String run = stochastic(DAY, 27, "");
    String deterministic = id(run("{\"mode\": \"deterministic\"}"));
    ask(run, deterministic)
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/with")));
    ask("nothing", "none")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/run", "/with")));
    post(PATH, "{\"run\": \"x\"}").then().statusCode(422).body("errors.pointer", hasItem("/with"));
    String entry = RUNS + run + "/comparison";
    for (String with : List.of("", "?with=nothing", "?with=" + deterministic)) {
      given()
          .get(entry + with)
          .then()
          .statusCode(422)
          .body("errors.parameter", equalTo(List.of("with")));
    }
    given().get(RUNS + "nothing/comparison?with=" + run).then().statusCode(404);
    given().get(PATH + "/nothing").then().statusCode(404);
    given().delete(PATH + "/nothing").then().statusCode(404);
    assertEquals(
        0,
        Rows.count(
            "select count(*) from study where kind = 'comparison' and inputs like '%' || ? || '%'",
            run));
  }

  @Test
  void aRunThatIsNotDoneIsNotCompared() {
    String run = stochastic(DAY, 28, "");
    Response job =
        given()
            .contentType(ContentType.JSON)
            .header("Prefer", "respond-async")
            .body("{\"asOf\": \"2020-01-01\", \"paths\": 1000000, \"seed\": 28}")
            .post("/api/v1/runs");
    job.then().statusCode(202);
    ask(run, job.path("id")).then().statusCode(409);
    given().delete(RUNS + job.path("id")).then().statusCode(204);
  }

  private static Response ask(String candidate, String reference) {
    return post(PATH, "{\"run\": \"%s\", \"with\": \"%s\"}".formatted(candidate, reference));
  }

  private static JsonNode compared(String candidate, String reference) {
    String location = StudyJobs.ended(ask(candidate, reference));
    return json(given().get(location).then().statusCode(200).extract().asString());
  }

  private static String id(JsonNode run) {
    return run.get("id").asText();
  }

  /** A run with few paths. */
  private static String stochastic(String asOf, int seed, String scenario) {
    return id(
        run(
            """
            {"asOf": "%s", "paths": 8000, "seed": %d, "scenario": {%s}}"""
                .formatted(asOf, seed, scenario)));
  }

  /** A run with many paths, as its inputs say; its comparison takes long. */
  private static String endless(int seed) {
    String inputs =
        Rows.text("select inputs from run where id = ?", stochastic(DAY, seed, ""))
            .replace("\"paths\":8000", "\"paths\":200000");
    Rows.run(inputs, "sha256:x");
    return Rows.id(inputs);
  }
}
