package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.rules.DefaultRules;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule set would change. */
@ServiceTest
class ImpactApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String R07 = "R07 ship and booster reflown within 60 days";
  private static final String R08 = "R08 launch cost above 200 and up to 500 USD/kg";
  private static final String REUSE =
      """
      {"name": "reuse", "scenario": {"hypotheticalMilestones": [
        {"type": "REUSE_DEMONSTRATED", "occurredOn": "2027-03-01", "value": 30, "grade": "MET"},
        {"type": "LAUNCH_COST", "occurredOn": "2027-03-01", "value": 400, "grade": "MET"}]}}""";

  private static final int LEDGER = 0;
  private static final int SCENARIO = 1;

  @Test
  void anIdenticalRuleSetChangesNothingAtAll() {
    JsonNode result = done(active(), on("1", "[" + REUSE + "]"));
    assertEquals(0, result.get("parts").size());
    for (JsonNode scenario : result.get("scenarios")) {
      for (JsonNode difference : scenario.findValues("difference")) {
        assertEquals(0, difference.doubleValue());
      }
      for (JsonNode error : scenario.findValues("standardError")) {
        assertEquals(0, error.doubleValue());
      }
      assertEquals(0, scenario.at("/attribution/parts").size());
      assertEquals(15, scenario.get("capacityKw").size());
      assertNotEquals(0, scenario.at("/enterpriseValueUsd/mean/reference").doubleValue());
    }
  }

  @Test
  void aCheaperLaunchInOneRuleIsWorthMoreWhereItFiresAndAllOfItIsThatRules() {
    JsonNode result = done(cheaperReuse(), on("2", "[" + REUSE + "]"));
    assertEquals(
        json("[{'name': '%s', 'file': 'launch.drl', 'change': 'changed'}]".formatted(R07)),
        result.get("parts"));
    JsonNode ledger = result.at("/scenarios/" + LEDGER);
    assertEquals("ledger", ledger.get("name").asText());
    assertEquals(0, ledger.at("/enterpriseValueUsd/mean/difference").doubleValue());
    JsonNode scenario = result.at("/scenarios/" + SCENARIO);
    assertEquals("reuse", scenario.get("name").asText());
    JsonNode mean = scenario.at("/enterpriseValueUsd/mean");
    assertTrue(
        mean.get("difference").doubleValue() > 3 * mean.get("standardError").doubleValue(),
        mean::toString);
    assertTrue(
        scenario.at("/costRatio/9/mean/difference").doubleValue() < 0,
        scenario.get("costRatio")::toString);
    assertEquals(
        scenario.at("/attribution/total/difference"),
        scenario.at("/attribution/parts/0/difference"));
    assertEquals(R07, scenario.at("/attribution/parts/0/name").asText());
    assertEquals(
        json("{'difference': 0.0, 'standardError': 0.0}"), scenario.at("/attribution/remainder"));
    assertEquals(0, scenario.at("/packWeights/company/difference").doubleValue());
    assertEquals(
        mean.get("difference").doubleValue(),
        mean.get("candidate").doubleValue() - mean.get("reference").doubleValue(),
        1e-6 * Math.abs(mean.get("candidate").doubleValue()));
  }

  @Test
  void theStandardErrorIsThatOfTheDifferenceAndLessThanThoseOfItsSides() {
    JsonNode result = done(cheaperReuse(), on("2", "[" + REUSE + "]"));
    JsonNode mean = result.at("/scenarios/" + SCENARIO + "/enterpriseValueUsd/mean");
    String run =
        """
        {"asOf": "2026-11-01", "paths": 8000, "scenario": %s}"""
            .formatted(json(REUSE).get("scenario"));
    JsonNode alone =
        json(given()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=60")
                .body(run)
                .post("/api/v1/runs")
                .then()
                .statusCode(200)
                .extract()
                .asString())
            .at("/valuation/enterpriseValueUsd");
    double error = alone.get("standardError").doubleValue();
    assertTrue(mean.get("standardError").doubleValue() < error);
    // The reference of the impact and the run estimate the same number from different draws.
    assertEquals(
        alone.get("mean").doubleValue(),
        mean.get("reference").doubleValue(),
        4 * Math.sqrt(2) * error);
  }

  /** Differences of independent seeds scatter as their standard errors say. */
  @Test
  void theStandardErrorCovers() {
    int seeds = 12;
    List<Double> differences = new ArrayList<>();
    double errors = 0;
    for (int seed = 0; seed < seeds; seed++) {
      JsonNode mean =
          done(cheaperReuse(), on(String.valueOf(1000 + seed), "[" + REUSE + "]"))
              .at("/scenarios/" + SCENARIO + "/enterpriseValueUsd/mean");
      differences.add(mean.get("difference").doubleValue());
      errors += Math.pow(mean.get("standardError").doubleValue(), 2) / seeds;
    }
    double mean = differences.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double scatter =
        differences.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (seeds - 1);
    // Variance ratio with 11 and 12 x 7 degrees of freedom: its 0.1 % and 99.9 % quantiles.
    double ratio = scatter / errors;
    assertTrue(ratio > 0.16 && ratio < 3.2, "variance ratio " + ratio);
  }

  @Test
  void whatTwoRulesDoTogetherIsTheRemainder() {
    Map<String, String> files = cheaperReuseFiles();
    replace(files, "launch.drl", ".bayes(0.4, 1, 1.5)", ".bayes(0.2, 1, 2.5)");
    JsonNode scenario =
        done(StoredRuleSets.store(files), on("3", "[" + REUSE + "]")).at("/scenarios/" + SCENARIO);
    JsonNode attribution = scenario.get("attribution");
    assertEquals(
        List.of(R07, R08),
        List.of(
            attribution.at("/parts/0/name").asText(), attribution.at("/parts/1/name").asText()));
    double total = attribution.at("/total/difference").doubleValue();
    double remainder = attribution.at("/remainder/difference").doubleValue();
    assertEquals(
        total,
        attribution.at("/parts/0/difference").doubleValue()
            + attribution.at("/parts/1/difference").doubleValue()
            + remainder,
        1e-9 * Math.abs(total));
    // A cheaper launch is worth most to the company case, so that its higher weight adds to it.
    assertNotEquals(0, remainder);
    assertEquals(scenario.at("/enterpriseValueUsd/mean/difference").doubleValue(), total);
    double company = scenario.at("/packWeights/company/difference").doubleValue();
    assertTrue(company > 0, scenario.get("packWeights")::toString);
  }

  @Test
  void aChangedPriorChangesTheLedgerAndIsNamedByItsFile() {
    Map<String, String> files = DefaultRules.files();
    replace(files, "priors/house.yaml", "reuse: 0.85", "reuse: 0.95");
    JsonNode result = done(StoredRuleSets.store(files), on("4", "[]"));
    JsonNode ledger = result.at("/scenarios/" + LEDGER);
    JsonNode capacity = ledger.at("/capacityKw/9/mean");
    assertTrue(
        capacity.get("difference").doubleValue() > 3 * capacity.get("standardError").doubleValue(),
        capacity::toString);
    assertEquals("priors/house.yaml", ledger.at("/attribution/parts/0/name").asText());
    assertEquals(
        ledger.at("/attribution/total"),
        json(
            "{'difference': %s, 'standardError': %s}"
                .formatted(
                    ledger.at("/attribution/parts/0/difference"),
                    ledger.at("/attribution/parts/0/standardError"))));
  }

  @Test
  void theRestOfTheCompanyChangesWhatThePriceImpliesAndNothingElse() {
    Map<String, String> files = DefaultRules.files();
    replace(files, "valuation.yaml", "connectivityUsd: 360e9", "connectivityUsd: 460e9");
    String cheap =
        """
        [{"name": "a lower price", "scenario": {"equityBridge": {"marketEnterpriseValueUsd": 1.0e12}}}]""";
    JsonNode scenario =
        done(StoredRuleSets.store(files), on("5", cheap)).at("/scenarios/" + SCENARIO);
    assertEquals(0, scenario.at("/enterpriseValueUsd/mean/difference").doubleValue());
    JsonNode weight = scenario.get("companyPackWeight");
    assertTrue(weight.get("difference").doubleValue() < 0, weight::toString);
    // A hundred billion less of the other businesses, over the 584 that the company case is worth
    // more.
    assertEquals(-0.171, weight.get("difference").doubleValue(), 0.02);
    assertTrue(
        weight.get("standardError").doubleValue() < 0.01
            && weight.get("standardError").doubleValue() > 0,
        weight::toString);
  }

  @Test
  void equalRequestsGiveTheStoredAnswer() {
    String request = on("6", "[]");
    JsonNode first = done(cheaperReuse(), request);
    Response again = post(cheaperReuse(), request);
    again.then().statusCode(200).body("state", equalTo("done"));
    assertEquals(first, json(again.asString()).get("result"));
    assertEquals(1, Rows.count("select count(*) from study where id = ?", again.path("id")));
    String location = again.header("Location");
    assertEquals(first, json(given().get(location).asString()).get("result"));
  }

  @Test
  void theReferenceMayBeNamedAndTheBodyMayBeAbsent() {
    JsonNode turned =
        done(
            active(),
            on("2", "[" + REUSE + "]")
                .replaceFirst("\\{", "{\"against\": \"" + cheaperReuse() + "\", "));
    assertTrue(
        turned.at("/scenarios/1/enterpriseValueUsd/mean/difference").doubleValue() < 0,
        turned::toString);
    SavedForTests.deleteAll();
    Response bare = given().noContentType().post(path(cheaperReuse()));
    bare.then().statusCode(oneOf(200, 202));
    given().delete(path(cheaperReuse()) + "/" + bare.path("id"));
  }

  @Test
  void savedScenariosAreComparedOnToo() {
    SavedForTests.deleteAll();
    String body =
        """
        {"name": "%s", "scenario": {"startYear": 2027, "quarters": 40}}""";
    String first = SavedForTests.save(body.formatted("impact, first")).path("id");
    SavedForTests.save(body.formatted("impact, second"));
    String all = on("20", "[" + REUSE + "]").replace("\"scenarioIds\": [], ", "");
    assertEquals(
        List.of("ledger", "impact, first", "impact, second", "reuse"),
        done(active(), all).get("scenarios").findValuesAsText("name"));
    String before = post(active(), all).path("id");
    String one = all.replaceFirst("\\{", "{\"scenarioIds\": [\"" + first + "\"], ");
    assertEquals(
        List.of("ledger", "impact, first", "reuse"),
        done(active(), one).get("scenarios").findValuesAsText("name"));
    assertTrue(
        Rows.text("select inputs from study where id = ?", before)
            .contains("\"saved\":[{\"id\":\"" + first + "\",\"version\":1,"));
    post(
            active(),
            on("20", "[{\"name\": \"impact, second\", \"scenario\": {}}]")
                .replace("\"scenarioIds\": [], ", ""))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/scenarios/0/name"));
    for (int i = 0; i < 19; i++) {
      SavedForTests.save(body.formatted("impact, further " + i));
    }
    post(active(), all).then().statusCode(422).body("errors.pointer", hasItem("/scenarioIds"));
    post(active(), "{\"scenarioIds\": [\"nothing\"]}")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/scenarioIds/0"));
    SavedForTests.deleteAll();
  }

  @Test
  void aCancelledComparisonIsBegunAnewWhenItIsAskedForAgain() {
    Response job = post(cheaperReuse(), endless(7));
    job.then().statusCode(202).header("Retry-After", "1");
    String path = path(cheaperReuse()) + "/" + job.path("id");
    Waiting.until(
        () -> {
          Response now = given().get(path);
          return now.path("state").equals("running")
              && Double.parseDouble(now.path("progress").toString()) > 0;
        });
    given().delete(path).then().statusCode(204);
    given().delete(path).then().statusCode(204);
    given().get(path).then().statusCode(200).body("state", equalTo("cancelled"));
    Response again = post(cheaperReuse(), endless(7));
    again.then().statusCode(202).body("id", equalTo(job.path("id")));
    given().delete(path).then().statusCode(204);
  }

  @Test
  void aComparisonThatIsDoneCannotBeCancelled() {
    String request = on("8", "[]");
    done(cheaperReuse(), request);
    String id = post(cheaperReuse(), request).path("id");
    given().delete(path(cheaperReuse()) + "/" + id).then().statusCode(409);
  }

  @Test
  void aComparisonWhoseServiceEndedHasFailedAndIsBegunAnew() {
    String request = on("9", "[]");
    done(cheaperReuse(), request);
    String id = post(cheaperReuse(), request).path("id");
    Rows.change(
        "update study set state = 'running', result = null, progress = 0.5, owner = 'another',"
            + " lease_until = now() - interval '1 second' where id = ?",
        id);
    String path = path(cheaperReuse()) + "/" + id;
    Waiting.until(() -> given().get(path).path("state").equals("failed"));
    given()
        .get(path)
        .then()
        .body("problem.type", equalTo("urn:perigee:problem:unavailable"))
        .body("problem.detail", containsString("ended"))
        .body("problem.instance", equalTo(path));
    assertEquals(1, done(cheaperReuse(), request).get("parts").size());
  }

  @Test
  void oneTooManyIsRefusedAndMayBeAskedForAgain() {
    List<String> waiting = new ArrayList<>();
    Response last = null;
    for (int seed = 200; seed < 218; seed++) {
      last = post(cheaperReuse(), endless(seed));
      if (last.statusCode() == 202) {
        waiting.add(path(cheaperReuse()) + "/" + last.path("id"));
      }
    }
    last.then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("type", equalTo("urn:perigee:problem:saturated"));
    assertEquals(17, waiting.size()); // one is computed, sixteen wait
    waiting.forEach(path -> given().delete(path).then().statusCode(204));
    Waiting.until(() -> post(cheaperReuse(), endless(217)).statusCode() == 202);
    String id = post(cheaperReuse(), endless(217)).path("id");
    given().delete(path(cheaperReuse()) + "/" + id).then().statusCode(204);
  }

  @Test
  void effectsThatDoNotGoTogetherEndItWithTheirProblem() {
    Response job =
        post(
            cheaperReuse(),
            on(
                "10",
                """
                [{"name": "too much growth", "scenario": {"effects":
                  [{"type": "shift", "parameter": "valuation.terminal-growth", "amount": 0.2}]}}]"""));
    job.then().statusCode(202);
    String path = path(cheaperReuse()) + "/" + job.path("id");
    Waiting.until(() -> !pending(given().get(path)));
    given()
        .get(path)
        .then()
        .body("state", equalTo("failed"))
        .body("problem.status", equalTo(422))
        .body("problem.errors", hasSize(greaterThan(0)));
  }

  @Test
  void anUnknownRuleSetOrComparisonIsNotFound() {
    String nothing = "sha256:" + "0".repeat(64);
    post(nothing, "{}").then().statusCode(404);
    post("latest", "{}").then().statusCode(404);
    given().get(path(active()) + "/nothing").then().statusCode(404);
    given().delete(path(active()) + "/nothing").then().statusCode(404);
    String id = post(cheaperReuse(), endless(11)).path("id");
    given().get(path(active()) + "/" + id).then().statusCode(404);
    given().delete(path(cheaperReuse()) + "/" + id).then().statusCode(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"paths\": 1000}|/paths",
        "{\"paths\": 200001}|/paths",
        "{\"asOf\": \"2999-01-01\"}|/asOf",
        "{\"surprise\": 1}|/surprise",
        "{\"against\": \"latest\"}|/against",
        "{\"against\": \"sha256:1111111111111111111111111111111111111111111111111111111111111111\"}|/against",
        "{\"scenarios\": [{\"name\": \"ledger\", \"scenario\": {}}]}|/scenarios/0/name",
        "{\"scenarios\": [{\"name\": \"a\", \"scenario\": {}}, {\"name\": \"a\", \"scenario\": {}}]}|/scenarios/1/name",
        "{\"scenarios\": [{\"name\": \"a\"}]}|/scenarios/0/scenario",
        "{\"scenarios\": [{\"name\": \"a\", \"scenario\": {\"packWeights\": {\"sceptic\": 1, \"house\": 1, \"company\": 1}}}]}|/scenarios/0/scenario/packWeights"
      })
  void aBadRequestStoresNothing(String body, String pointer) {
    long before = Rows.count("select count(*) from study where id <> ?", "");
    post(active(), body)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem(pointer));
    assertEquals(before, Rows.count("select count(*) from study where id <> ?", ""));
  }

  /** On the ledger of a day, with few paths. */
  private static String on(String seed, String scenarios) {
    return """
        {"asOf": "2026-11-01", "paths": 8000, "seed": %s, "scenarioIds": [], "scenarios": %s}"""
        .formatted(seed, scenarios);
  }

  /** Goes on until it is cancelled, as far as a test is concerned. */
  private static String endless(int seed) {
    return """
        {"asOf": "2026-11-01", "paths": 200000, "seed": %d, "scenarioIds": [], "scenarios": [%s]}"""
        .formatted(seed, REUSE);
  }

  private static Map<String, String> cheaperReuseFiles() {
    Map<String, String> files = DefaultRules.files();
    replace(
        files,
        "launch.drl",
        ".scale(\"launch.cost.initial\", 0.80, 0.7)",
        ".scale(\"launch.cost.initial\", 0.60, 0.7)");
    return files;
  }

  private static String cheaperReuse() {
    return StoredRuleSets.store(cheaperReuseFiles());
  }

  private static void replace(Map<String, String> files, String file, String from, String to) {
    String text = files.get(file);
    assertNotEquals(text, text.replace(from, to));
    files.put(file, text.replace(from, to));
  }

  private static String active() {
    return StoredRuleSets.store(new TreeMap<>(DefaultRules.files()));
  }

  private static String path(String digest) {
    return "/api/v1/rule-sets/" + digest + "/impact";
  }

  private static Response post(String digest, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path(digest));
  }

  private static boolean pending(Response job) {
    return List.of("queued", "running").contains(job.path("state").toString());
  }

  /** What came of a comparison. */
  private static JsonNode done(String digest, String body) {
    Response asked = post(digest, body);
    asked.then().statusCode(oneOf(200, 202));
    String path = path(digest) + "/" + asked.path("id");
    Waiting.until(() -> !pending(given().get(path)));
    Response ended = given().get(path);
    ended.then().statusCode(200).body("state", equalTo("done"));
    return json(ended.asString()).get("result");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.contains("\"") ? text : text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
