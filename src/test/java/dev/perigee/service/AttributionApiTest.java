package dev.perigee.service;

import static dev.perigee.service.StudyJobs.json;
import static dev.perigee.service.StudyJobs.run;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each fact did to a run. */
@ServiceTest
class AttributionApiTest {
  private static final String RUNS = "/api/v1/runs/";
  private static final String DAY = "2026-11-01";
  private static final int MOST_STEPS = 25;
  private static final List<String> CHANGES =
      List.of("enterpriseValueUsd", "capacityKw", "costRatio");

  @Test
  void theStepsLeadFromThePriorToTheRun() {
    String id = stochastic(31, "");
    JsonNode run = json(given().get(RUNS + id).asString());
    JsonNode attribution = attributed(id);
    JsonNode steps = attribution.get("steps");
    assertTrue(steps.size() > 5 && steps.size() <= MOST_STEPS, steps.size() + " steps");
    for (String number : CHANGES) {
      double reached = attribution.at("/prior/" + number + "/mean").doubleValue();
      double sum = reached;
      for (JsonNode step : steps) {
        JsonNode change = step.get(number);
        assertEquals(reached, change.get("before").doubleValue(), number);
        reached = change.get("after").doubleValue();
        assertEquals(
            reached - change.get("before").doubleValue(), change.get("difference").doubleValue());
        sum += change.get("difference").doubleValue();
      }
      double posterior = attribution.at("/posterior/" + number + "/mean").doubleValue();
      assertEquals(posterior, reached, number);
      assertEquals(posterior, sum, 1e-12 * Math.abs(posterior), number);
    }
    double mean = run.at("/valuation/enterpriseValueUsd/mean").doubleValue();
    JsonNode remainder = attribution.get("remainder");
    assertEquals(
        mean - attribution.at("/posterior/enterpriseValueUsd/mean").doubleValue(),
        remainder.get("difference").doubleValue());
    assertTrue(
        Math.abs(remainder.get("difference").doubleValue())
            < 4 * remainder.get("standardError").doubleValue(),
        remainder::toString);
    assertEquals(
        run.at("/packWeights"), attribution.at("/posterior/packWeights"), "they are exact");
    assertEquals(run.at("/packWeights"), steps.get(steps.size() - 1).get("packWeights"));
    assertEquals(2035, attribution.get("year").intValue());
  }

  @Test
  void everyFactIsInOneStepOrWithoutEffectOrUnread() {
    JsonNode attribution = attributed(stochastic(31, ""));
    Set<String> ids = new HashSet<>();
    int facts = 0;
    String day = "";
    for (JsonNode step : attribution.get("steps")) {
      assertFalse(step.get("rules").isEmpty(), step::toString);
      for (JsonNode fact : step.get("facts")) {
        assertTrue(day.compareTo(fact.get("reportedOn").asText()) <= 0, fact::toString);
        day = fact.get("reportedOn").asText();
        ids.add(fact.get("id").asText());
        facts++;
      }
    }
    for (JsonNode idle : attribution.get("withoutEffect")) {
      String id = idle.at("/fact/id").asText();
      ids.add(id);
      facts++;
      assertFalse(idle.get("notes").isEmpty(), idle::toString);
      idle.get("notes")
          .forEach(
              note ->
                  assertTrue(
                      note.get("facts").valueStream().anyMatch(each -> each.asText().equals(id))));
    }
    assertEquals(facts, ids.size(), "a fact is there twice");
    String trace = given().get(RUNS + attribution.get("run").asText() + "/trace").asString();
    for (JsonNode effects : List.of(json(trace).get("effects"), json(trace).get("notes"))) {
      for (JsonNode effect : effects) {
        effect.get("facts").forEach(fact -> assertTrue(ids.contains(fact.asText()), fact::asText));
      }
    }
    assertTrue(attribution.get("unreadFacts").intValue() > 200);
  }

  @Test
  void whatAScenarioAssumesComesLastAndIsWorthTheDifferenceOfTheTwoRuns() {
    String assumed = "\"assumptions\": {\"valuation.discount-rate\": 0.12}";
    String without = stochastic(33, assumed);
    String with =
        stochastic(
            33,
            assumed
                + """
                , "hypotheticalMilestones": [{"type": "REUSE_DEMONSTRATED",
                  "occurredOn": "2024-03-01", "value": 30, "grade": "MET"}]""");
    JsonNode steps = attributed(with).get("steps");
    JsonNode last = steps.get(steps.size() - 1);
    assertEquals(1, last.get("facts").size());
    assertTrue(last.at("/facts/0/hypothetical").booleanValue());
    for (int i = 0; i + 1 < steps.size(); i++) {
      steps.get(i).get("facts").forEach(f -> assertFalse(f.get("hypothetical").booleanValue()));
    }
    JsonNode comparison =
        json(
            given()
                .get(
                    StudyJobs.ended(
                        StudyJobs.post(
                            "/api/v1/comparisons",
                            "{\"run\": \"%s\", \"with\": \"%s\"}".formatted(with, without))))
                .asString());
    JsonNode mean = comparison.at("/enterpriseValueUsd/mean");
    JsonNode change = last.get("enterpriseValueUsd");
    assertEquals(mean.get("reference"), change.get("before"));
    assertEquals(mean.get("candidate"), change.get("after"));
    double difference = mean.get("difference").doubleValue();
    assertEquals(difference, change.get("difference").doubleValue(), 1e-12 * Math.abs(difference));
    assertEquals(
        mean.get("standardError").doubleValue(), change.get("standardError").doubleValue());
    assertEquals(
        comparison.at("/companyPackWeight/difference"), last.at("/companyPackWeight/difference"));
  }

  @Test
  void anAttributionIsBegunByReadingItAndNeverChanges() {
    String run = stochastic(34, "");
    String path = RUNS + run + "/attribution";
    Response first = given().get(path);
    first
        .then()
        .statusCode(202)
        .header("Retry-After", "1")
        .header("Cache-Control", "no-store")
        .header("Location", containsString(path + "?paths=8000"));
    String location = StudyJobs.ended(first);
    Response attribution = given().get(path);
    attribution
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .body("id", equalTo(first.path("id")))
        .body("provenance.paths", equalTo(8000))
        .body("provenance.seed", equalTo(34));
    assertEquals(attribution.asString(), given().get(location).asString());
    given().header("If-None-Match", attribution.header("ETag")).get(path).then().statusCode(304);
    given().post(path).then().statusCode(200).body("state", equalTo("done"));
    given().delete(path).then().statusCode(409).body("detail", containsString("is done already"));
    assertEquals(1, Rows.count("select count(*) from study where id = ?", first.path("id")));
    Response table = given().get(path + ".csv");
    table.then().statusCode(200).contentType(startsWith("text/csv"));
    List<String> lines = table.asString().lines().toList();
    assertEquals(
        "run_id,rule_set,as_of,scenario,step,reported_on,facts,rules,metric,unit,date,before,value,difference,standard_error",
        lines.getFirst());
    List<String> values = new ArrayList<>();
    values.add(attribution.<Object>path("prior.enterpriseValueUsd.mean").toString());
    attribution
        .<List<Object>>path("steps.enterpriseValueUsd.after")
        .forEach(each -> values.add(each.toString()));
    values.add(attribution.<Object>path("posterior.enterpriseValueUsd.mean").toString());
    assertEquals(
        values.stream().map(Float::parseFloat).toList(),
        lines.stream()
            .filter(line -> line.contains(",enterpriseValueUsd,USD,,"))
            .map(line -> Float.parseFloat(line.replaceAll(".*USD,,[^,]*,([^,]*),.*", "$1")))
            .toList());
  }

  @Test
  void aCancelledAttributionStaysSoUntilItIsBegunAnew() {
    String path = RUNS + stochastic(35, "") + "/attribution?paths=200000";
    given().post(path).then().statusCode(202).header("Location", containsString(path));
    given().get(path).then().statusCode(202);
    given().delete(path).then().statusCode(204);
    given()
        .get(path)
        .then()
        .statusCode(410)
        .body("type", equalTo("urn:perigee:problem:job-cancelled"));
    given().post(path).then().statusCode(202);
    given().delete(path).then().statusCode(204);
  }

  @Test
  void onlyRunsOfTheMixtureAreAttributedOnAnAdmissibleNumberOfPaths() {
    String run = stochastic(36, "");
    for (String paths : List.of("7999", "200001", "many")) {
      for (Response refused :
          List.of(
              given().get(RUNS + run + "/attribution?paths=" + paths),
              given().post(RUNS + run + "/attribution?paths=" + paths),
              given().delete(RUNS + run + "/attribution?paths=" + paths))) {
        refused
            .then()
            .statusCode(422)
            .body("errors.parameter", equalTo(List.of("paths")))
            .body("errors[0].expected", containsString("from 8000 to 200000"));
      }
    }
    String deterministic = run("{\"mode\": \"deterministic\"}").get("id").asText();
    for (String paths : List.of("", "?paths=8000")) {
      given()
          .get(RUNS + deterministic + "/attribution" + paths)
          .then()
          .statusCode(422)
          .body("errors.parameter", equalTo(List.of("id")));
      given().get(RUNS + "nothing/attribution" + paths).then().statusCode(404);
      given().post(RUNS + "nothing/attribution" + paths).then().statusCode(404);
    }
    given().delete(RUNS + run + "/attribution").then().statusCode(404);
  }

  private static JsonNode attributed(String run) {
    String path = RUNS + run + "/attribution";
    Response asked = given().get(path);
    if (asked.statusCode() == 202) { // else it was asked for before
      StudyJobs.ended(asked);
    }
    return json(given().get(path).then().statusCode(200).extract().asString());
  }

  /** A run with few paths. */
  private static String stochastic(int seed, String scenario) {
    return run("""
            {"asOf": "%s", "paths": 8000, "seed": %d, "scenario": {%s}}"""
            .formatted(DAY, seed, scenario))
        .get("id")
        .asText();
  }
}
