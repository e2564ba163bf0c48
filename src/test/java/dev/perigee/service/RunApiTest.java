package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class RunApiTest {
  private static final String PATH = "/api/v1/runs";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A day before every fact that a rule uses: the priors alone. */
  private static final String PRIOR = "\"asOf\": \"2020-01-01\"";

  @ParameterizedTest
  @ValueSource(
      strings = {"central", "bull", "late-start", "no-authorisation", "random-1", "random-2"})
  void aDeterministicRunEqualsTheOracle(String name) throws IOException {
    JsonNode golden =
        JSON.readTree(Files.readString(Path.of("src/test/resources/golden", name + ".json")));
    JsonNode answer =
        run(
            "{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\": %s}}"
                .formatted(golden.get("overrides")));
    for (String field :
        List.of(
            "enterpriseValueUsd", "presentValueUsd", "terminalValueUsd", "effectiveLifeYears")) {
      assertClose(field, golden.get(field), answer.get(field));
    }
    assertEquals(golden.get("quarters").size(), answer.get("quarters").size());
    for (int q = 0; q < golden.get("quarters").size(); q++) {
      for (Map.Entry<String, JsonNode> field : golden.get("quarters").get(q).properties()) {
        JsonNode actual = answer.get("quarters").get(q).get(field.getKey());
        if (field.getValue().isTextual()) {
          assertEquals(field.getValue(), actual, field.getKey() + " of quarter " + q);
        } else {
          assertClose(field.getKey() + " of quarter " + q, field.getValue(), actual);
        }
      }
    }
  }

  private static void assertClose(String field, JsonNode expected, JsonNode actual) {
    double value = expected.doubleValue();
    assertEquals(value, actual.doubleValue(), Math.max(1e-9 * Math.abs(value), 1e-6), field);
  }

  /**
   * Rows of the table in model section 2.3, from the oracle with 80,000 paths a pack; tolerance
   * four standard errors.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|99.7|0.4|.142|.222|.350|.150",
        "{\"type\": \"gate\", \"gate\": \"reuse\", \"probability\": 1}, {\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 0.8}, {\"type\": \"bayesFactor\", \"sceptic\": 0.75, \"house\": 0.85, \"company\": 0.95}|121.1|0.5|.174|.258|.316|.172",
        "{\"type\": \"gate\", \"gate\": \"reuse\", \"probability\": 1}, {\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 0.8}, {\"type\": \"bayesFactor\", \"sceptic\": 0.75, \"house\": 0.85, \"company\": 0.95}, {\"type\": \"scale\", \"parameter\": \"launch.rate.initial\", \"multiplier\": 1.6}, {\"type\": \"bayesFactor\", \"sceptic\": 0.5, \"house\": 1, \"company\": 1.3}|180.4|0.7|.247|.351|.177|.250",
        "{\"type\": \"shift\", \"parameter\": \"deployment.start\", \"years\": 1}, {\"type\": \"bayesFactor\", \"sceptic\": 1.31079601, \"house\": 1, \"company\": 0.59969536}|51.1|0.2|.086|.153|.437|.086"
      })
  void effectsByHandMoveTheMixtureAsTheOracleSays(
      String effects,
      double mean,
      double error,
      double gigawatt,
      double parity,
      double sceptic,
      double company) {
    JsonNode answer =
        run(
            "{%s, \"scenario\": {\"effects\": [%s]}}"
                .formatted(PRIOR, effects == null ? "" : effects));
    JsonNode value = answer.at("/valuation/enterpriseValueUsd");
    assertEquals(
        mean * 1e9,
        value.get("mean").doubleValue(),
        4 * Math.hypot(error * 1e9, value.get("standardError").doubleValue()));
    assertProbability(answer, "capacityKw > 1000000", gigawatt);
    assertProbability(answer, "costRatio < 1", parity);
    assertEquals(sceptic, answer.at("/packWeights/sceptic").doubleValue(), 5e-4);
    assertEquals(company, answer.at("/packWeights/company").doubleValue(), 5e-4);
  }

  private static void assertProbability(JsonNode answer, String event, double oracle) {
    for (JsonNode each : answer.get("probabilities")) {
      if (each.get("event").asText().equals(event) && each.get("by").asText().startsWith("2035")) {
        double error = each.get("standardError").doubleValue();
        assertEquals(
            oracle, each.get("probability").doubleValue(), 4 * Math.sqrt(1.25) * error + 5e-4);
        return;
      }
    }
    throw new AssertionError("no probability of " + event);
  }

  @Test
  void theLedgerAsOfTodayGivesTheMixturesValuation() {
    JsonNode answer = run("{}");
    assertEquals("stochastic", answer.get("mode").asText());
    assertTrue(answer.at("/valuation/enterpriseValueUsd/mean").isNumber());
    double bands =
        0.25 * answer.at("/valuation/bands/bear").doubleValue()
            + 0.5 * answer.at("/valuation/bands/base").doubleValue()
            + 0.25 * answer.at("/valuation/bands/bull").doubleValue();
    double mean = answer.at("/valuation/enterpriseValueUsd/mean").doubleValue();
    assertEquals(mean, bands, 1e-9 * Math.abs(mean));
    assertEquals(15, answer.get("capacity").size());
    for (JsonNode year : answer.get("bindingConstraints")) {
      double sum = 0;
      for (Map.Entry<String, JsonNode> share : year.properties()) {
        sum += share.getKey().equals("year") ? 0 : share.getValue().doubleValue();
      }
      assertEquals(1, sum, 1e-9);
    }
  }

  @Test
  void aPercentileLeadsToARuleToAFactToItsSource() {
    String id = run("{}").get("id").asText();
    given()
        .get(PATH + "/" + id + "/trace?result=/valuation/enterpriseValueUsd/p90")
        .then()
        .statusCode(200)
        .body("result.pointer", equalTo("/valuation/enterpriseValueUsd/p90"))
        .body("result.standardError", notNullValue())
        .body("parameters.key", hasItem("launch.rate.initial"))
        .body(
            "parameters.find { it.key == 'launch.rate.initial' }.changedBy",
            hasItem("R01 flights in a period"))
        .body("effects.rule", hasItem("R01 flights in a period"))
        .body("effects.find { it.rule == 'R01 flights in a period' }.source", containsString("S9"))
        .body(
            "facts.find { it.id == 'starship-flights-2026q3' }.sourceUrl",
            containsString("starship"));
  }

  @Test
  void aTraceOfTheWeightsHasOnlyWhatMovedThem() {
    String id =
        run("{%s, \"paths\": 1000, \"scenario\": {\"effects\": [{\"type\": \"bayesFactor\", \"sceptic\": 1, \"house\": 1, \"company\": 2}]}}"
                .formatted(PRIOR))
            .get("id")
            .asText();
    given()
        .get(PATH + "/" + id + "/trace?result=/packWeights/company")
        .then()
        .statusCode(200)
        .body("effects.rule", equalTo(List.of("by hand")))
        .body("parameters", hasSize(0));
  }

  @Test
  void aTraceOfWhatIsNoNumberIsRefused() {
    String id = run("{\"mode\": \"deterministic\"}").get("id").asText();
    for (String pointer : List.of("/id", "/nothing", "enterpriseValueUsd", "/")) {
      given()
          .queryParam("result", pointer)
          .get(PATH + "/" + id + "/trace")
          .then()
          .statusCode(422)
          .body("errors.parameter", hasItem("result"));
    }
  }

  @Test
  void aTraceOfADeterministicRunShowsTheAssumptions() {
    String id =
        run("{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\": {\"launch.cost.initial\": 900}}}")
            .get("id")
            .asText();
    given()
        .get(PATH + "/" + id + "/trace")
        .then()
        .statusCode(200)
        .body("parameters[0].key", equalTo("launch.cost.initial"))
        .body("parameters[0].changedBy", equalTo(List.of("assumption")))
        .body("parameters[0].packs.central.after", equalTo(900f));
  }

  @Test
  void equalProvenanceGivesTheStoredRun() {
    String body = "{%s, \"paths\": 1000, \"seed\": 5}".formatted(PRIOR);
    String first = text(body);
    assertEquals(first, text(body));
    assertEquals(
        first,
        text("{\"seed\": 5, \"paths\": 1000, \"mode\": \"stochastic\", %s}".formatted(PRIOR)));
  }

  @Test
  void equalRunsAskedForAtOnceAreOne() throws Exception {
    String body = "{%s, \"paths\": 20000, \"seed\": 77}".formatted(PRIOR);
    try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(clients.submit(() -> text(body)));
      }
      for (Future<String> answer : answers) {
        assertEquals(answers.getFirst().get(), answer.get());
      }
    }
  }

  @Test
  void anotherSeedIsAnotherRunOfTheSameOutlook() {
    JsonNode first = run("{%s, \"paths\": 1000, \"seed\": 1}".formatted(PRIOR));
    JsonNode second = run("{%s, \"paths\": 1000, \"seed\": 2}".formatted(PRIOR));
    assertTrue(!first.get("id").equals(second.get("id")));
    assertTrue(!first.at("/provenance/digest").equals(second.at("/provenance/digest")));
    assertEquals(first.get("packWeights"), second.get("packWeights"));
  }

  @Test
  void aPinnedNumberHoldsInEveryPackAndRulesDoNotChangeIt() {
    JsonNode answer =
        run("{\"paths\": 1000, \"scenario\": {\"assumptions\": {\"launch.rate.initial\": 6}}}");
    for (JsonNode effect : answer.get("effects")) {
      if (effect.path("parameter").asText().equals("launch.rate.initial")) {
        assertEquals(6, effect.get("before").doubleValue());
        assertEquals(6, effect.get("after").doubleValue());
      }
    }
  }

  @Test
  void aHypotheticalFlightIsSeenByTheRules() {
    JsonNode answer =
        run(
            """
            {"asOf": "2026-11-01", "paths": 1000, "scenario": {"hypotheticalMilestones":
              [{"id": "reuse", "type": "REUSE_DEMONSTRATED", "occurredOn": "2027-03-01", "value": 30, "grade": "MET"}]}}""");
    boolean seen = false;
    for (JsonNode effect : answer.get("effects")) {
      seen |=
          effect.path("parameter").asText().equals("reuse")
              && effect.get("after").doubleValue() == 1
              && effect.get("facts").get(0).asText().equals("hypothetical-reuse");
    }
    assertTrue(seen, answer.get("effects").toString());
  }

  @Test
  void aNegativeCapHoldsTheDrawsBelowIt() {
    JsonNode answer =
        run(
            "{%s, \"paths\": 1000, \"scenario\": {\"effects\": [{\"type\": \"cap\", \"parameter\": \"terrestrial.scarcity.by-2030\", \"value\": -0.1}]}}"
                .formatted(PRIOR));
    assertEquals(-0.1, answer.at("/effects/0/after").doubleValue());
  }

  @Test
  void manyDemonstrationsDoNotMultiply() {
    String each =
        """
        {"type": "DEMO_THERMAL", "occurredOn": "2026-12-01", "value": 900, "grade": "MET"},
        {"type": "DEMO_RADIATION", "occurredOn": "2026-12-01", "value": 17, "grade": "MET"},
        {"type": "DEMO_COMPUTE_UPTIME", "occurredOn": "2026-12-01", "value": 0.95, "grade": "MET"}""";
    JsonNode answer =
        run(
            "{%s, \"paths\": 1000, \"scenario\": {\"hypotheticalMilestones\": [%s]}}"
                .formatted(PRIOR, String.join(",", java.util.Collections.nCopies(66, each))));
    long grades = 0;
    for (JsonNode effect : answer.get("effects")) {
      grades +=
          effect.get("rule").asText().startsWith("R12")
                  && effect.get("parameter").asText().equals("demonstration")
              ? 1
              : 0;
    }
    assertEquals(1, grades);
  }

  @Test
  void aRunIsReadAgainByItsNameAndNeverChanges() {
    String location =
        given()
            .contentType(ContentType.JSON)
            .body("{\"mode\": \"deterministic\"}")
            .header("Prefer", "wait=60")
            .post(PATH)
            .then()
            .statusCode(200)
            .header("ETag", startsWith("\"sha256:"))
            .extract()
            .header("Location");
    String tag =
        given()
            .get(location)
            .then()
            .statusCode(200)
            .header("Cache-Control", containsString("immutable"))
            .extract()
            .header("ETag");
    given().header("If-None-Match", tag).get(location).then().statusCode(304);
  }

  @Test
  void theSeriesIsATidyTableToo() {
    String id = run("{%s, \"paths\": 1000}".formatted(PRIOR)).get("id").asText();
    given()
        .get(PATH + "/" + id + "/series?metric=capacityKw,costRatio")
        .then()
        .statusCode(200)
        .body("items.metric", equalTo(List.of("costRatio", "capacityKw")))
        .body("items[0].points", hasSize(60))
        .body("items[0].points[19].quarter", equalTo("2030Q4"))
        .body("items[0].points[19].date", equalTo("2030-12-31"));
    List<String> rows =
        given()
            .accept("text/csv")
            .get(PATH + "/" + id + "/series?metric=costRatio")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString()
            .lines()
            .toList();
    assertEquals(
        "run_id,rule_set,as_of,scenario,metric,unit,date,statistic,value,standard_error",
        rows.getFirst());
    assertEquals(1 + 60 * 8, rows.size());
  }

  @Test
  void aSeriesOfAnUnknownMetricIsRefused() {
    String id = run("{\"mode\": \"deterministic\"}").get("id").asText();
    given()
        .get(PATH + "/" + id + "/series?metric=profit")
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItem("metric"));
  }

  @Test
  void theSeriesOfADeterministicRunHasValues() {
    String id = run("{\"mode\": \"deterministic\"}").get("id").asText();
    given()
        .get(PATH + "/" + id + "/series?metric=launchCostUsdPerKg")
        .then()
        .statusCode(200)
        .body("items[0].points[0].value", equalTo(1500f));
  }

  @Test
  void theEquityBridgeAddsUpAndCanBeChanged() {
    JsonNode bridge =
        run("{%s, \"paths\": 1000, \"scenario\": {\"equityBridge\": {\"debtUsd\": 0, \"cashUsd\": 0, \"marketEnterpriseValueUsd\": 1.77e12}}}"
                .formatted(PRIOR))
            .get("valuation");
    double equity = bridge.at("/equityBridge/equityUsd/mean").doubleValue();
    assertEquals(670e9 + bridge.at("/enterpriseValueUsd/mean").doubleValue(), equity, 1e-3);
    assertEquals(equity / 13.11e9, bridge.at("/equityBridge/perShareUsd/mean").doubleValue(), 1e-6);
    assertEquals(1.1e12, bridge.at("/marketImplied/orbitalOptionUsd").doubleValue(), 1);
    assertTrue(bridge.at("/marketImplied/companyPackWeight").isMissingNode());
    assertTrue(bridge.at("/marketImplied/exceedsCompanyCaseByUsd").doubleValue() > 0);
  }

  @Test
  void theCatalogueHasEveryParameterWithItsPriors() {
    given()
        .get("/api/v1/parameters")
        .then()
        .statusCode(200)
        .body("items", hasSize(80))
        .body("items.find { it.key == 'launch.cost.initial' }.symbol", equalTo("c0"))
        .body("items.find { it.key == 'launch.cost.initial' }.unit", equalTo("USD/kg"))
        .body(
            "items.find { it.key == 'launch.cost.initial' }.packs.sceptic.distribution.logNormal",
            equalTo(List.of(2000f, 0.3f)));
  }

  @Test
  void theOutlookOfADayBeforeTheFactsIsThePrior() {
    given()
        .get("/api/v1/outlook?asOf=2020-01-01")
        .then()
        .statusCode(200)
        .body("effects", hasSize(0))
        .body("packWeights.house", equalTo(0.5f));
  }

  @Test
  void theOutlookOfTodayHasTheEffectsOfTheLedger() {
    given()
        .get("/api/v1/outlook")
        .then()
        .statusCode(200)
        .body("effects.rule", hasItem("R05 failed flight"))
        .body("notes.rule", hasItem("R26 claim, not evidence"))
        .body(
            "parameters.find { it.key == 'launch.rate.initial' }.packs.house.median",
            notNullValue());
  }

  /** The mean of the priors, from the oracle with 80,000 paths a pack: 99.7 +/- 0.4 B$. */
  @Test
  void sobolPointsEstimateTheSame() {
    JsonNode run = run("{%s, \"paths\": 8000, \"sampling\": \"sobol\"}".formatted(PRIOR));

    JsonNode value = run.at("/valuation/enterpriseValueUsd");
    double error = value.get("standardError").doubleValue();
    assertEquals(99.7e9, value.get("mean").doubleValue(), 4 * Math.hypot(error, 0.4e9));
    assertTrue(error > 0 && error < 0.8e9, "error " + error);
    assertEquals("sobol", run.at("/provenance/sampling").textValue());
    assertEquals("paths", run.at("/provenance/stoppedBy").textValue());
    assertEquals(7_680, run.at("/provenance/paths").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pseudo", "sobol"})
  void aRunEndsWhenItsPrecisionIsMet(String sampling) {
    JsonNode run =
        run("{%s, \"precision\": 0.02, \"sampling\": \"%s\"}".formatted(PRIOR, sampling));

    JsonNode value = run.at("/valuation/enterpriseValueUsd");
    assertTrue(value.get("standardError").doubleValue() <= 0.02 * value.get("mean").doubleValue());
    assertEquals("precision", run.at("/provenance/stoppedBy").textValue());
    assertEquals(0.02, run.at("/provenance/precision").doubleValue());
    assertTrue(run.at("/provenance/paths").intValue() < 100_000);
  }

  @Test
  void aRunThatCannotMeetItsPrecisionSaysThatItReachedTheLimit() {
    JsonNode run = run("{%s, \"precision\": 0.0001, \"paths\": 2000}".formatted(PRIOR));

    assertEquals("limit", run.at("/provenance/stoppedBy").textValue());
    assertEquals(2_000, run.at("/provenance/paths").intValue());
  }

  private static JsonNode run(String body) {
    try {
      return JSON.readTree(text(body));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .header("Prefer", "wait=60")
        .post(PATH)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
