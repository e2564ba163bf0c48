package dev.perigee.service;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;

/** Saved scenarios of the one application that all tests share. */
final class SavedForTests {
  static final String PATH = "/api/v1/scenarios";

  private SavedForTests() {}

  /** Deletes all that live, so that others' scenarios are in nobody's way. */
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

  /** Saves a scenario that must be valid. */
  static Response save(String body) {
    Response saved = given().contentType(ContentType.JSON).body(body).post(PATH);
    saved.then().statusCode(201);
    return saved;
  }
}
