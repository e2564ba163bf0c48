package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts, their scores, and back-tests. */
@ServiceTest
class ForecastApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/forecasts";
  private static final String BACKTESTS = PATH + "/backtests";
  private static final String SCORES = PATH + "/scores";

  /** 2026-07-01 to 2026-10-01: the third quarter begins on the first of the days. */
  private static final String SUMMER = "{\"from\": \"2026-07-01\", \"to\": \"2026-10-01\"}";

  @AfterEach
  void everyTestLeavesTheEngineWithoutWork() {
    Waiting.until(
        () ->
            Rows.count(
                    "select count(*) from study where state in ('queued', 'running') and kind = ?",
                    "backtest")
                == 0);
  }

  @Test
  void theFirstRunOfTheDayMakesTheForecastsOfTheDayAndNoOtherDoes() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    run("{}");
    String query = "?from=" + today + "&to=" + today + "&ruleSet=" + active();
    List<JsonNode> made = all(query);
    assertFalse(made.isEmpty());
    Set<String> runs = new HashSet<>();
    Set<String> said = new HashSet<>();
    for (JsonNode forecast : made) {
      assertEquals(today, forecast.get("madeOn").asText());
      runs.add(forecast.get("runId").asText());
      assertTrue(
          said.add(forecast.get("definition").asText() + forecast.get("target").asText()),
          forecast::toString);
    }
    assertEquals(1, runs.size());
    run("{\"seed\": 4}");
    run("{\"paths\": 2000}");
    run("{\"asOf\": \"2026-08-01\"}");
    run("{\"scenario\": {\"assumptions\": {\"launch.cost.learning-rate\": 0.2}}}");
    run("{\"mode\": \"deterministic\"}");
    assertEquals(made, all(query));
    assertEquals(List.of(), all("?from=2026-08-01&to=2026-08-01"));
  }

  @Test
  void aForecastIsWhatItsRunSays() {
    run("{}");
    JsonNode forecast = of("capacity-above-1-mw", "2035-12-31");
    JsonNode run = get("/api/v1/runs/" + forecast.get("runId").asText());
    JsonNode said =
        StreamSupport.stream(run.get("probabilities").spliterator(), false)
            .filter(
                p ->
                    p.get("event").asText().equals("capacityKw > 1000")
                        && p.get("by").asText().equals("2035-12-31"))
            .findFirst()
            .orElseThrow();
    assertEquals(said.get("probability"), forecast.get("probability"));
    assertEquals(said.get("standardError"), forecast.get("standardError"));
    assertEquals("open", forecast.at("/resolution/state").asText());
    assertTrue(
        forecast.get("title").asText().endsWith("in orbit on 2035-12-31?"), forecast::toString);

    JsonNode capacity = of("capacity", "2035-12-31");
    JsonNode end = run.at("/capacity/9/capacityKw");
    assertEquals(2035, run.at("/capacity/9/year").intValue());
    JsonNode points = capacity.at("/distribution/points");
    assertEquals(
        end.get("p95").doubleValue(), points.get(points.size() - 1).get("value").asDouble());
    assertEquals("kW", capacity.get("unit").asText());
  }

  /** Flights of the next quarter: their median lies about the rate that the run gives them. */
  @Test
  void flightsAreCountedAtTheRateOfTheRun() {
    run("{}");
    JsonNode forecast = of("starship-flights-in-quarter", nextQuarter());
    JsonNode rate =
        get("/api/v1/runs/" + forecast.get("runId").asText() + "/series?metric=launchFlights");
    double mean =
        StreamSupport.stream(rate.at("/items/0/points").spliterator(), false)
            .filter(point -> point.get("quarter").asText().equals(nextQuarter()))
            .findFirst()
            .orElseThrow()
            .at("/statistics/mean")
            .doubleValue();
    double expected = 0;
    JsonNode points = forecast.at("/distribution/points");
    for (int i = 1; i < points.size(); i++) {
      double share =
          points.get(i).get("cumulative").asDouble()
              - points.get(i - 1).get("cumulative").asDouble();
      expected += share * points.get(i).get("value").asDouble();
    }
    assertEquals(mean, expected, 0.05 * mean); // of seven percentiles of the rate
    JsonNode flies = of("starship-flies-in-quarter", nextQuarter());
    assertEquals(
        1 - points.get(1).get("cumulative").asDouble(), flies.get("probability").asDouble(), 1e-12);
  }

  @Test
  void aBacktestSaysWhatWouldHaveBeenSaidAndIsScored() {
    JsonNode job = done(SUMMER);
    assertEquals("2026-07-01", job.get("from").asText());
    assertEquals("2026-10-01", job.get("to").asText());
    assertEquals(4, job.get("months").intValue());
    assertEquals(1, job.get("progress").doubleValue());
    String id = job.get("id").asText();

    List<JsonNode> quarter =
        all("?question=starship-flights-in-quarter&resolved=true&asOf=2026-11-23&backtest=" + id);
    assertEquals(1, quarter.size());
    assertEquals("2026Q3", quarter.getFirst().get("target").asText());
    assertEquals("2026-07-01", quarter.getFirst().get("madeOn").asText());
    assertEquals(2, quarter.getFirst().at("/resolution/value").doubleValue());
    assertEquals("starship-flights-2026q3", quarter.getFirst().at("/resolution/facts/0").asText());
    assertEquals("2026-09-30", quarter.getFirst().at("/resolution/on").asText());
    assertTrue(quarter.getFirst().at("/climatology/cases").intValue() >= 13);
    assertTrue(
        all("?question=starship-flights-in-quarter&resolved=false&backtest=" + id).size() > 8);
    assertEquals(
        List.of(),
        all("?question=starship-flights-in-quarter&resolved=true&asOf=2026-09-29&backtest=" + id));

    List<JsonNode> flights =
        all("?question=next-flight-delivers&resolved=true&asOf=2026-11-23&backtest=" + id);
    assertEquals(3, flights.size());
    double brier = 0;
    for (JsonNode flight : flights) {
      assertEquals(1, flight.at("/resolution/value").doubleValue());
      brier += Math.pow(flight.get("probability").doubleValue() - 1, 2) / 3;
    }
    JsonNode scores = get(job.get("scores").asText() + "&asOf=2026-11-23");
    assertEquals(id, scores.get("backtest").asText());
    JsonNode score = score(scores, "next-flight-delivers");
    assertEquals(4, score.get("forecasts").intValue());
    assertEquals(3, score.get("scored").intValue());
    assertEquals(1, score.get("open").intValue());
    assertEquals(2, score.get("outcomes").intValue());
    assertTrue(score.get("caution").asText().startsWith("2 different outcomes are too few"));
    assertEquals(brier, score.at("/probabilities/brier/score").doubleValue(), 1e-12);
    assertEquals(3, score.at("/probabilities/climatology/forecasts").intValue());
    assertTrue(score.at("/probabilities/market").isMissingNode());
    assertTrue(score.at("/probabilities/logarithmic/mean").doubleValue() > 0);

    JsonNode number = score(scores, "starship-flights-in-quarter");
    assertEquals(1, number.get("scored").intValue());
    assertTrue(number.at("/numbers/crps").doubleValue() > 0);
    assertTrue(number.at("/numbers/climatology/baseline").doubleValue() > 0);
    JsonNode never = score(scores, "reuse-demonstrated");
    assertEquals(0, never.get("scored").intValue());
    assertEquals("Nothing is scored yet.", never.get("caution").asText());
    assertTrue(never.at("/probabilities").isMissingNode());
  }

  @Test
  void anEqualBacktestIsTheSameAndMakesNothingAgain() {
    String id = done(SUMMER).get("id").asText();
    long rows = Rows.count("select count(*) from forecast where backtest = ?", id);
    assertTrue(rows > 0);
    JsonNode again = json(start(SUMMER).then().statusCode(200).extract().asString());
    assertEquals(id, again.get("id").asText());
    assertEquals("done", again.get("state").asText());
    assertEquals(rows, Rows.count("select count(*) from forecast where backtest = ?", id));
    given()
        .delete(BACKTESTS + "/" + id)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:conflict"));
  }

  @Test
  void forecastsOfABacktestAreNotThoseOfTheirDay() {
    String id = done(SUMMER).get("id").asText();
    for (JsonNode forecast : all("?backtest=" + id + "&limit=1000")) {
      assertEquals(id, forecast.get("backtest").asText());
    }
    for (JsonNode forecast : all("?limit=1000")) {
      assertTrue(forecast.at("/backtest").isMissingNode(), forecast::toString);
    }
    for (JsonNode question : get(SCORES).get("items")) {
      assertEquals(0, question.get("scored").intValue(), question::toString);
    }
  }

  @Test
  void aBacktestThatIsCancelledGoesOnWhenItIsAskedForAgain() {
    String request = "{\"from\": \"2024-06-01\", \"to\": \"2026-06-01\"}";
    JsonNode job = json(start(request).then().statusCode(202).extract().asString());
    String path = BACKTESTS + "/" + job.get("id").asText();
    given().delete(path).then().statusCode(204);
    given().delete(path).then().statusCode(204);
    given().get(path).then().statusCode(200).body("state", equalTo("cancelled"));
    start(request)
        .then()
        .statusCode(202)
        .header("Location", containsString(path))
        .header("Retry-After", "1")
        .body("id", equalTo(job.get("id").asText()));
    Waiting.until(() -> !get(path).get("state").asText().equals("cancelled"));
    given().delete(path).then().statusCode(204);
  }

  /** As when a service ended in between: its claim is over, and this one goes on. */
  @Test
  void aBacktestThatNobodyComputesIsTakenUp() {
    String id = done(SUMMER).get("id").asText();
    Rows.change(
        "update study set state = 'running', progress = 0.5, result = null, finished_at = null,"
            + " owner = 'nobody', lease_until = now() - interval '1 second' where id = ?",
        id);
    Waiting.until(() -> get(BACKTESTS + "/" + id).get("state").asText().equals("done"));
    Rows.change(
        "update study set state = 'queued', progress = 0, result = null, finished_at = null, attempts = 4,"
            + " owner = 'nobody', lease_until = now() - interval '1 second' where id = ?",
        id);
    Waiting.until(() -> get(BACKTESTS + "/" + id).get("state").asText().equals("failed"));
    given()
        .get(BACKTESTS + "/" + id)
        .then()
        .body("problem.type", equalTo("urn:perigee:problem:internal-error"))
        .body("problem.detail", containsString("5 services ended"));
    assertEquals(id, done(SUMMER).get("id").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\": \"2026-10-02\", \"to\": \"2026-10-31\"}|/from",
        "{\"from\": \"2026-10-01\", \"to\": \"2026-09-01\"}|/from",
        "{\"from\": \"1990-01-01\"}|/from",
        "{\"from\": \"2100-01-01\"}|/from",
        "{\"to\": \"2100-01-01\"}|/to",
        "{\"ruleSet\": \"sha256:0000000000000000000000000000000000000000000000000000000000000000\"}|/ruleSet",
        "{\"ruleSet\": \"latest\"}|/ruleSet",
        "{\"months\": 3}|/months",
      })
  void aBacktestThatCannotBeMadeIsRefusedAndNothingIsStored(String request, String pointer) {
    long before = Rows.count("select count(*) from study where kind = ?", "backtest");
    start(request).then().statusCode(422).body("errors.pointer", hasItem(pointer));
    assertEquals(before, Rows.count("select count(*) from study where kind = ?", "backtest"));
  }

  @Test
  void aBacktestThatThereIsNotIsNotFound() {
    given().get(BACKTESTS + "/nothing").then().statusCode(404);
    given().delete(BACKTESTS + "/nothing").then().statusCode(404);
    given().get(SCORES + "?backtest=nothing").then().statusCode(404);
    given().get(PATH + "?backtest=nothing").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?to=2026-13-01",
        "?resolved=perhaps",
        "?ruleSet=latest",
        "?asOf=2100-01-01",
        "?limit=0",
        "?cursor=x",
        "?question=who-wins"
      })
  void aFilterThatMakesNoSenseIsRefused(String query) {
    given()
        .get(PATH + query)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors", hasSize(1))
        .body("errors[0].parameter", equalTo(query.substring(1, query.indexOf('='))));
  }

  @Test
  void scoresAskForAQuestionThatThereIs() {
    given()
        .get(SCORES + "?question=who-wins&asOf=x")
        .then()
        .statusCode(422)
        .body("errors", hasSize(2));
    given().get(SCORES + "?ruleSet=x").then().statusCode(422);
  }

  @Test
  void pagesFollowEachOtherWithoutGaps() {
    String id = done(SUMMER).get("id").asText();
    List<JsonNode> whole = all("?limit=1000&backtest=" + id);
    List<JsonNode> pieces = all("?limit=37&backtest=" + id);
    assertEquals(whole, pieces);
    assertEquals(Rows.count("select count(*) from forecast where backtest = ?", id), pieces.size());
  }

  @Test
  void theQuestionsTellHowTheyAreAnswered() {
    JsonNode questions = get(PATH + "/questions").get("items");
    assertEquals(11, questions.size());
    assertEquals("starship-flights-in-quarter", questions.at("/0/key").asText());
    assertEquals("LAUNCH_CADENCE", questions.at("/0/resolution/type").asText());
    assertEquals("total", questions.at("/0/resolution/take").asText());
    assertEquals("launchFlights", questions.at("/0/forecast/rate").asText());
  }

  @Test
  void theMarketOfTheDayIsKeptWithTheForecast() {
    String body =
        """
        {"id": "market-1-mw-2035-test", "type": "CONTEXT", "occurredOn": "2020-05-28", "reportedOn": "2020-05-28",
         "actor": "Market", "subject": "orbital compute above 1 MW on 2035-12-31", "title": "A market's probability.",
         "value": 0.31, "unit": "probability", "evidence": "PRESS", "sourceUrl": "https://example.com/market"}""";
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/milestones")
        .then()
        .statusCode(201);
    JsonNode job = done("{\"from\": \"2020-06-01\", \"to\": \"2020-06-01\"}");
    List<JsonNode> forecasts =
        all("?question=capacity-above-1-mw&backtest=" + job.get("id").asText());
    JsonNode priced =
        forecasts.stream()
            .filter(each -> each.get("target").asText().equals("2034-12-31"))
            .findFirst()
            .orElseThrow();
    assertTrue(priced.at("/market").isMissingNode());
    JsonNode other = done("{\"from\": \"2021-06-01\", \"to\": \"2021-06-01\"}");
    JsonNode market =
        all("?question=capacity-above-1-mw&backtest=" + other.get("id").asText()).stream()
            .filter(each -> each.get("target").asText().equals("2035-12-31"))
            .findFirst()
            .orElseThrow()
            .get("market");
    assertEquals(0.31, market.get("probability").doubleValue());
    assertEquals("market-1-mw-2035-test", market.get("fact").asText());
  }

  private static String nextQuarter() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusMonths(3);
    return day.getYear() + "Q" + ((day.getMonthValue() + 2) / 3);
  }

  private static JsonNode of(String question, String target) {
    return all("?ruleSet=" + active() + "&question=" + question).stream()
        .filter(each -> each.get("target").asText().equals(target))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode score(JsonNode scores, String question) {
    return StreamSupport.stream(scores.get("items").spliterator(), false)
        .filter(each -> each.get("question").asText().equals(question))
        .findFirst()
        .orElseThrow();
  }

  private static Response start(String request) {
    return given().contentType(ContentType.JSON).body(request).post(BACKTESTS);
  }

  /** The back-test of a request, once it is done. */
  private static JsonNode done(String request) {
    String path = BACKTESTS + "/" + json(start(request).asString()).get("id").asText();
    Waiting.until(() -> List.of("done", "failed").contains(get(path).get("state").asText()));
    JsonNode job = get(path);
    assertEquals("done", job.get("state").asText(), job::toString);
    return job;
  }

  private static String run(String request) {
    return given()
        .contentType(ContentType.JSON)
        .header("Prefer", "wait=60")
        .body(request)
        .post("/api/v1/runs")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private static String active() {
    return get("/api/v1/rule-sets/active").get("digest").asText();
  }

  /** Every forecast of a query, page by page. */
  private static List<JsonNode> all(String query) {
    List<JsonNode> items = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = get(PATH + query + next);
      page.get("items").forEach(items::add);
      next = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
    } while (next != null);
    return items;
  }

  private static JsonNode get(String path) {
    return json(given().get(path).then().statusCode(200).extract().asString());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
