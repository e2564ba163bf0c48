package dev.perigee.service;

import static dev.perigee.service.StudyJobs.json;
import static dev.perigee.service.StudyJobs.post;
import static dev.perigee.service.StudyJobs.run;
import static dev.perigee.service.StudyJobs.sweep;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How results answer to parameters. */
@ServiceTest
class SweepApiTest {
  private static final String PATH = "/api/v1/sweeps";
  private static final String RATE = "launch.cost.learning-rate";
  private static final String DISCOUNT = "valuation.discount-rate";
  private static final String BASE = "\"asOf\": \"2026-11-01\"";

  /** Performance of a chip: it turns capacity into compute, and nothing into money. */
  private static final String WITHOUT_EFFECT = "compute.model-flops-utilization";

  @Test
  void aPointOfAGridIsTheRunThatPinsItsParameters() {
    JsonNode grid =
        sweep(
            """
            {"kind": "grid", "base": {%s, "paths": 2000, "seed": 7,
               "scenario": {"effects": [{"type": "scale", "parameter": "%s", "multiplier": 0.9}]}},
             "years": [2035, 2038], "axes": [{"parameter": "%s", "values": [0.12, 0.2]}]}"""
                .formatted(BASE, DISCOUNT, RATE));
    JsonNode point = grid.at("/points/1");
    assertEquals(json("{\"%s\": 0.2}".formatted(RATE)), point.get("assumptions"));
    JsonNode pinned =
        run(
            """
            {%s, "paths": 2000, "seed": 7, "scenario": {"assumptions": {"%s": 0.2},
               "effects": [{"type": "scale", "parameter": "%s", "multiplier": 0.9}]}}"""
                .formatted(BASE, RATE, DISCOUNT));
    assertEquals(pinned.at("/valuation/enterpriseValueUsd"), point.get("enterpriseValueUsd"));
    assertEquals(pinned.at("/capacity/9/capacityKw"), point.at("/years/0/capacityKw"));
    JsonNode ratio = pinned.at("/costRatio/12");
    assertEquals(2038, ratio.get("year").intValue());
    for (String statistic : List.of("p10", "p50", "p90")) {
      assertEquals(ratio.get(statistic), point.at("/years/1/costRatio/" + statistic));
    }
    assertEquals(ratio.get("probabilityBelowOne"), point.at("/years/1/probabilityOfParity/mean"));
    JsonNode base =
        run(
            """
            {%s, "paths": 2000, "seed": 7, "scenario": {
               "effects": [{"type": "scale", "parameter": "%s", "multiplier": 0.9}]}}"""
                .formatted(BASE, DISCOUNT));
    assertEquals(base.at("/valuation/enterpriseValueUsd"), grid.at("/base/enterpriseValueUsd"));
    assertEquals(base.get("id"), grid.at("/provenance/runId"));
    assertNotEquals(
        grid.at("/points/0/enterpriseValueUsd"), grid.at("/points/1/enterpriseValueUsd"));
  }

  @Test
  void aLineOfATwoWayGridIsTheOneWayGridWithTheOtherParameterAssumed() {
    JsonNode both =
        sweep(
            """
            {"kind": "grid", "base": {%s, "paths": 1000}, "axes": [
              {"parameter": "%s", "from": 0.1, "to": 0.2, "steps": 3},
              {"parameter": "%s", "values": [0.12, 0.1]}]}"""
                .formatted(BASE, RATE, DISCOUNT));
    JsonNode one =
        sweep(
            """
            {"kind": "grid", "base": {%s, "paths": 1000,
               "scenario": {"assumptions": {"%s": 0.1}}},
             "axes": [{"parameter": "%s", "values": [0.1, 0.15, 0.2]}]}"""
                .formatted(BASE, DISCOUNT, RATE));
    assertEquals(6, both.get("points").size());
    for (int i = 0; i < 3; i++) {
      JsonNode crossed = both.at("/points/" + (2 * i + 1));
      JsonNode single = one.at("/points/" + i);
      assertEquals(0.1, crossed.at("/assumptions/" + DISCOUNT).doubleValue());
      assertEquals(single.at("/assumptions/" + RATE), crossed.at("/assumptions/" + RATE));
      assertEquals(single.get("enterpriseValueUsd"), crossed.get("enterpriseValueUsd"));
      assertEquals(single.get("years"), crossed.get("years"));
    }
  }

  @Test
  void aParameterThatIsSweptOverIsFreeOfTheEffectsByHandOnIt() {
    String grid =
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "scenario": {"effects": [%s]}},
         "axes": [{"parameter": "%s", "values": [0.15]}]}""";
    String effect =
        "{\"type\": \"scale\", \"parameter\": \"%s\", \"multiplier\": 0.8}".formatted(RATE);
    JsonNode with = sweep(grid.formatted(BASE, effect, RATE));
    JsonNode without = sweep(grid.formatted(BASE, "", RATE));
    assertEquals(
        without.at("/points/0/enterpriseValueUsd"), with.at("/points/0/enterpriseValueUsd"));
    assertNotEquals(without.at("/base/enterpriseValueUsd"), with.at("/base/enterpriseValueUsd"));
  }

  @Test
  void aTornadoIsSortedBySwingAndADriverWithoutEffectHasNoneAtAll() {
    JsonNode tornado =
        sweep(
            """
            {"kind": "tornado", "base": {%s, "paths": 8000}, "years": [2035], "drivers": [
              {"parameter": "%s", "low": 0.2, "high": 0.6}, {"parameter": "%s"},
              {"parameter": "%s", "low": 0.09, "high": 0.13}]}"""
                .formatted(BASE, WITHOUT_EFFECT, RATE, DISCOUNT));
    List<Double> swings = new ArrayList<>();
    for (JsonNode driver : tornado.get("drivers")) {
      double swing = driver.at("/swing/difference").doubleValue();
      swings.add(-Math.abs(swing));
      for (String end : List.of("low", "high")) {
        JsonNode mean = driver.at("/" + end + "/enterpriseValueUsd/mean");
        assertEquals(
            tornado.at("/baseEnterpriseValueUsd/mean").doubleValue(),
            mean.get("reference").doubleValue());
        assertEquals(
            mean.get("candidate").doubleValue() - mean.get("reference").doubleValue(),
            mean.get("difference").doubleValue(),
            1e-6 * Math.abs(mean.get("reference").doubleValue()));
      }
      assertEquals(
          driver.at("/high/enterpriseValueUsd/mean/difference").doubleValue()
              - driver.at("/low/enterpriseValueUsd/mean/difference").doubleValue(),
          swing,
          1e-6 * tornado.at("/baseEnterpriseValueUsd/mean").doubleValue());
    }
    assertEquals(swings.stream().sorted().toList(), swings);
    JsonNode discount = driver(tornado, DISCOUNT);
    assertTrue(
        discount.at("/swing/difference").doubleValue()
            < -3 * discount.at("/swing/standardError").doubleValue(),
        discount::toString);
    JsonNode nothing = driver(tornado, WITHOUT_EFFECT);
    assertEquals(0, nothing.at("/swing/difference").doubleValue());
    for (String end : List.of("low", "high")) {
      for (String number : List.of("mean", "p10", "p50", "p90")) {
        JsonNode difference = nothing.at("/" + end + "/enterpriseValueUsd/" + number);
        assertEquals(0, difference.get("difference").doubleValue());
        assertEquals(0, difference.get("standardError").doubleValue());
      }
    }
  }

  /** Paired, a difference is known far better than its sides; the same from runs of one seed. */
  @Test
  void theErrorOfADifferenceIsThatOfThePairsAndTheDifferenceIsThatOfTheRuns() {
    JsonNode end =
        driver(
                sweep(
                    """
                    {"kind": "tornado", "base": {%s, "paths": 16000},
                     "drivers": [{"parameter": "%s", "low": 0.10, "high": 0.12}]}"""
                        .formatted(BASE, DISCOUNT)),
                DISCOUNT)
            .at("/high/enterpriseValueUsd/mean");
    String body = "{%s, \"paths\": 100000, \"seed\": 5, \"scenario\": {\"assumptions\": {%s}}}";
    JsonNode base = run(body.formatted(BASE, "")).at("/valuation/enterpriseValueUsd");
    JsonNode high =
        run(body.formatted(BASE, "\"%s\": 0.12".formatted(DISCOUNT)))
            .at("/valuation/enterpriseValueUsd");
    double ofTheRuns = high.get("mean").doubleValue() - base.get("mean").doubleValue();
    double error = end.get("standardError").doubleValue();
    assertTrue(error > 0 && error < base.get("standardError").doubleValue() * 2.5);
    assertEquals(ofTheRuns, end.get("difference").doubleValue(), 5 * error);
  }

  @Test
  void withoutDriversATornadoIsOverAllThatIsNotCertain() {
    JsonNode tornado =
        sweep(
            """
            {"kind": "tornado", "base": {%s, "paths": 8000,
               "scenario": {"quarters": 8, "assumptions": {"%s": 0.15}}},
             "quantiles": {"low": 0.25, "high": 0.75}}"""
                .formatted(BASE, RATE));
    List<String> drivers = new ArrayList<>();
    tornado.get("drivers").forEach(each -> drivers.add(each.get("parameter").asText()));
    assertTrue(drivers.size() > 30 && drivers.contains(DISCOUNT), drivers::toString);
    assertTrue(!drivers.contains(RATE), "it is assumed, and so certain");
    for (JsonNode each : tornado.get("drivers")) {
      assertTrue(
          each.at("/low/value").doubleValue() < each.at("/high/value").doubleValue(),
          each::toString);
    }
  }

  @Test
  void theTableIsTidyAndTheResultNeverChanges() {
    String body =
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "seed": 3, "scenario": {"name": "a, b"}},
         "years": [2035], "axes": [{"parameter": "%s", "values": [0.15, 0.2]}]}"""
            .formatted(BASE, RATE);
    JsonNode grid = sweep(body);
    Response again = post(PATH, body);
    again.then().statusCode(200).body("state", equalTo("done"));
    String results = again.header("Location") + "/results";
    Response json = given().get(results);
    json.then().header("Cache-Control", containsString("immutable"));
    given().header("If-None-Match", json.header("ETag")).get(results).then().statusCode(304);
    Response table = given().accept("text/csv").get(results);
    table
        .then()
        .statusCode(200)
        .contentType(startsWith("text/csv"))
        .header("Cache-Control", containsString("immutable"));
    assertNotEquals(json.header("ETag"), table.header("ETag"));
    List<String> lines = table.asString().replace("\"", "").lines().toList();
    assertEquals(
        "sweep_id,rule_set,as_of,scenario,parameter_1,value_1,parameter_2,value_2,metric,unit,date,statistic,value,standard_error",
        lines.getFirst());
    assertEquals(1 + 3 * (4 + 9), lines.size()); // base and two points; values, and one year
    assertTrue(
        lines.contains(
            "%s,%s,2026-11-01,a, b,%s,0.2,,,enterpriseValueUsd,USD,,mean,%s,%s"
                .formatted(
                    grid.get("id").asText(),
                    grid.at("/provenance/ruleSet").asText(),
                    RATE,
                    grid.at("/points/1/enterpriseValueUsd/mean").doubleValue(),
                    grid.at("/points/1/enterpriseValueUsd/standardError").doubleValue())),
        table::asString);
    assertEquals(1, Rows.count("select count(*) from study where id = ?", again.path("id")));
  }

  @Test
  void theTableOfATornadoHasBaseValueAndDifference() {
    Response asked =
        post(
            PATH,
            """
            {"kind": "tornado", "base": {%s, "paths": 8000}, "years": [],
             "drivers": [{"parameter": "%s", "low": 0.1, "high": 0.12}]}"""
                .formatted(BASE, DISCOUNT));
    String results = StudyJobs.ended(asked) + "/results";
    JsonNode mean =
        json(given().get(results).asString()).at("/drivers/0/low/enterpriseValueUsd/mean");
    List<String> lines = given().accept("text/csv").get(results).asString().lines().toList();
    assertEquals(1 + 2 * 4, lines.size());
    assertTrue(
        lines
            .get(1)
            .endsWith(
                "%s,low,0.1,enterpriseValueUsd,USD,,mean,%s,%s,%s,%s"
                    .formatted(
                        DISCOUNT,
                        mean.get("reference").doubleValue(),
                        mean.get("candidate").doubleValue(),
                        mean.get("difference").doubleValue(),
                        mean.get("standardError").doubleValue())),
        lines.get(1));
  }

  @Test
  void theEventsOfASweepEndWithHowItEnded() {
    Response asked =
        post(
            PATH,
            """
            {"kind": "grid", "base": {%s, "paths": 4000, "seed": 4},
             "axes": [{"parameter": "%s", "from": 0.1, "to": 0.2, "steps": 8}]}"""
                .formatted(BASE, RATE));
    asked.then().statusCode(202).header("Retry-After", "1");
    String events = given().get(asked.header("Location") + "/events").asString();
    List<String> names =
        events.lines().filter(line -> line.startsWith("event:")).distinct().toList();
    assertTrue(names.getLast().endsWith("done"), events);
    assertTrue(names.size() == 1 || names.getFirst().endsWith("progress"), events);
    given().get(asked.header("Location")).then().body("progress", equalTo(1f));
  }

  @Test
  void aCancelledSweepIsBegunAnewWhenItIsAskedForAgain() {
    Response job = post(PATH, endless(1));
    String path = job.header("Location");
    given().get(path + "/results").then().statusCode(409);
    Waiting.until(
        () -> {
          Response now = given().get(path);
          return now.path("state").equals("running")
              && Double.parseDouble(now.path("progress").toString()) > 0;
        });
    given().delete(path).then().statusCode(204);
    given().delete(path).then().statusCode(204);
    given().get(path).then().statusCode(200).body("state", equalTo("cancelled"));
    given()
        .get(path + "/results")
        .then()
        .statusCode(410)
        .body("type", equalTo("urn:perigee:problem:job-cancelled"));
    assertTrue(given().get(path + "/events").asString().contains("event:cancelled"));
    post(PATH, endless(1)).then().statusCode(202).body("id", equalTo(job.path("id")));
    given().delete(path).then().statusCode(204);
  }

  @Test
  void aSweepThatIsDoneCannotBeCancelled() {
    String body =
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "seed": 9},
         "axes": [{"parameter": "%s", "values": [0.15]}]}"""
            .formatted(BASE, RATE);
    sweep(body);
    given().delete(post(PATH, body).header("Location")).then().statusCode(409);
  }

  /** Runs have the other slot of the engine. */
  @Test
  void aRunIsComputedWhileASweepGoesOn() {
    Response job = post(PATH, endless(2));
    Waiting.until(() -> given().get(job.header("Location")).path("state").equals("running"));
    run("{%s, \"paths\": 1000, \"seed\": 4242}".formatted(BASE));
    given().get(job.header("Location")).then().body("state", equalTo("running"));
    given().delete(job.header("Location")).then().statusCode(204);
  }

  @Test
  void aShortSweepDoesNotWaitForALongOne() {
    Response job = post(PATH, endless(3));
    Waiting.until(() -> given().get(job.header("Location")).path("state").equals("running"));
    sweep(
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "seed": 4243},
         "axes": [{"parameter": "%s", "values": [0.15]}]}"""
            .formatted(BASE, RATE));
    given().get(job.header("Location")).then().body("state", equalTo("running"));
    given().delete(job.header("Location")).then().statusCode(204);
  }

  @Test
  void aSweepWhoseServiceEndedHasFailedAndIsBegunAnew() {
    String body =
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "seed": 10},
         "axes": [{"parameter": "%s", "values": [0.15]}]}"""
            .formatted(BASE, RATE);
    sweep(body);
    Response known = post(PATH, body);
    Rows.change(
        "update study set state = 'running', result = null, progress = 0.5, owner = 'another',"
            + " lease_until = now() - interval '1 second' where id = ?",
        known.path("id"));
    String path = known.header("Location");
    Waiting.until(() -> given().get(path).path("state").equals("failed"));
    given().get(path).then().body("problem.type", equalTo("urn:perigee:problem:unavailable"));
    given().get(path + "/results").then().statusCode(503).header("Retry-After", "5");
    sweep(body);
  }

  @Test
  void oneTooManyIsRefusedAndMayBeAskedForAgain() {
    List<String> waiting = new ArrayList<>();
    Response last = null;
    for (int seed = 300; seed < 318; seed++) {
      last = post(PATH, endless(seed));
      if (last.statusCode() == 202) {
        waiting.add(last.header("Location"));
      }
    }
    last.then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("type", equalTo("urn:perigee:problem:saturated"));
    assertEquals(17, waiting.size()); // one is computed, sixteen wait
    waiting.forEach(path -> given().delete(path).then().statusCode(204));
    Waiting.until(() -> post(PATH, endless(317)).statusCode() == 202);
    given().delete(post(PATH, endless(317)).header("Location")).then().statusCode(204);
  }

  @Test
  void pointsThatDoNotGoTogetherEndItWithTheirProblem() {
    String path =
        StudyJobs.ended(
            post(
                PATH,
                """
                {"kind": "grid", "base": {%s, "paths": 1000},
                 "axes": [{"parameter": "%s", "values": [0.1, 0.01]}]}"""
                    .formatted(BASE, DISCOUNT)));
    given()
        .get(path)
        .then()
        .body("state", equalTo("failed"))
        .body("problem.status", equalTo(422))
        .body("problem.errors.pointer", hasItem("/scenario/assumptions/" + DISCOUNT));
    given().get(path + "/results").then().statusCode(422);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    given().get(PATH + "/nothing").then().statusCode(404);
    given().get(PATH + "/nothing/results").then().statusCode(404);
    given().get(PATH + "/nothing/events").then().statusCode(404);
    given().delete(PATH + "/nothing").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/kind",
        "{\"kind\": \"sobol\"}|/kind",
        "{\"kind\": \"grid\"}|/axes",
        "{\"kind\": \"grid\", \"axes\": []}|/axes",
        "{\"kind\": \"grid\", \"surprise\": 1, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/surprise",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"launch.cost.learning\", \"values\": [0.1]}]}|/axes/0/parameter",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\"}]}|/axes/0",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"from\": 0.1, \"to\": 0.2}]}|/axes/0",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1, 0.1]}]}|/axes/0/values",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1, 7]}]}|/axes/0/values/1",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}, {\"parameter\": \"valuation.discount-rate\", \"values\": [0.2]}]}|/axes/1/parameter",
        "{\"kind\": \"grid\", \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"from\": 0.1, \"to\": 0.2, \"steps\": 21}, {\"parameter\": \"launch.cost.learning-rate\", \"from\": 0.1, \"to\": 0.2, \"steps\": 20}]}|/axes",
        "{\"kind\": \"grid\", \"base\": {\"paths\": 1000000}, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"from\": 0.1, \"to\": 0.2, \"steps\": 20}]}|/base/paths",
        "{\"kind\": \"grid\", \"base\": {\"precision\": 0.1}, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/base/precision",
        "{\"kind\": \"grid\", \"base\": {\"mode\": \"deterministic\"}, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/base/mode",
        "{\"kind\": \"grid\", \"base\": {\"asOf\": \"2999-01-01\"}, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/base/asOf",
        "{\"kind\": \"grid\", \"base\": {\"scenario\": {\"assumptions\": {\"x\": 1}}}, \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/base/scenario/assumptions/x",
        "{\"kind\": \"grid\", \"years\": [2050], \"axes\": [{\"parameter\": \"valuation.discount-rate\", \"values\": [0.1]}]}|/years/0",
        "{\"kind\": \"tornado\", \"base\": {\"paths\": 1000}}|/base/paths",
        "{\"kind\": \"tornado\", \"base\": {\"sampling\": \"sobol\"}}|/base/sampling",
        "{\"kind\": \"tornado\", \"quantiles\": {\"low\": 0.6}}|/quantiles/low",
        "{\"kind\": \"tornado\", \"drivers\": [{\"parameter\": \"valuation.discount-rate\", \"low\": 0.1}]}|/drivers/0",
        "{\"kind\": \"tornado\", \"drivers\": [{\"parameter\": \"valuation.discount-rate\", \"low\": 0.2, \"high\": 0.1}]}|/drivers/0/high",
        "{\"kind\": \"tornado\", \"drivers\": [{\"parameter\": \"valuation.discount-rate\", \"low\": -1, \"high\": 0.1}]}|/drivers/0/low",
        "{\"kind\": \"tornado\", \"drivers\": [{\"parameter\": \"valuation.discount-rate\"}, {\"parameter\": \"valuation.discount-rate\"}]}|/drivers/1/parameter",
        "{\"kind\": \"tornado\", \"drivers\": [{\"parameter\": \"nothing\"}]}|/drivers/0/parameter"
      })
  void aBadRequestStoresNothing(String body, String pointer) {
    long before = Rows.count("select count(*) from study where id <> ?", "");
    post(PATH, body)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem(pointer));
    assertEquals(before, Rows.count("select count(*) from study where id <> ?", ""));
  }

  @Test
  void aKeyStandsForOneAnswerAndWhatIsStoredCostsNothing() {
    String body =
        """
        {"kind": "grid", "base": {%s, "paths": 1000, "seed": 31},
         "axes": [{"parameter": "%s", "values": [0.15]}]}"""
            .formatted(BASE, RATE);
    String key = "sweep-" + System.nanoTime();
    Response first =
        given()
            .header("Idempotency-Key", key)
            .contentType("application/json")
            .body(body)
            .post(PATH);
    first.then().statusCode(202);
    given()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post(PATH)
        .then()
        .statusCode(202)
        .header("Idempotency-Replayed", "true")
        .header("Location", equalTo(first.header("Location")))
        .body("id", equalTo(first.path("id")));
    given()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.replace("0.15", "0.16"))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:perigee:problem:key-reused"));
    StudyJobs.ended(first);
    given()
        .accept("text/csv")
        .get(first.header("Location") + "/results.csv")
        .then()
        .statusCode(200);
  }

  @Test
  void theLimitOfTheCostIsTold() {
    post(
            PATH,
            """
            {"kind": "grid", "base": {"paths": 1000000},
             "axes": [{"parameter": "%s", "from": 0.1, "to": 0.2, "steps": 20}]}"""
                .formatted(DISCOUNT))
        .then()
        .statusCode(422)
        .body("errors[0].expected", containsString("1000000000"))
        .body("errors[0].actual", equalTo("21 x 1000000 x 60 = 1260000000"));
  }

  /** Goes on until it is cancelled, as far as a test is concerned. */
  private static String endless(int seed) {
    return """
        {"kind": "grid", "base": {%s, "paths": 100000, "seed": %d},
         "axes": [{"parameter": "%s", "from": 0.1, "to": 0.2, "steps": 10}]}"""
        .formatted(BASE, seed, RATE);
  }

  private static JsonNode driver(JsonNode tornado, String parameter) {
    for (JsonNode driver : tornado.get("drivers")) {
      if (driver.get("parameter").asText().equals(parameter)) {
        return driver;
      }
    }
    throw new AssertionError("no driver " + parameter + " in " + tornado);
  }
}
