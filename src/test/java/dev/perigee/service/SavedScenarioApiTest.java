package dev.perigee.service;

import static dev.perigee.service.SavedForTests.PATH;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved scenarios, and runs made of them. */
@ServiceTest
class SavedScenarioApiTest {
  private static final String VERSIONS = "select count(*) from scenario_version where name <> ?";

  @Inject AgroalDataSource database;

  @BeforeEach
  void nothingIsSaved() {
    SavedForTests.deleteAll();
  }

  @Test
  void aScenarioLivesInVersionsUntilItIsDeletedAndTheyStay() {
    Response saved =
        given()
            .header("Perigee-User", "ada")
            .contentType(ContentType.JSON)
            .body(body("life", "first", 0.2))
            .post(PATH);
    String id = saved.path("id");
    saved
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", endsWith(PATH + "/" + id))
        .body("version", equalTo(1))
        .body("author", equalTo("ada"))
        .body("client", equalTo("127.0.0.1"))
        .body("deleted", equalTo(false))
        .body("scenario.assumptions.'launch.cost.learning-rate'", equalTo(0.2f));
    String path = PATH + "/" + id;
    given().header("If-None-Match", "\"1\"").get(path).then().statusCode(304);
    given().header("If-None-Match", "\"7\", W/\"1\"").get(path).then().statusCode(304);
    given().header("If-None-Match", "\"2\"").get(path).then().statusCode(200);

    String second = body("life", "second", 0.25);
    put(path, null, second)
        .statusCode(428)
        .body("type", equalTo("urn:perigee:problem:precondition-required"));
    put(path, "\"2\"", second)
        .statusCode(412)
        .body("type", equalTo("urn:perigee:problem:precondition-failed"))
        .body("detail", containsString("ada saved version 1"));
    put(path, "W/\"1\"", second).statusCode(412);
    put(path, "\"1\"", second)
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("description", equalTo("second"));
    put(path, "*", second).statusCode(200).header("ETag", "\"2\"");
    given()
        .get(path + "/versions/1")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .header("Cache-Control", containsString("immutable"))
        .body("description", equalTo("first"));
    for (String none : List.of("0", "3", "-1", "x", "2147483648")) {
      given().get(path + "/versions/" + none).then().statusCode(404);
    }

    given().delete(path).then().statusCode(428);
    given().header("If-Match", "\"1\"").delete(path).then().statusCode(412);
    given().header("If-Match", "\"2\"").delete(path).then().statusCode(204);
    given()
        .get(path)
        .then()
        .statusCode(410)
        .body("type", equalTo("urn:perigee:problem:deleted"))
        .body("detail", containsString(path + "/versions"));
    given().header("If-Match", "*").delete(path).then().statusCode(410);
    put(path, "*", second).statusCode(410);
    given()
        .get(path + "/versions")
        .then()
        .statusCode(200)
        .body("items.version", equalTo(List.of(3, 2, 1)))
        .body("items.deleted", equalTo(List.of(true, false, false)));
    given()
        .get(path + "/versions/3")
        .then()
        .body("deleted", equalTo(true))
        .body("scenario", nullValue());
    SavedForTests.save(second);
  }

  @Test
  void aNameIsThatOfOneLivingScenarioWhateverTheCase() {
    String id = SavedForTests.save(body("Names", "", 0.2)).path("id");
    String other = SavedForTests.save(body("other", "", 0.2)).path("id");
    long before = Rows.count(VERSIONS, "");
    post(PATH, body("Names", "", 0.2)).statusCode(200).body("id", equalTo(id));
    post(PATH, body("nAMES", "", 0.2))
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:conflict"))
        .body("detail", containsString(id));
    post(PATH, body("Names", "", 0.3)).statusCode(409);
    put(PATH + "/" + other, "*", body("names", "", 0.2)).statusCode(409);
    post(PATH + "/" + other + "/copies", "{\"name\": \"names\"}").statusCode(409);
    assertEquals(before, Rows.count(VERSIONS, ""));
    put(PATH + "/" + id, "*", body("NAMES", "", 0.2)).statusCode(200);
    put(PATH + "/" + id, "*", body("renamed", "", 0.2)).statusCode(200);
    SavedForTests.save(body("names", "", 0.3));
  }

  @Test
  void aCopyIsOfAnyVersionAndKnowsIt() {
    String id = SavedForTests.save(body("original", "of one", 0.2)).path("id");
    String path = PATH + "/" + id;
    put(path, "*", body("original", "of two", 0.25)).statusCode(200);
    post(path + "/copies", "{\"name\": \"copy of one\", \"version\": 1}")
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("copiedFrom.id", equalTo(id))
        .body("copiedFrom.version", equalTo(1))
        .body("description", equalTo("of one"))
        .body("scenario.assumptions.'launch.cost.learning-rate'", equalTo(0.2f));
    post(path + "/copies", "{\"name\": \"copy of one\", \"version\": 1}").statusCode(200);
    post(path + "/copies", "{\"name\": \"copy\", \"description\": \"mine\"}")
        .statusCode(201)
        .body("copiedFrom.version", equalTo(2))
        .body("description", equalTo("mine"));
    given().header("If-Match", "*").delete(path).then().statusCode(204);
    post(path + "/copies", "{\"name\": \"late\"}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/version"));
    post(path + "/copies", "{\"name\": \"late\", \"version\": 9}").statusCode(422);
    post(path + "/copies", "{\"name\": \"late\", \"version\": 2}").statusCode(201);
    post(PATH + "/nothing/copies", "{\"name\": \"x\", \"version\": 1}").statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scenario\": {}}|/name",
        "{\"name\": \"x\"}|/scenario",
        "{\"name\": \"\", \"scenario\": {}}|/name",
        "{\"name\": \" x\", \"scenario\": {}}|/name",
        "{\"name\": \"x\\ny\", \"scenario\": {}}|/name",
        "{\"name\": \"x\\n\", \"scenario\": {}}|/name",
        "{\"name\": \"Ledger\", \"scenario\": {}}|/name",
        "{\"name\": \"x\", \"surprise\": 1, \"scenario\": {}}|/surprise",
        "{\"name\": \"x\", \"scenario\": {\"name\": \"y\"}}|/scenario/name",
        "{\"name\": \"x\", \"scenario\": {\"quarters\": 3}}|/scenario/quarters",
        "{\"name\": \"x\", \"scenario\": {\"packWeights\": {\"sceptic\": 1, \"house\": 1, \"company\": 1}}}|/scenario/packWeights",
        "{\"name\": \"x\", \"scenario\": {\"assumptions\": {\"launch.cost\": 1}}}|/scenario/assumptions/launch.cost",
        "{\"name\": \"x\", \"scenario\": {\"effects\": [{\"type\": \"scale\"}]}}|/scenario/effects/0/parameter"
      })
  void whatIsWrongIsToldWithItsPlaceAndStoresNothing(String body, String pointer) {
    String path = PATH + "/" + SavedForTests.save(body("before", "", 0.2)).path("id");
    long before = Rows.count(VERSIONS, "");
    post(PATH, body).statusCode(422).body("errors.pointer", hasItem(pointer));
    put(path, "*", body).statusCode(422).body("errors.pointer", hasItem(pointer));
    assertEquals(before, Rows.count(VERSIONS, ""));
  }

  @Test
  void allViolationsAreToldAtOnce() {
    post(
            PATH,
            """
            {"name": "ledger", "scenario": {"name": "y", "assumptions": {"a": 1, "b": 1}}}""")
        .statusCode(422)
        .body("errors.size()", equalTo(4));
  }

  /** Each adds a sentence to the description, and tries again when another was faster. */
  @Test
  void twentyFiveEditorsLoseNoUpdate() throws Exception {
    int editors = 25;
    String path = PATH + "/" + SavedForTests.save(body("edited by many", "", 0.2)).path("id");
    List<Future<Integer>> refusals = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(editors)) {
      for (int editor = 0; editor < editors; editor++) {
        String mark = "[" + editor + "]";
        refusals.add(threads.submit(() -> add(path, mark)));
      }
    }
    int refused = 0;
    for (Future<Integer> each : refusals) {
      refused += each.get();
    }
    Response latest = given().get(path);
    String description = latest.path("description");
    for (int editor = 0; editor < editors; editor++) {
      assertTrue(description.contains("[" + editor + "]"), description);
    }
    latest.then().body("version", equalTo(editors + 1));
    assertTrue(refused > 0, "nobody was in anybody's way");
  }

  private static int add(String path, String mark) {
    for (int refused = 0; ; refused++) {
      Response read = given().get(path);
      String description = read.path("description");
      int status =
          put(path, read.header("ETag"), body("edited by many", description + mark, 0.2))
              .extract()
              .statusCode();
      if (status == 200) {
        return refused;
      }
      assertEquals(412, status);
    }
  }

  /** The version is written when its editor is killed, and waits for the head of the scenario. */
  @Test
  void anEditorWhoIsKilledInTheMiddleLeavesWholeVersions() throws Exception {
    Response saved = SavedForTests.save(body("killed", "whole", 0.2));
    String path = PATH + "/" + saved.path("id");
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      try (var lock =
          other.prepareStatement("select id from scenario where id = ? for no key update")) {
        lock.setString(1, saved.path("id"));
        lock.executeQuery();
      }
      Future<Integer> editor =
          thread.submit(
              () -> put(path, "\"1\"", body("killed", "half", 0.3)).extract().statusCode());
      Waiting.until(
          () ->
              Rows.count(
                      "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                          + " where wait_event_type = 'Lock' and query like ?",
                      "update scenario set%")
                  == 1);
      assertEquals(503, editor.get());
      other.rollback();
    }
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("description", equalTo("whole"));
    given().get(path + "/versions").then().body("items.version", equalTo(List.of(1)));
    put(path, "\"1\"", body("killed", "again", 0.3)).statusCode(200).header("ETag", "\"2\"");
  }

  @Test
  void versionsAreNeverChanged() {
    String id = SavedForTests.save(body("kept", "", 0.2)).path("id");
    for (String change :
        List.of(
            "update scenario_version set author = 'x' where scenario_id = ?",
            "delete from scenario_version where scenario_id = ?")) {
      IllegalStateException refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalStateException.class, () -> Rows.change(change, id));
      assertTrue(refused.getCause() instanceof SQLException);
      assertTrue(refused.getMessage().contains("append-only"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 1000})
  void pagesOfAnySizeListEachOnceInOrder(int limit) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      names.add("page " + (char) ('a' + i));
    }
    for (String name : names.reversed()) {
      SavedForTests.save(body(name, "", 0.2));
    }
    SavedForTests.save(body("elsewhere 100%", "", 0.2));
    assertEquals(names, pages(PATH + "?name=PAGE&limit=" + limit, "items.name"));
    assertEquals(8, pages(PATH + "?limit=" + limit, "items.name").size());
    assertEquals(List.of("elsewhere 100%"), pages(PATH + "?name=%25", "items.name"));
    String path = PATH + "/" + given().get(PATH + "?name=elsewhere").path("items[0].id");
    for (int i = 1; i < 7; i++) {
      put(path, "*", body("elsewhere 100%", "change " + i, 0.2)).statusCode(200);
    }
    assertEquals(
        List.of(7, 6, 5, 4, 3, 2, 1), pages(path + "/versions?limit=" + limit, "items.version"));
  }

  private static <T> List<T> pages(String first, String field) {
    List<T> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = given().urlEncodingEnabled(false).get(first + cursor);
      page.then().statusCode(200);
      items.addAll(page.path(field));
      String next = page.path("next");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return items;
  }

  @Test
  void oddCursorsAndLimitsAreRefused() {
    String id = SavedForTests.save(body("odd", "", 0.2)).path("id");
    for (String list : List.of("", "/" + id + "/versions", "/" + id + "/runs")) {
      given()
          .get(PATH + list + "?limit=0&cursor=!")
          .then()
          .statusCode(422)
          .body("errors.size()", equalTo(2));
    }
    given().get(PATH + "/nothing/versions").then().statusCode(404);
    given().get(PATH + "/nothing/runs").then().statusCode(404);
    given().get(PATH + "/nothing").then().statusCode(404);
  }

  @Test
  void aRunOfASavedScenarioIsThatOfWhatItHoldsAndIsListed() {
    String id = SavedForTests.save(body("to be run", "", 0.2)).path("id");
    String path = PATH + "/" + id;
    Response inline =
        run(
            """
            {"paths": 1000, "scenario": {"name": "to be run", "assumptions": {"launch.cost.learning-rate": 0.2}}}""");
    given().get(path + "/runs").then().statusCode(200).body("items.size()", equalTo(0));
    Response first = run("{\"paths\": 1000, \"scenarioId\": \"%s\"}".formatted(id));
    assertEquals(inline.asString(), first.asString());
    assertTrue(first.header("Link").contains(path + "/versions/1>"), first.header("Link"));
    assertTrue(first.header("Link").contains("describedby"));
    put(path, "*", body("to be run", "", 0.25)).statusCode(200);
    Response second = run("{\"paths\": 1000, \"scenarioId\": \"%s\"}".formatted(id));
    Response again =
        run("{\"paths\": 1000, \"scenarioId\": \"%s\", \"scenarioVersion\": 1}".formatted(id));
    assertEquals(first.asString(), again.asString());
    Response single = run("{\"mode\": \"deterministic\", \"scenarioId\": \"%s\"}".formatted(id));
    assertEquals(
        List.of(single.path("id"), second.path("id"), first.path("id")),
        pages(path + "/runs?limit=1", "items.runId"));
    assertEquals(List.of(2, 2, 1), pages(path + "/runs?limit=2", "items.version"));
    given().header("If-Match", "*").delete(path).then().statusCode(204);
    refused("{\"scenarioId\": \"%s\"}".formatted(id), "/scenarioId");
    refused("{\"scenarioId\": \"%s\", \"scenarioVersion\": 3}".formatted(id), "/scenarioVersion");
    refused("{\"scenarioId\": \"%s\", \"scenarioVersion\": 4}".formatted(id), "/scenarioVersion");
    refused("{\"scenarioId\": \"nothing\"}", "/scenarioId");
    refused("{\"scenarioId\": \"%s\", \"scenario\": {}}".formatted(id), "/scenarioId");
    refused("{\"scenarioVersion\": 1}", "/scenarioVersion");
    run("{\"paths\": 1000, \"scenarioId\": \"%s\", \"scenarioVersion\": 2}".formatted(id));
    assertEquals(3, pages(path + "/runs?limit=9", "items.runId").size());
  }

  private static Response run(String body) {
    Response answer =
        given()
            .contentType(ContentType.JSON)
            .header("Prefer", "wait=60")
            .body(body)
            .post("/api/v1/runs");
    answer.then().statusCode(200);
    return answer;
  }

  private static void refused(String body, String pointer) {
    long before = Rows.count("select count(*) from scenario_run where run_id <> ?", "");
    post("/api/v1/runs", body).statusCode(422).body("errors.pointer", hasItem(pointer));
    assertEquals(before, Rows.count("select count(*) from scenario_run where run_id <> ?", ""));
  }

  private static String body(String name, String description, double learningRate) {
    return """
        {"name": "%s", "description": "%s", "scenario": {"assumptions": {"launch.cost.learning-rate": %s}}}"""
        .formatted(name, description, learningRate);
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }

  private static ValidatableResponse put(String path, String ifMatch, String body) {
    var request = given().contentType(ContentType.JSON).body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put(path).then();
  }
}
