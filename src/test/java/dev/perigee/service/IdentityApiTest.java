package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who asks, on an open service; {@link TokenTest} has it where callers prove who they are. */
@ServiceTest
class IdentityApiTest {
  private static final String PATH = "/api/v1/identity";

  @Test
  void anOpenServiceLetsEverybodyDoEverythingUnderTheNameTheyGive() {
    given()
        .header("Perigee-User", "ada")
        .get(PATH)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("mode", equalTo("open"))
        .body("name", equalTo("ada"))
        .body(
            "roles",
            equalTo(List.of("viewer", "analyst", "author", "approver", "operator", "admin")));
  }

  @Test
  void withoutANameItIsNobodyInParticular() {
    given().get(PATH).then().statusCode(200).body("name", equalTo("anonymous"));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    given().header("Perigee-User", "perigee").get(PATH).then().statusCode(400);
  }
}
