package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.forecasts.ForecastOutcomes;
import dev.perigee.tables.DuckDb;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables for dashboards over HTTP, and the numbers of the API in them. */
@ServiceTest
class TablesApiTest {
  private static final String TABLES = "/api/v1/tables";
  private static final int SERIES_OF_ONE_METRIC = 60 * 8; // quarters by statistics

  @Inject ForecastOutcomes outcomes;

  @TempDir Path folder;

  @Test
  void theTablesAreListedWithTheirColumns() {
    given()
        .get(TABLES)
        .then()
        .statusCode(200)
        .body(
            "items.name",
            contains(
                "runs",
                "series",
                "valuations",
                "pack_weights",
                "milestones",
                "effects",
                "parameters",
                "forecasts",
                "rule_set_activations"))
        .body("items.find { it.name == 'series' }.columns.name", hasItems("metric", "value"))
        .body(
            "items.find { it.name == 'series' }.columns.find { it.name == 'date' }.type",
            equalTo("date"));
  }

  @Test
  void theSeriesOfARunAreThoseOfItsResource() {
    String run = run(11);
    assertEquals(
        lines("/api/v1/runs/" + run + "/series.csv"), lines(TABLES + "/series.csv?run=" + run));
  }

  @Test
  void valuationsEffectsWeightsAndParametersAreThoseOfTheRun() {
    String run = run(11);
    Response answer = exactly().get("/api/v1/runs/" + run);
    assertEquals(
        answer.<Double>path("valuation.enterpriseValueUsd.p90"),
        value("valuations?metric=enterpriseValueUsd&statistic=p90&run=" + run, "value"));
    assertEquals(
        answer.<Double>path("valuation.equityBridge.perShareUsd.standardError"),
        value("valuations?metric=perShareUsd&run=" + run, "standard_error"));
    Response effects = exactly().get(TABLES + "/effects?run=" + run);
    assertEquals(
        answer.<List<Object>>path("effects.rule"), effects.<List<Object>>path("items.rule"));
    assertEquals(
        answer.<List<Object>>path("effects.findAll { it.after != null }.after"),
        effects.<List<Object>>path("items.findAll { it.after != null }.after"));
    Response weights = exactly().get(TABLES + "/pack_weights?run=" + run);
    assertEquals(
        answer.<Double>path("packWeights.house"),
        weights.<Double>path("items.find { it.pack == 'house' }.weight"));
    Response trace = exactly().get("/api/v1/runs/" + run + "/trace");
    Response parameters = exactly().get(TABLES + "/parameters?run=" + run);
    Map<String, Double> posterior =
        Map.of(
            "api",
            trace.path("parameters.find { it.key == 'launch.rate.initial' }.packs.house.after"),
            "table",
            parameters.path(
                "items.find { it.parameter == 'launch.rate.initial' && it.pack == 'house'"
                    + " }.posterior"));
    assertEquals(posterior.get("api"), posterior.get("table"));
  }

  @Test
  void runsHaveTheirProvenanceAndTheirValue() {
    String run = run(11);
    Response answer = exactly().get("/api/v1/runs/" + run);
    Response row = exactly().get(TABLES + "/runs?run=" + run);
    assertEquals(answer.<String>path("provenance.ruleSet"), row.path("items[0].rule_set"));
    assertEquals(answer.<String>path("provenance.asOf"), row.path("items[0].as_of"));
    assertEquals(
        answer.<Double>path("valuation.enterpriseValueUsd.mean"),
        row.<Double>path("items[0].enterprise_value_usd"));
    assertEquals(true, row.path("items[0].nothing_assumed"));
  }

  @Test
  void milestonesAreThoseInForceToday() {
    TreeSet<String> facts = new TreeSet<>();
    for (String address = "/api/v1/milestones?limit=1000"; address != null; ) {
      Response page = given().urlEncodingEnabled(false).get(address);
      facts.addAll(page.<List<String>>path("items.id"));
      String next = page.path("next");
      address = next == null ? null : "/api/v1/milestones?limit=1000&cursor=" + next;
    }
    List<String> rows = given().get(TABLES + "/milestones").path("items.id");
    assertEquals(facts, new TreeSet<>(rows));
  }

  @Test
  void forecastsHaveTheOutcomesThatTheLedgerGives() {
    given()
        .contentType("application/json")
        .header("Prefer", "wait=60")
        .body("{}")
        .post("/api/v1/runs")
        .then()
        .statusCode(200);
    outcomes.write();
    List<Map<String, Object>> listed = given().get("/api/v1/forecasts?limit=1000").path("items");
    List<Map<String, Object>> rows = given().get(TABLES + "/forecasts").path("items");
    assertFalse(listed.isEmpty());
    for (Map<String, Object> forecast : listed) {
      Map<String, Object> row =
          rows.stream()
              .filter(each -> each.get("forecast_id").equals(forecast.get("id")))
              .findFirst()
              .orElseThrow();
      Map<?, ?> resolution = (Map<?, ?>) forecast.get("resolution");
      assertEquals(resolution.get("state"), row.get("outcome"), forecast.toString());
      assertEquals(resolution.get("value"), row.get("outcome_value"), forecast.toString());
      assertEquals(forecast.get("probability"), row.get("probability"));
    }
  }

  @Test
  void withoutANameTheSeriesAreOfTheLatestRunOfTheLedger() {
    run(11);
    List<String> runs = given().get(TABLES + "/series?metric=capacityKw").path("items.run_id");
    assertEquals(SERIES_OF_ONE_METRIC, runs.size());
    given()
        .get(TABLES + "/runs?run=" + runs.getFirst())
        .then()
        .body("items.nothing_assumed", contains(true));
    assertEquals(1, new TreeSet<>(runs).size());
  }

  @Test
  void pagesFollowEachOtherWithoutAGapInEveryFormat() {
    String run = run(11);
    String all = TABLES + "/series.csv?metric=capacityKw&run=" + run;
    List<String> whole = given().get(all).asString().lines().toList();
    List<String> paged = new ArrayList<>();
    for (String address = all + "&limit=101"; address != null; ) {
      Response page = given().urlEncodingEnabled(false).get(address);
      page.then().statusCode(200).contentType(startsWith("text/csv"));
      page.asString().lines().skip(1).forEach(paged::add);
      String link = page.header("Link");
      address = link == null ? null : link.replaceAll("^<([^>]+)>.*", "$1");
    }
    assertEquals(whole.subList(1, whole.size()), paged);
  }

  @Test
  void aClientThatHasATableIsTold304UntilThereAreOtherRows() {
    run(11);
    String address = TABLES + "/runs.csv";
    String tag = given().get(address).header("ETag");
    given().header("If-None-Match", tag).get(address).then().statusCode(304).header("ETag", tag);
    given().header("If-None-Match", tag).get(TABLES + "/runs").then().statusCode(200);
    run(System.nanoTime() % 1_000_000_000);
    Response again = given().header("If-None-Match", tag).get(address);
    again.then().statusCode(200);
    assertNotEquals(tag, again.header("ETag"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.apache.arrow.stream, .arrow",
    "application/vnd.apache.parquet, .parquet"
  })
  void theAcceptedTypeAndTheSuffixGiveTheSameBytes(String type, String suffix) {
    String run = run(11);
    for (String path :
        List.of(
            "/api/v1/runs/%s/series".formatted(run),
            "/api/v1/milestones",
            "/api/v1/forecasts",
            TABLES + "/effects")) {
      Response accepted = given().accept(type).get(path);
      accepted.then().statusCode(200).contentType(startsWith(type));
      assertEquals(
          List.of(accepted.asByteArray().length),
          List.of(given().get(path + suffix).asByteArray().length),
          path);
    }
  }

  @Test
  void duckDbSumsUpWhatTheApiSays() throws Exception {
    String run = run(11);
    Path file = folder.resolve("series.parquet");
    Files.write(file, given().get(TABLES + "/series.parquet?run=" + run).asByteArray());
    List<Double> capacities =
        exactly()
            .get("/api/v1/runs/%s/series?metric=capacityKw".formatted(run))
            .path("items[0].points.statistics.mean");
    try (Connection duck = DuckDb.connect();
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(value), count(*), max(date)::text from read_parquet('%s')"
                        .formatted(file)
                    + " where metric = 'capacityKw' and statistic = 'mean'")) {
      assertTrue(row.next());
      assertEquals(
          capacities.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
          row.getDouble(1));
      assertEquals(60, row.getInt(2));
      assertEquals("2040-12-31", row.getString(3));
    }
  }

  @Test
  void aTableThatThereIsNotIsNotFound() {
    given().get(TABLES + "/users").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "milestones?metric=capacityKw",
        "rule_set_activations?run=x",
        "series?limit=50001",
        "series?cursor=x",
        "runs?statistic=mean"
      })
  void whatATableCannotBeAskedIsRefused(String query) {
    given()
        .urlEncodingEnabled(false)
        .get(TABLES + "/" + query)
        .then()
        .statusCode(422)
        .body("errors.parameter", everyItem(equalTo(query.replaceAll(".*\\?(\\w+)=.*", "$1"))));
  }

  private static double value(String query, String column) {
    return exactly()
        .urlEncodingEnabled(false)
        .get(TABLES + "/" + query)
        .<Double>path("items[0]." + column);
  }

  /** Rows and header of a CSV, whatever their order. */
  private static Set<String> lines(String address) {
    Response answer = given().urlEncodingEnabled(false).get(address);
    answer.then().statusCode(200);
    return new TreeSet<>(answer.asString().lines().toList());
  }

  /** A request whose answer is read with every digit. */
  static RequestSpecification exactly() {
    return given()
        .config(
            RestAssured.config()
                .jsonConfig(
                    JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)));
  }

  /** A small run of the ledger as it is. */
  static String run(long seed) {
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=60")
        .body("{\"paths\": 1000, \"seed\": %d}".formatted(seed))
        .post("/api/v1/runs")
        .path("id");
  }
}
