package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OData service as its clients use it: they read the metadata and follow the links. */
@ServiceTest
class ODataTest {
  private static final String ODATA = "/api/v1/odata";
  private static final int PAGE = 10_000;

  @Test
  void theServiceNamesItsEntitySetsAndItsMetadata() {
    Response service = given().get(ODATA);
    service
        .then()
        .statusCode(200)
        .header("OData-Version", "4.0")
        .body("value.name", hasItems("series", "runs", "milestones"));
    given()
        .get(URI.create(service.<String>path("'@odata.context'")))
        .then()
        .statusCode(200)
        .contentType("application/xml");
  }

  @Test
  void theMetadataHasTypesKeysAndMeanings() {
    String type =
        "Edmx.DataServices.Schema.EntityType.find { it.@Name == 'series' }.Property.find { it.@Name"
            + " == '%s' }";
    given()
        .get(ODATA + "/$metadata")
        .then()
        .statusCode(200)
        .body(type.formatted("date") + ".@Type", equalTo("Edm.Date"))
        .body(type.formatted("value") + ".@Type", equalTo("Edm.Double"))
        .body(type.formatted("value") + ".Annotation.@Term", endsWith("Description"))
        .body(
            type.formatted("value") + ".Annotation.String",
            equalTo("The value, in the unit of the row"));
  }

  @Test
  void linksLeadThroughEveryRowOnce() {
    String first = TablesApiTest.run(11);
    String second = TablesApiTest.run(12);
    String filter = "run_id in ('%s','%s')".formatted(first, second);
    Response page =
        given()
            .queryParam("$filter", filter)
            .queryParam("$select", "run_id,metric,date,statistic")
            .queryParam("$count", "true")
            .get(ODATA + "/series");
    int count = page.path("'@odata.count'");
    List<String> keys = new ArrayList<>();
    int pages = 0;
    for (; page != null; pages++) {
      page.then().statusCode(200);
      page.<List<Object>>path("value").forEach(row -> keys.add(row.toString()));
      String next = page.path("'@odata.nextLink'");
      page = next == null ? null : given().urlEncodingEnabled(false).get(URI.create(next));
    }
    assertTrue(count > PAGE, "there is more than a page: " + count);
    assertEquals((count - 1) / PAGE + 1, pages);
    assertEquals(count, keys.size());
    assertEquals(count, keys.stream().distinct().count());
  }

  @Test
  void atMostSoManyRowsOverPages() {
    String filter = "run_id in ('%s','%s')".formatted(TablesApiTest.run(11), TablesApiTest.run(12));
    Response page =
        given().queryParam("$filter", filter).queryParam("$top", PAGE + 5).get(ODATA + "/series");
    assertEquals(PAGE, page.<List<Object>>path("value").size());
    Response rest =
        given().urlEncodingEnabled(false).get(URI.create(page.path("'@odata.nextLink'")));
    assertEquals(5, rest.<List<Object>>path("value").size());
    rest.then().body("$", not(hasKey("@odata.nextLink")));
  }

  @Test
  void filtersLetPassWhatMeetsThem() {
    String run = TablesApiTest.run(11);
    double mean =
        TablesApiTest.exactly()
            .get("/api/v1/runs/" + run)
            .path("valuation.enterpriseValueUsd.mean");
    TablesApiTest.exactly()
        .queryParam(
            "$filter",
            "run_id eq '%s' and not (statistic ne 'mean') and startswith(metric, 'enterprise') and date le 2100-01-01"
                .formatted(run))
        .get(ODATA + "/valuations")
        .then()
        .statusCode(200)
        .body("value.size()", equalTo(1))
        .body("value[0].value", equalTo(mean));
    given()
        .queryParam(
            "$filter", "scenario eq null and paths lt 1001 and recorded_at gt 2020-01-01T00:00:00Z")
        .get(ODATA + "/runs")
        .then()
        .body("value.paths", everyItem(equalTo(1000)));
    assertEquals(
        "1",
        given()
            .queryParam("$filter", "run_id eq '%s'".formatted(run))
            .get(ODATA + "/runs/$count")
            .asString());
  }

  @Test
  void aQuoteInATextIsNoEndOfIt() {
    given()
        .queryParam("$filter", "scenario eq 'it''s'' or true or ''1''=''1'")
        .get(ODATA + "/runs")
        .then()
        .statusCode(200)
        .body("value.size()", equalTo(0));
  }

  @Test
  void aPlusIsASpaceAsInForms() {
    given()
        .urlEncodingEnabled(false)
        .get(ODATA + "/runs?$filter=run_id+eq+'none'")
        .then()
        .statusCode(200)
        .body("value.size()", equalTo(0));
  }

  @Test
  void aClientThatHasRowsIsTold304() {
    String address = ODATA + "/rule_set_activations";
    String tag = given().get(address).header("ETag");
    given().header("If-None-Match", tag).get(address).then().statusCode(304);
    given().header("If-None-Match", tag).get(address + "?$top=1").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runs?$orderby=as_of | 501",
        "runs?$search=x | 501",
        "runs?$apply=aggregate($count%20as%20n) | 501",
        "runs?$format=xml | 501",
        "runs?$filter=year(as_of)%20eq%202026 | 501",
        "runs?$filter=paths%20add%201%20eq%202 | 501",
        "$all | 501",
        "$batch | 501",
        "runs(run_id='x') | 501",
        "runs?$filter=as_of%20eq%203 | 400",
        "runs?$filter=as_of%20eq%2099999-01-01 | 400",
        "runs?$filter=contains(scenario,'%00') | 400",
        "runs?$select=nope | 400",
        "runs?$top=-1 | 400",
        "runs?$skiptoken=x | 400",
        "runs?$unknown=1 | 400",
        "users | 404",
        "users(1) | 404",
        "$nothing | 404",
      })
  void whatTheServiceDoesNotKnowIsRefusedWithAProblem(String address, int status) {
    given()
        .urlEncodingEnabled(false)
        .get(ODATA + "/" + address)
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void nextLinksAreOfTheHostThatWasAsked() {
    for (String host : List.of("http://localhost", "http://127.0.0.1")) {
      Response page = given().baseUri(host).get(ODATA + "/runs?$top=1");
      assertEquals(
          "%s:%d/api/v1/odata/$metadata#runs".formatted(host, RestAssured.port),
          page.path("'@odata.context'"));
    }
  }
}
