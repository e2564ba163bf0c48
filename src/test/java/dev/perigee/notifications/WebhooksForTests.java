package dev.perigee.notifications;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;

/** Calls of the API that tests of webhooks share. */
final class WebhooksForTests {
  static final String PATH = "/api/v1/webhooks";

  private WebhooksForTests() {}

  /** Deletes all, so that nobody is told of what other tests do. */
  static void deleteAll() {
    while (true) {
      List<String> ids = given().get(PATH).then().statusCode(200).extract().path("items.id");
      if (ids.isEmpty()) {
        return;
      }
      ids.forEach(
          id -> given().header("If-Match", "*").delete(PATH + "/" + id).then().statusCode(204));
    }
  }

  static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  static Response create(String url, String types) {
    return post(
        PATH, "{\"name\": \"a test\", \"url\": \"%s\", \"types\": %s}".formatted(url, types));
  }

  /** A webhook that must be valid. */
  static Response created(String url, String types) {
    Response created = create(url, types);
    created.then().statusCode(201);
    return created;
  }

  /** Sends a test; the number of the delivery. */
  static int test(String id) {
    return given()
        .post(PATH + "/" + id + "/deliveries")
        .then()
        .statusCode(201)
        .extract()
        .path("deliveryId");
  }

  static Response delivery(String id, int delivery) {
    return given().get("%s/%s/deliveries/%d".formatted(PATH, id, delivery));
  }

  /** Records a fact that must be new. */
  static void fact(String id, String more) {
    post(
            "/api/v1/milestones",
            """
            {"id": "%s", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 80, "title": "Latency of %s",
             "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"%s}\
            """
                .formatted(id, id, more))
        .then()
        .statusCode(201);
  }

  static void withdraw(String id) {
    post("/api/v1/milestones", "{\"supersedes\": \"%s\", \"retracted\": true}".formatted(id))
        .then()
        .statusCode(201);
  }
}
