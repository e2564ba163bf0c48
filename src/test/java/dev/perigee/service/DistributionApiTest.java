package dev.perigee.service;

import static dev.perigee.service.StudyJobs.json;
import static dev.perigee.service.StudyJobs.run;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers of a run are distributed. */
@ServiceTest
class DistributionApiTest {
  private static final String RUNS = "/api/v1/runs/";
  private static final String DAY = "2026-11-01";
  private static final List<Integer> PERCENTAGES = List.of(5, 10, 25, 50, 75, 90, 95);

  @ParameterizedTest
  @ValueSource(strings = {"pseudo", "sobol"})
  void meanAndPercentilesAreThoseOfTheRun(String sampling) {
    JsonNode run =
        run(
            "{\"asOf\": \"%s\", \"paths\": 3000, \"seed\": 41, \"sampling\": \"%s\"}"
                .formatted(DAY, sampling));
    String id = run.get("id").asText();
    same(run.at("/valuation/enterpriseValueUsd"), distribution(id, ""));
    JsonNode year = run.at("/capacity/9");
    assertEquals(2035, year.get("year").intValue());
    same(year.get("capacityKw"), distribution(id, "?metric=capacityKw"));
    same(year.get("computePflops"), distribution(id, "?metric=computePflops&on=2035-10-01"));
    same(run.at("/costRatio/4"), distribution(id, "?metric=costRatio&on=2030-12-31"));
  }

  private static void same(JsonNode statistics, JsonNode distribution) {
    JsonNode mixture = distribution.get("mixture");
    assertEquals(statistics.get("mean"), mixture.get("mean"));
    assertEquals(statistics.get("standardError"), mixture.get("standardError"));
    for (int percentage : PERCENTAGES) {
      JsonNode percentile = mixture.get("percentiles").get(percentage - 1);
      assertEquals(percentage, percentile.get("percentage").intValue());
      assertEquals(statistics.get("p" + percentage), percentile.get("value"));
    }
    assertEquals(99, mixture.get("percentiles").size());
    double weights = 0;
    int paths = 0;
    for (JsonNode bin : distribution.get("bins")) {
      weights += bin.get("weight").doubleValue();
      paths += bin.get("house").intValue();
    }
    assertEquals(1, weights, 1e-12);
    assertEquals(distribution.at("/provenance/paths").intValue(), paths);
  }

  @Test
  void theValueIsExactlyZeroWhereNothingIsEverProduced() {
    JsonNode run = run("{\"asOf\": \"%s\", \"paths\": 3000, \"seed\": 42}".formatted(DAY));
    JsonNode capacity = distribution(run.get("id").asText(), "?metric=capacityKw&on=2040-12-31");
    JsonNode zero = capacity.at("/mixture/zero/mean");
    assertTrue(zero.doubleValue() > 0 && zero.doubleValue() < 1, zero::toString);
    JsonNode bin = capacity.at("/bins/0");
    assertEquals(0, bin.get("low").doubleValue());
    assertEquals(0, bin.get("high").doubleValue());
    assertEquals(zero.doubleValue(), bin.get("weight").doubleValue(), 1e-12);
    assertEquals("kW", capacity.get("unit").asText());
    assertEquals("2040-12-31", capacity.get("on").asText());
  }

  @Test
  void aDistributionIsFoundOnceAndNeverChanges() {
    String run =
        run("{\"asOf\": \"%s\", \"paths\": 3000, \"seed\": 43}".formatted(DAY)).get("id").asText();
    String path = RUNS + run + "/distribution?metric=capacityKw&on=2034-02-03";
    String location = StudyJobs.ended(given().post(path));
    assertTrue(location.endsWith("/distribution?metric=capacityKw&on=2034-03-31"), location);
    Response distribution = given().get(path);
    distribution
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .body("run", equalTo(run))
        .body("on", equalTo("2034-03-31"))
        .body("provenance.seed", equalTo(43));
    assertEquals(distribution.asString(), given().get(location).asString());
    given().header("If-None-Match", distribution.header("ETag")).get(path).then().statusCode(304);
    given().post(path).then().statusCode(200).body("state", equalTo("done"));
    given().delete(path).then().statusCode(409);
    Response table = given().get(RUNS + run + "/distribution.csv?metric=capacityKw&on=2034-02-03");
    table.then().statusCode(200).contentType(startsWith("text/csv"));
    List<String> lines = table.asString().lines().toList();
    assertEquals(
        "run_id,rule_set,as_of,metric,unit,date,pack,low,high,paths,share", lines.getFirst());
    assertEquals(1 + 4 * distribution.<List<?>>path("bins").size(), lines.size());
    assertEquals(
        1,
        lines.stream()
            .filter(line -> line.contains(",mixture,"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
            .sum(),
        1e-12);
  }

  @Test
  void aRunThatComesOutDifferentlyHasNone() {
    String stored =
        run("{\"asOf\": \"%s\", \"paths\": 1000, \"seed\": 44}".formatted(DAY)).get("id").asText();
    String digest = given().get(RUNS + stored).path("provenance.digest");
    String other = "sha256:" + "0".repeat(64);
    String run = Rows.runLike(stored, "\"seed\":44", "\"seed\":45", digest, other);
    String path = RUNS + run + "/distribution";
    StudyJobs.ended(given().post(path));
    given()
        .get(path)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:irreproducible"))
        .body("detail", containsString("is stored with " + other));
  }

  @ParameterizedTest
  @CsvSource({
    "?metric=value, metric",
    "?metric=launchMassT, metric",
    "?on=2035-01-01, on",
    "?metric=capacityKw&on=2025-12-31, on",
    "?metric=capacityKw&on=2041-01-01, on",
    "?metric=capacityKw&on=soon, on",
  })
  void whatNoRunHasIsRefused(String query, String parameter) {
    String run =
        run("{\"asOf\": \"%s\", \"paths\": 3000, \"seed\": 43}".formatted(DAY)).get("id").asText();
    String path = RUNS + run + "/distribution" + query;
    for (Response refused : List.of(given().get(path), given().post(path), given().delete(path))) {
      refused.then().statusCode(422).body("errors.parameter", equalTo(List.of(parameter)));
    }
  }

  @Test
  void onlyStoredRunsOfTheMixtureHaveDistributions() {
    String deterministic = run("{\"mode\": \"deterministic\"}").get("id").asText();
    given()
        .get(RUNS + deterministic + "/distribution")
        .then()
        .statusCode(422)
        .body("errors.parameter", equalTo(List.of("id")));
    given().get(RUNS + "nothing/distribution").then().statusCode(404);
    given().post(RUNS + "nothing/distribution").then().statusCode(404);
    given().delete(RUNS + "nothing/distribution").then().statusCode(404);
  }

  private static JsonNode distribution(String run, String query) {
    Response asked = given().get(RUNS + run + "/distribution" + query);
    asked.then().statusCode(oneOf(200, 202));
    if (asked.statusCode() == 202) {
      asked = given().get(StudyJobs.ended(asked));
    }
    return json(asked.then().statusCode(200).extract().asString());
  }
}
