package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perigee.platform.Deprecation;
import io.restassured.response.Response;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every operation (docs/api.md). */
@ServiceTest
class ConventionsTest {
  private static final String MILESTONES = "/api/v1/milestones";

  /** An operation that is to go; there is none yet in the service. */
  @Path("/test/deprecated")
  public static class Departing {
    private final String text = "still here";

    @GET
    @PermitAll
    @Deprecated
    @Deprecation(since = "2027-01-31", sunset = "2027-12-31", link = "https://example.com/changes")
    @Operation(hidden = true)
    public String get() {
      return text;
    }
  }

  @Test
  void anOperationThatIsToGoSaysSo() {
    given()
        .get("/test/deprecated")
        .then()
        .statusCode(200)
        .header("Deprecation", "@1801353600")
        .header("Sunset", "Fri, 31 Dec 2027 00:00:00 GMT")
        .header("Link", containsString("<https://example.com/changes>; rel=\"deprecation\""));
    given().get(MILESTONES).then().header("Deprecation", nullValue()).header("Sunset", nullValue());
  }

  @Test
  void theNameOfARequestComesBack() {
    given()
        .header("X-Request-Id", "desk-7/42")
        .get(MILESTONES + "/none")
        .then()
        .statusCode(404)
        .header("X-Request-Id", "desk-7/42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "<script>"})
  void aRequestWithoutAUsableNameGetsOne(String name) {
    given()
        .header("X-Request-Id", name)
        .get(MILESTONES)
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  void aRefusedRequestHasANameToo() {
    given()
        .header("X-Request-Id", "guarded")
        .header("Host", "elsewhere.example")
        .get(MILESTONES)
        .then()
        .statusCode(421)
        .header("X-Request-Id", "guarded");
  }

  @Test
  void anAddressThatEndsInCsvIsATable() {
    Response table = given().get(MILESTONES + ".csv?limit=2");
    table
        .then()
        .statusCode(200)
        .contentType(startsWith("text/csv"))
        .header("Link", containsString(MILESTONES + ".csv?limit=2&cursor="));
    given().accept("text/csv").get(MILESTONES + "?limit=2").then().body(equalTo(table.asString()));
    given()
        .urlEncodingEnabled(false)
        .get(table.header("Link").replaceAll("^<([^>]+)>.*", "$1"))
        .then()
        .statusCode(200)
        .contentType(startsWith("text/csv"))
        .body(not(equalTo(table.asString())));
  }

  @Test
  void aSuffixIsPartOfANameWhereThereIsNoTable() {
    given()
        .get(MILESTONES + "/some.csv")
        .then()
        .statusCode(404)
        .body("detail", equalTo("There is no milestone some.csv"));
    given().get("/api/v1/engine.csv").then().statusCode(404);
  }

  @Test
  void aRuleSetIsAlsoAnArchive() {
    String active = RuleBundles.active();
    given()
        .get(RuleBundles.PATH + "/" + active + ".zip")
        .then()
        .statusCode(200)
        .contentType("application/zip");
  }

  @Test
  void noPageElsewhereMayReadAnswersUnlessItIsNamed() {
    given()
        .header("Origin", "https://elsewhere.example")
        .get(MILESTONES)
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }
}
