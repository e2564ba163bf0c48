package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Malformed and invalid requests: refused with a problem that names the field, and nothing is
 * stored.
 */
@ServiceTest
class BadInputTest {
  private static final String RUNS = "/api/v1/runs";
  private static final String MILESTONES = "/api/v1/milestones";

  @Inject EntityManager database;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"path\": 1000}|/path",
        "{\"paths\": -1}|/paths",
        "{\"paths\": 999}|/paths",
        "{\"paths\": 1000001}|/paths",
        "{\"precision\": 0}|/precision",
        "{\"precision\": 1.5}|/precision",
        "{\"precision\": \"fine\"}|/precision",
        "{\"sampling\": \"latin\"}|/sampling",
        "{\"paths\": \"many\"}|/paths",
        "{\"paths\": 1000.5}|/paths",
        "{\"seed\": \"x\"}|/seed",
        "{\"seed\": 1e30}|/seed",
        "{\"mode\": \"random\"}|/mode",
        "{\"asOf\": \"2026-02-30\"}|/asOf",
        "{\"asOf\": \"yesterday\"}|/asOf",
        "{\"asOf\": 20260101}|/asOf",
        "{\"asOf\": \"2999-01-01\"}|/asOf",
        "{\"asOf\": \"0001-01-01\"}|/asOf",
        "{\"ruleSet\": \"latest\"}|/ruleSet",
        "{\"ruleSet\": \"sha256:0000000000000000000000000000000000000000000000000000000000000000\\n\"}|/ruleSet",
        "{\"scenario\": {\"packWeights\": {\"sceptic\": 1, \"house\": 0, \"company\": 0}, \"effects\": [{\"type\": \"bayesFactor\", \"sceptic\": 0, \"house\": 1, \"company\": 1}]}}|/scenario",
        "{\"ruleSet\": \"sha256:0000000000000000000000000000000000000000000000000000000000000000\"}|/ruleSet",
        "{\"scenario\": []}|/scenario",
        "{\"scenario\": {\"horizon\": 3}}|/scenario/horizon",
        "{\"scenario\": {\"quarters\": 3}}|/scenario/quarters",
        "{\"scenario\": {\"quarters\": 121}}|/scenario/quarters",
        "{\"scenario\": {\"startYear\": 1999}}|/scenario/startYear",
        "{\"scenario\": {\"name\": 5}}|/scenario/name",
        "{\"scenario\": {\"assumptions\": [1]}}|/scenario/assumptions",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initail\": 1500}}}|/scenario/assumptions/launch.cost.initail",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": -5}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": \"cheap\"}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": null}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": 1e400}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"reliability.availability\": 1.5}}}|/scenario/assumptions/reliability.availability",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": {\"triangular\": [3, 2, 1]}}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": {\"triangular\": [1, 2]}}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": {\"cauchy\": [1, 2]}}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": {\"logNormal\": [1500, -1]}}}}|/scenario/assumptions/launch.cost.initial",
        "{\"scenario\": {\"assumptions\": {\"valuation.discount-rate\": 0.02}}}|/scenario/assumptions/valuation.discount-rate",
        "{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\": {\"valuation.discount-rate\": 0.03}}}|/scenario/assumptions/valuation.discount-rate",
        "{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\": {\"launch.cost.initial\": {\"uniform\": [1, 2]}}}}|/scenario/assumptions/launch.cost.initial",
        "{\"mode\": \"deterministic\", \"scenario\": {\"effects\": [{\"type\": \"gate\", \"gate\": \"reuse\", \"probability\": 1}]}}|/scenario/effects",
        "{\"mode\": \"deterministic\", \"scenario\": {\"packWeights\": {\"sceptic\": 0, \"house\": 1, \"company\": 0}}}|/scenario/packWeights",
        "{\"mode\": \"deterministic\", \"scenario\": {\"hypotheticalMilestones\": [{\"type\": \"LATENCY\", \"occurredOn\": \"2027-01-01\", \"value\": 40}]}}|/scenario/hypotheticalMilestones",
        "{\"scenario\": {\"packWeights\": {\"sceptic\": 0.5, \"house\": 0.5, \"company\": 0.5}}}|/scenario/packWeights",
        "{\"scenario\": {\"packWeights\": {\"sceptic\": -0.5, \"house\": 1, \"company\": 0.5}}}|/scenario/packWeights/sceptic",
        "{\"scenario\": {\"packWeights\": {\"house\": 1}}}|/scenario/packWeights/sceptic",
        "{\"scenario\": {\"effects\": [{\"type\": \"explode\"}]}}|/scenario/effects/0/type",
        "{\"scenario\": {\"effects\": [{\"parameter\": \"launch.cost.initial\"}]}}|/scenario/effects/0/type",
        "{\"scenario\": {\"effects\": [{\"type\": \"scale\", \"parameter\": \"c0\", \"multiplier\": 2}]}}|/scenario/effects/0/parameter",
        "{\"scenario\": {\"effects\": [{\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 0}]}}|/scenario/effects/0/multiplier",
        "{\"scenario\": {\"effects\": [{\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 2, \"probability\": 1}]}}|/scenario/effects/0/probability",
        "{\"scenario\": {\"effects\": [{\"type\": \"shift\", \"parameter\": \"deployment.start\", \"years\": 1, \"months\": 1}]}}|/scenario/effects/0",
        "{\"scenario\": {\"effects\": [{\"type\": \"shift\", \"parameter\": \"launch.cost.initial\", \"years\": 1}]}}|/scenario/effects/0",
        "{\"scenario\": {\"effects\": [{\"type\": \"gate\", \"gate\": \"heaven\", \"probability\": 1}]}}|/scenario/effects/0/gate",
        "{\"scenario\": {\"effects\": [{\"type\": \"gate\", \"gate\": \"reuse\", \"probability\": 1.1}]}}|/scenario/effects/0/probability",
        "{\"scenario\": {\"effects\": [{\"type\": \"gate\", \"gate\": \"reuse\"}]}}|/scenario/effects/0",
        "{\"scenario\": {\"effects\": [{\"type\": \"cap\", \"parameter\": \"regulatory.authorised-satellites\", \"value\": -1}]}}|/scenario/effects/0/value",
        "{\"scenario\": {\"effects\": [{\"type\": \"shift\", \"parameter\": \"launch.cost.initial\", \"amount\": 1e400}]}}|/scenario/effects/0/amount",
        "{\"scenario\": {\"effects\": [{\"type\": \"gate\", \"gate\": \"reuse\", \"multiplier\": 1e400}]}}|/scenario/effects/0/multiplier",
        "{\"scenario\": {\"name\": \"a\\u0000b\"}}|/scenario/name",
        "{\"scenario\": {\"name\": \"a\\ud800b\"}}|/scenario/name",
        "{\"scenario\": {\"effects\": [{\"type\": \"bayesFactor\", \"sceptic\": 0, \"house\": 0, \"company\": 0}]}}|/scenario/effects/0",
        "{\"scenario\": {\"effects\": [{\"type\": \"bayesFactor\", \"sceptic\": 1, \"house\": 1}]}}|/scenario/effects/0/company",
        "{\"scenario\": {\"assumptions\": {\"launch.cost.initial\": 900}, \"effects\": [{\"type\": \"scale\", \"parameter\": \"launch.cost.initial\", \"multiplier\": 2}]}}|/scenario/effects/0/parameter",
        "{\"scenario\": {\"hypotheticalMilestones\": [{\"type\": \"UFO\", \"occurredOn\": \"2027-01-01\"}]}}|/scenario/hypotheticalMilestones/0/type",
        "{\"scenario\": {\"hypotheticalMilestones\": [{\"type\": \"FLIGHT_RESULT\"}]}}|/scenario/hypotheticalMilestones/0/occurredOn",
        "{\"scenario\": {\"hypotheticalMilestones\": [{\"type\": \"LATENCY\", \"occurredOn\": \"2027-01-01\", \"value\": -1}]}}|/scenario/hypotheticalMilestones/0/value",
        "{\"scenario\": {\"equityBridge\": {\"dilutedShares\": 0}}}|/scenario/equityBridge/dilutedShares"
      })
  void anInvalidRunIsRefusedAndNamesItsField(String body, String pointer) {
    refused(RUNS, body, 422).body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/type",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-13-01\"}|/occurredOn",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2999-01-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\"}|/occurredOn",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-02\", \"reportedOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\"}|/occurredOn",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": \"NaN\", \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\"}|/value",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"unit\": \"s\", \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\"}|/unit",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"evidence\": \"PRESS\"}|/sourceUrl",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"sourceUrl\": \"y\", \"evidence\": \"PRESS\"}|/title",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\"}|/evidence",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidenceQuality\": 2}|/evidenceQuality",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"grade\": \"GOOD\"}|/grade",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"measures\": {\"dutyShare\": 1}}|/measures/dutyShare",
        "{\"type\": \"DEMO_THERMAL\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"measures\": {\"dutyShare\": 7}}|/measures/dutyShare",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"id\": \"NOT A NAME\"}|/id",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"supersedes\": \"nothing-of-this-name\"}|/supersedes",
        "{\"retracted\": true}|/supersedes",
        "{\"retracted\": true, \"supersedes\": \"starship-ift-1\", \"value\": 5}|/value",
        "{\"type\": \"LATENCY\", \"occurredOn\": \"2026-10-01\", \"value\": 5, \"title\": \"x\", \"sourceUrl\": \"y\", \"evidence\": \"PRESS\", \"id\": \"ends-in-a-line\\n\"}|/id",
        "{\"a/b~c\": 1}|/a~1b~0c",
        "{\"type\": \"LATENCY'; drop table milestone; --\", \"occurredOn\": \"2026-10-01\"}|/type"
      })
  void anInvalidFactIsRefusedAndNamesItsField(String body, String pointer) {
    refused(MILESTONES, body, 422).body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "{",
        "{\"paths\": NaN}",
        "{\"paths\": Infinity}",
        "{\"paths\": 1000, \"paths\": 2000}",
        "{} {}",
        "nothing",
        "{\"paths\": 01}",
        "{'paths': 1000}"
      })
  void aBodyThatIsNoJsonIsMalformed(String body) {
    refused(RUNS, body == null ? "" : body, 400)
        .body("type", startsWith("urn:perigee:problem:malformed"));
  }

  @Test
  void aBodyNestedTooDeeplyIsMalformed() {
    refused(RUNS, "{\"scenario\":".repeat(5_000) + "1" + "}".repeat(5_000), 400);
  }

  @Test
  void aBodyOfFiveMegabytesIsTooLarge() {
    long before = rows();
    given()
        .contentType(ContentType.JSON)
        .body("{\"scenario\": {\"name\": \"" + "x".repeat(5_000_000) + "\"}}")
        .header("Prefer", "wait=60")
        .post(RUNS)
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
    assertEquals(before, rows());
  }

  @Test
  void everyInvalidQueryParameterIsListedAtOnce() {
    List<String> parameters =
        given()
            .get("/api/v1/milestones?limit=0&type=UFO&asOf=x&from=y&cursor=abc")
            .then()
            .statusCode(422)
            .extract()
            .path("errors.parameter");
    assertTrue(
        parameters.containsAll(List.of("limit", "type", "asOf", "from", "cursor")),
        parameters.toString());
  }

  @Test
  void aBodyOfUnknownLengthBeyondTheLimitIsTooLarge() throws Exception {
    long before = rows();
    byte[] body = ("{\"scenario\": {\"name\": \"" + "x".repeat(5_000_000) + "\"}}").getBytes(UTF_8);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + RUNS))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(413, response.statusCode());
    assertTrue(response.body().contains("urn:perigee:problem:too-large"), response.body());
    assertEquals(before, rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {RUNS, MILESTONES})
  void aBodyWithoutATypeIsNotRead(String path) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(415, response.statusCode());
  }

  @Test
  void anotherHostIsNotAnswered() {
    given()
        .header("Host", "evil.example")
        .get(MILESTONES)
        .then()
        .statusCode(421)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/milestones/%00",
        "/api/v1/runs/a%00b",
        "/api/v1/milestones?subject=%00",
        "/api/v1/milestones?actor=a%00"
      })
  void anAddressWithANulIsMalformed(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void textThatIsNotUtf8IsNoCsv() {
    given()
        .contentType("text/csv")
        .body(new byte[] {'t', 'y', 'p', 'e', '\n', 'a', (byte) 0xff})
        .post(MILESTONES)
        .then()
        .statusCode(400);
  }

  @Test
  void anotherMediaTypeIsNotRead() {
    long before = rows();
    given()
        .contentType("application/xml")
        .body("<run/>")
        .header("Prefer", "wait=60")
        .post(RUNS)
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    assertEquals(before, rows());
  }

  @Test
  void everyViolationIsListedAtOnce() {
    List<String> pointers =
        refused(
                RUNS,
                "{\"paths\": 1, \"seed\": \"a\", \"mode\": \"b\", \"extra\": 1, \"scenario\": {\"quarters\": 2}}",
                422)
            .extract()
            .path("errors.pointer");
    assertTrue(
        pointers.containsAll(List.of("/paths", "/seed", "/mode", "/extra", "/scenario/quarters")),
        pointers.toString());
  }

  @Test
  void aNameOfCodeIsOnlyAName() {
    String drl = "rule x when eval(java.lang.System.exit(1)) then end'; drop table run; --";
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"mode\": \"deterministic\", \"scenario\": {\"quarters\": 4, \"name\": \""
                + drl
                + "\"}}")
        .header("Prefer", "wait=60")
        .post(RUNS)
        .then()
        .statusCode(200)
        .body("scenario", org.hamcrest.Matchers.equalTo(drl));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/milestones?limit=0,limit",
    "/api/v1/milestones?limit=1001,limit",
    "/api/v1/milestones?limit=ten,limit",
    "/api/v1/milestones?type=UFO,type",
    "/api/v1/milestones?asOf=2026-02-30,asOf",
    "/api/v1/milestones?asOf=2999-01-01,asOf",
    "/api/v1/milestones?from=x,from",
    "/api/v1/milestones?from=-999999999-01-01,from",
    "/api/v1/milestones?to=%2B999999999-01-01,to",
    "/api/v1/milestones?to=2026-1-1,to",
    "/api/v1/milestones?cursor=%21,cursor",
    "/api/v1/milestones?cursor=YWJj,cursor",
    "/api/v1/milestones?history=perhaps,history",
    "/api/v1/outlook?asOf=2999-01-01,asOf",
    "/api/v1/outlook?ruleSet=latest,ruleSet"
  })
  void anInvalidQueryParameterIsRefusedByName(String path, String parameter) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.parameter", hasItem(parameter));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/runs/nothing",
    "/api/v1/runs/nothing/series",
    "/api/v1/runs/nothing/trace",
    "/api/v1/milestones/nothing",
    "/api/v1/nothing"
  })
  void whatIsNotThereIsNotFound(String path) {
    given().get(path).then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void aMethodThatIsNotKnownIsRefused() {
    given().delete(MILESTONES).then().statusCode(405).contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type,colour\\nLATENCY,red\\n|/0/colour",
        "type,occurredOn,title,value,evidence,sourceUrl\\nLATENCY,2026-10-01,x,fast,PRESS,y\\n|/0/value",
        "type,occurredOn,title,value,evidence,sourceUrl\\nLATENCY,2026-10-01,x,5,PRESS,y\\nUFO,2026-10-01,x,5,PRESS,y\\n|/1/type",
        "type,occurredOn,title,value,evidence,sourceUrl,measures\\nDEMO_THERMAL,2026-10-01,x,5,PRESS,y,dutyShare\\n|/0/measures/dutyShare"
      })
  void aRowThatIsNotValidRefusesAllRows(String csv, String pointer) {
    long before = rows();
    given()
        .contentType("text/csv")
        .body(csv.replace("\\n", "\n"))
        .post(MILESTONES)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer));
    assertEquals(before, rows());
  }

  private ValidatableResponse refused(String path, String body, int status) {
    long before = rows();
    ValidatableResponse response =
        given()
            .contentType(ContentType.JSON)
            .body(body)
            .header("Prefer", "wait=60")
            .post(path)
            .then()
            .statusCode(status)
            .contentType("application/problem+json");
    assertEquals(before, rows(), "something was stored");
    return response;
  }

  private long rows() {
    return ((Number)
            database
                .createNativeQuery(
                    "select (select count(*) from milestone) + (select count(*) from run)")
                .getSingleResult())
        .longValue();
  }
}
