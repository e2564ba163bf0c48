package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.simulation.ModelConstants;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are not done at once. */
@ServiceTest
class JobApiTest {
  private static final String PATH = "/api/v1/runs";
  private static final String PRIOR = "\"asOf\": \"2020-01-01\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Goes on until it is cancelled, as far as a test is concerned. */
  private static String endless(long seed) {
    return "{%s, \"paths\": 1000000, \"seed\": %d}".formatted(PRIOR, seed);
  }

  private static String some(long seed) {
    return "{%s, \"paths\": 30000, \"seed\": %d}".formatted(PRIOR, seed);
  }

  @AfterEach
  void everyTestLeavesTheEngineWithoutWork() {
    Waiting.until(
        () -> {
          JsonNode engine = engine();
          return engine.get("running").intValue() == 0
              && engine.at("/queue/length").intValue() == 0;
        });
  }

  @Test
  void aRunThatIsNotWaitedForIsAJobAndThenTheRun() {
    Response accepted =
        async(some(101)).then().statusCode(202).header("Retry-After", "1").extract().response();
    String location = accepted.header("Location");
    assertEquals(location, RestAssured.baseURI + ":" + RestAssured.port + path(accepted));
    assertTrue(List.of("queued", "running").contains(accepted.path("state").toString()));
    Waiting.until(() -> given().get(location).statusCode() == 200);
    String run = given().get(location).then().statusCode(200).extract().asString();
    assertEquals(run, waiting(some(101)).then().statusCode(200).extract().asString());
    given().get(location).then().header("Cache-Control", containsString("immutable"));
    assertEquals("done", Rows.text("select state from run_job where id = ?", id(accepted)));
  }

  @Test
  void aJobTellsHowFarItIs() {
    Response job = async(endless(102));
    Waiting.until(
        () -> {
          Response now = given().get(path(job));
          now.then().statusCode(202).body("submittedAt", notNullValue());
          return now.path("state").equals("running")
              && Double.parseDouble(now.path("progress").toString()) > 0;
        });
    given().get(path(job) + "/series").then().statusCode(409);
    cancel(job);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"wait=0|wait=0", "respond-async|respond-async", "wait=0, x=y|wait=0"})
  void thePreferenceThatIsHonouredIsNamed(String prefer, String applied) {
    Response job = post(prefer, endless(103));
    job.then().statusCode(202).header("Preference-Applied", applied);
    cancel(job);
  }

  @Test
  void aCancelledRunIsGoneUntilItIsAskedForAnew() {
    Response job = async(endless(104));
    given().delete(path(job)).then().statusCode(204);
    given().delete(path(job)).then().statusCode(204);
    Waiting.until(() -> given().get(path(job)).statusCode() == 410);
    given()
        .get(path(job))
        .then()
        .contentType("application/problem+json")
        .body("type", equalTo("urn:perigee:problem:run-cancelled"));
    given().get(path(job) + "/trace").then().statusCode(410);
    async(endless(104)).then().statusCode(202).body("id", equalTo(id(job)));
    given().get(path(job)).then().statusCode(202);
    cancel(job);
  }

  @Test
  void whoeverWaitsForARunThatIsCancelledIsTold() throws Exception {
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      Future<Response> waiting = clients.submit(() -> waiting(endless(105)));
      Waiting.until(() -> engine().get("running").intValue() == 1);
      cancel(async(endless(105)));
      assertEquals(410, waiting.get().statusCode());
    }
  }

  @Test
  void aRunThatIsDoneCannotBeCancelled() {
    String id =
        waiting("{\"mode\": \"deterministic\"}").then().statusCode(200).extract().path("id");
    given()
        .delete(PATH + "/" + id)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:conflict"));
    given().delete(PATH + "/nothing").then().statusCode(404);
    given().get(PATH + "/nothing/events").then().statusCode(404);
  }

  @Test
  void aJobThatFailsKeepsItsProblem() {
    Response first = async(endless(106));
    Response second = async(endless(107)); // with the first they hold both slots
    Response job =
        async(
            "{\"mode\": \"deterministic\", \"scenario\": {\"assumptions\":"
                + " {\"valuation.discount-rate\": 0.02, \"valuation.terminal-growth\": 0.03}}}");
    job.then().statusCode(202).body("state", equalTo("queued"));
    cancel(first);
    cancel(second);
    Waiting.until(() -> given().get(path(job)).statusCode() != 202);
    given()
        .get(path(job))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:perigee:problem:invalid-request"))
        .body("errors.pointer", hasItem("/scenario/assumptions/valuation.discount-rate"));
    given().delete(path(job)).then().statusCode(409);
    assertEquals(
        List.of("failed"), events(path(job)).stream().map(Event::name).distinct().toList());
  }

  @Test
  void theEventsOfARunEndWithHowItEnded() {
    Response job = async(some(108));
    List<Event> events = events(path(job));
    assertEquals("done", events.getLast().name());
    assertEquals(1, events.getLast().data().get("progress").doubleValue());
    double share = 0;
    for (Event event : events.subList(0, events.size() - 1)) {
      assertEquals("progress", event.name());
      assertTrue(event.data().get("progress").doubleValue() >= share, events.toString());
      share = event.data().get("progress").doubleValue();
    }
    given().get(path(job)).then().statusCode(200);
  }

  @Test
  void theEventsOfACancelledRunSayIt() throws Exception {
    Response job = async(endless(109));
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      Future<List<Event>> events = clients.submit(() -> events(path(job)));
      given().delete(path(job)).then().statusCode(204);
      assertEquals("cancelled", events.get().getLast().name());
    }
  }

  @Test
  void aClientThatGoesAwayBeforeItIsAnsweredGivesItsRunUp() throws Exception {
    long before = engine().at("/counters/cancelled").longValue();
    try (Socket client = impatient(endless(110))) {
      Waiting.until(() -> engine().get("running").intValue() == 1);
      assertTrue(client.isConnected());
    }
    Waiting.until(() -> engine().at("/counters/cancelled").longValue() == before + 1);
  }

  @Test
  void aRunThatSomebodyElseWaitsForIsNotGivenUp() throws Exception {
    long before = engine().at("/counters/cancelled").longValue();
    String body = "{%s, \"paths\": 60000, \"seed\": 111}".formatted(PRIOR);
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      Future<Response> patient = clients.submit(() -> waiting(body));
      Waiting.until(() -> engine().get("running").intValue() == 1);
      impatient(body).close();
      assertEquals(200, patient.get().statusCode());
    }
    assertEquals(before, engine().at("/counters/cancelled").longValue());
  }

  @Test
  void aJobGoesOnWhenItsClientGoesAway() {
    Response job = async(some(112)); // the connection may be closed: the job was acknowledged
    Waiting.until(() -> given().get(path(job)).statusCode() == 200);
  }

  @Test
  void aJobThatNobodyHasIsTakenUp() {
    String stored = inputs(some(113));
    String inputs = stored.replace("\"seed\":113", "\"seed\":114");
    String id = Rows.job(inputs, "queued", "null", 1);
    Waiting.until(() -> given().get(PATH + "/" + id).statusCode() == 200);
    assertEquals(id, waiting(some(114)).then().extract().path("id"));
    assertEquals("done", Rows.text("select state from run_job where id = ?", id));
  }

  @Test
  void aJobOfAnotherServiceIsWaitedForAndNotComputedTwice() {
    String inputs = inputs(some(115)).replace("\"seed\":115", "\"seed\":116");
    String id = Rows.job(inputs, "running", "'another'", 1);
    Rows.change("update run_job set lease_until = now() + interval '1 hour' where id = ?", id);
    Response elsewhere = async(some(116));
    elsewhere.then().statusCode(202).body("id", equalTo(id)).body("state", equalTo("running"));
    assertEquals("another", Rows.text("select owner from run_job where id = ?", id));
    Rows.change("update run_job set lease_until = now() where id = ?", id); // it ended
    waiting(some(116)).then().statusCode(200).body("id", equalTo(id));
  }

  @Test
  void aJobOfAnotherServiceIsCancelledForIt() {
    String inputs = inputs(some(117)).replace("\"seed\":117", "\"seed\":118");
    String id = Rows.job(inputs, "running", "'another'", 1);
    Rows.change("update run_job set lease_until = now() + interval '1 hour' where id = ?", id);
    given().delete(PATH + "/" + id).then().statusCode(204);
    assertEquals("cancelled", Rows.text("select state from run_job where id = ?", id));
  }

  @Test
  void aJobOfOursThatAnotherServiceCancelledIsEnded() {
    long before = engine().at("/counters/cancelled").longValue();
    Response job = async(endless(119));
    Rows.change(
        "update run_job set state = 'cancelled', finished_at = now() where id = ?", id(job));
    Waiting.until(() -> engine().at("/counters/cancelled").longValue() == before + 1);
    Waiting.until(() -> given().get(path(job)).statusCode() == 410);
  }

  @Test
  void aJobThatCannotBeComputedAgainFailsWithTheReason() {
    String inputs = inputs(some(120));
    String older =
        inputs
            .replace("\"seed\":120", "\"seed\":121")
            .replace(ModelConstants.CORE_VERSION, "0.9.0");
    String version = Rows.job(older, "running", "null", 1);
    String changed = inputs.replaceFirst("\"facts\":\"sha256:....", "\"facts\":\"sha256:0000");
    String facts = Rows.job(changed, "running", "null", 1);
    for (String id : List.of(version, facts)) {
      Waiting.until(() -> given().get(PATH + "/" + id).statusCode() == 409);
      given()
          .get(PATH + "/" + id)
          .then()
          .body("type", equalTo("urn:perigee:problem:irreproducible"));
    }
    given().get(PATH + "/" + version).then().body("detail", containsString("core 0.9.0"));
    given().get(PATH + "/" + facts).then().body("detail", containsString("facts"));
  }

  @Test
  void aJobThatCannotBeTakenUpFailsAndDoesNotHoldUpTheNext() {
    String inputs = inputs(some(125));
    String unreadable = Rows.job("{\"mode\": \"sideways\"}", "running", "null", 1);
    String broken = // reads well, and names what no build of ours left out
        Rows.job(
            "{\"mode\":\"deterministic\",\"coreVersion\":\"%s\"}"
                .formatted(ModelConstants.CORE_VERSION),
            "running",
            "null",
            1);
    String good = Rows.job(inputs.replace("\"seed\":125", "\"seed\":126"), "running", "null", 1);
    Waiting.until(() -> given().get(PATH + "/" + good).statusCode() == 200);
    given()
        .get(PATH + "/" + unreadable)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:irreproducible"))
        .body("detail", containsString("a form that this build does not know"));
    given()
        .get(PATH + "/" + broken)
        .then()
        .statusCode(500)
        .body("type", equalTo("urn:perigee:problem:internal-error"))
        .body("detail", containsString("reference"));
    assertEquals("2", Rows.text("select attempts from run_job where id = ?", good));
  }

  @Test
  void aRunThatAnotherServiceStoredMeanwhileCannotBeCancelled() {
    Response job = async(endless(127));
    Rows.run(Rows.text("select inputs from run_job where id = ?", id(job)), "sha256:x");
    Rows.change("update run_job set state = 'done', finished_at = now() where id = ?", id(job));
    given()
        .delete(path(job))
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:conflict"));
    Rows.change("update run_job set state = 'cancelled' where id = ?", id(job)); // ends it here
  }

  @Test
  void aJobOfAnotherServiceIsAnsweredAsItIsAfterTheWait() throws Exception {
    String inputs = inputs(some(128)).replace("\"seed\":128", "\"seed\":129");
    String id = Rows.job(inputs, "queued", "'another'", 1);
    Rows.change("update run_job set lease_until = now() + interval '1 hour' where id = ?", id);
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      Future<Response> answer = clients.submit(() -> post("wait=4", some(129)));
      Thread.sleep(500); // were the request later, it would see the new state from the start
      Rows.change(
          "update run_job set state = 'running', progress = 0.5, started_at = now() where id = ?",
          id);
      answer
          .get()
          .then()
          .statusCode(202)
          .body("state", equalTo("running"))
          .body("progress", equalTo(0.5f));
    }
    given().delete(PATH + "/" + id).then().statusCode(204);
  }

  @Test
  void aJobThatEndedTooManyServicesFails() {
    String inputs = inputs(some(122)).replace("\"seed\":122", "\"seed\":123");
    String id = Rows.job(inputs, "running", "null", 5);
    Waiting.until(() -> given().get(PATH + "/" + id).statusCode() == 500);
    given().get(PATH + "/" + id).then().body("detail", containsString("5 services"));
  }

  @Test
  void theMetricsOfTheEngineAreShown() {
    String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    for (String name :
        List.of(
            "queue_length",
            "running",
            "workers_alive",
            "worker_starts_total",
            "worker_deaths_total",
            "worker_recycles_total",
            "retries_total",
            "deadline_kills_total",
            "rejections_total",
            "cancelled_total",
            "fallbacks_total")) {
      assertTrue(metrics.contains("perigee_engine_" + name + " "), name);
    }
    waiting(some(124)).then().statusCode(200);
    String after = given().get("/q/metrics").then().extract().asString();
    assertTrue(after.contains("perigee_engine_run_seconds_count{engine="), "time of runs");
  }

  /** Inputs of a run as they are stored. */
  private static String inputs(String body) {
    String id = waiting(body).then().statusCode(200).extract().path("id");
    return Rows.text("select inputs from run where id = ?", id);
  }

  private static JsonNode engine() {
    try {
      return JSON.readTree(
          given().get("/api/v1/engine").then().statusCode(200).extract().asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Event(String name, JsonNode data) {}

  /** Reads the events of a run to their end. */
  private static List<Event> events(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + RestAssured.port + path + "/events"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), response.body());
      List<Event> events = new ArrayList<>();
      for (String block : response.body().strip().split("\n\n", -1)) {
        String name = null;
        JsonNode data = null;
        for (String line : block.lines().toList()) {
          if (line.startsWith("event:")) {
            name = line.substring("event:".length()).strip();
          } else if (line.startsWith("data:")) {
            data = JSON.readTree(line.substring("data:".length()));
          }
        }
        assertFalse(name == null || data == null, block);
        events.add(new Event(name, data));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request and leaves the answer to whoever reads it. */
  private static Socket impatient(String body) throws IOException {
    Socket client = new Socket("localhost", RestAssured.port);
    OutputStream out = client.getOutputStream();
    out.write(
        ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nPrefer: wait=60\r\n"
                    .formatted(PATH)
                + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body))
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return client;
  }

  private static Response async(String body) {
    return post("respond-async", body);
  }

  private static Response waiting(String body) {
    return post("wait=60", body);
  }

  private static Response post(String prefer, String body) {
    RequestSpecification request =
        given().contentType(ContentType.JSON).header("Prefer", prefer).body(body);
    return request.post(PATH);
  }

  private static String id(Response job) {
    return job.path("id");
  }

  private static String path(Response job) {
    return PATH + "/" + id(job);
  }

  private static void cancel(Response job) {
    given().delete(path(job)).then().statusCode(204);
    Waiting.until(() -> given().get(path(job)).statusCode() == 410);
  }
}
