package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Asks for comparisons and sweeps, and waits for them. */
final class StudyJobs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StudyJobs() {}

  static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  /** Path of a study that was asked for, when it has ended. */
  static String ended(Response asked) {
    asked.then().statusCode(oneOf(200, 202));
    String location = asked.header("Location");
    Waiting.until(
        () -> {
          Response now = given().get(location);
          String state = now.path("state");
          return now.statusCode() != 202 && !"queued".equals(state) && !"running".equals(state);
        });
    return location;
  }

  /** What came of a sweep. */
  static JsonNode sweep(String body) {
    String location = ended(post("/api/v1/sweeps", body));
    given().get(location).then().statusCode(200).body("state", equalTo("done"));
    return json(given().get(location + "/results").then().statusCode(200).extract().asString());
  }

  /** A run that is waited for. */
  static JsonNode run(String body) {
    return json(
        given()
            .contentType(ContentType.JSON)
            .header("Prefer", "wait=60")
            .body(body)
            .post("/api/v1/runs")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
