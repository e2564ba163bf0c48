package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.perigee.engine.TwinWorker;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service with a single worker, room for one run to wait, and a short deadline. */
@ServiceTest
@TestProfile(SaturationTest.Narrow.class)
class SaturationTest {
  private static final String PATH = "/api/v1/runs";

  /** The settings. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "perigee.engine", "native",
          "perigee.engine.command", String.join(",", TwinWorker.command()),
          "perigee.engine.slots", "1",
          "perigee.engine.queue", "1",
          "perigee.engine.deadline", "PT8S");
    }
  }

  @Test
  void aRunTooManyIsAnswered503AndOneThatTakesTooLong504() {
    Response endless = post("respond-async", 1_000_000, 1);
    endless.then().statusCode(202);
    Waiting.until(
        () -> given().get("/api/v1/engine").then().extract().<Integer>path("running") == 1);
    Response waiting = post("respond-async", 1_000, 2);
    waiting.then().statusCode(202).body("state", equalTo("queued"));
    post("wait=60", 1_000, 3)
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("type", equalTo("urn:perigee:problem:saturated"));
    Waiting.until(() -> given().get(path(endless)).statusCode() != 202);
    given()
        .get(path(endless))
        .then()
        .statusCode(504)
        .body("type", equalTo("urn:perigee:problem:deadline-exceeded"))
        .body("detail", containsString("PT8S"));
    Waiting.until(() -> given().get(path(waiting)).statusCode() == 200);
    given().get(path(waiting)).then().body("provenance.engine", equalTo("native"));
    String id = waiting.path("id");
    for (String engine : new String[] {"native", "jvm"}) {
      given()
          .post(PATH + "/" + id + "/verification?engine=" + engine)
          .then()
          .statusCode(200)
          .body("engine", equalTo(engine))
          .body("identical", equalTo(true));
    }
    given()
        .get("/api/v1/engine")
        .then()
        .body("mode", equalTo("native"))
        .body("engine", equalTo("native"))
        .body("queue.capacity", equalTo(1))
        .body("workers.size()", equalTo(1))
        .body("counters.deadlineKills", equalTo(1))
        .body("counters.rejections", equalTo(1));
  }

  private static Response post(String prefer, int paths, int seed) {
    return given()
        .contentType(ContentType.JSON)
        .header("Prefer", prefer)
        .body("{\"asOf\": \"2020-01-01\", \"paths\": %d, \"seed\": %d}".formatted(paths, seed))
        .post(PATH);
  }

  private static String path(Response job) {
    return PATH + "/" + job.path("id");
  }
}
