package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** API keys: what they may do, for how long, and that nobody can read them. */
@ServiceTest
@TestProfile(IdentityRequired.class)
class ApiKeyTest {
  static final String PATH = "/api/v1/api-keys";
  private static final String READ = "/api/v1/parameters";

  @Inject DataSource database;

  private static RequestSpecification as(String name, String... roles) {
    return given()
        .header("Authorization", "Bearer " + SignedToken.of(name, roles))
        .contentType(ContentType.JSON);
  }

  private static ValidatableResponse create(String owner, String name, String roles) {
    return as(owner, "admin")
        .body("{\"name\": \"%s\", \"roles\": %s, \"lifeDays\": 30}".formatted(name, roles))
        .post(PATH)
        .then();
  }

  /** A key of an owner with a role. */
  static String key(String owner, String role) {
    return create(owner, "a test", "[\"%s\"]".formatted(role))
        .statusCode(201)
        .extract()
        .path("key");
  }

  static String id(String key) {
    return key.substring(4, 20);
  }

  private static int status(String key) {
    return given().header("Perigee-Api-Key", key).get(READ).statusCode();
  }

  private static void revoke(String key) {
    as("root", "admin").delete(PATH + "/" + id(key)).then().statusCode(204);
  }

  @Test
  void aKeyIsToldOnceAndTakenInBothHeaders() {
    ValidatableResponse created =
        create("ada", "nightly sweep", "[\"viewer\"]")
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("owner", equalTo("ada"))
            .body("roles", equalTo(List.of("viewer")))
            .body("state", equalTo("active"))
            .body("lastUsedAt", nullValue());
    String key = created.extract().path("key");
    given().header("Perigee-Api-Key", key).get(READ).then().statusCode(200);
    given().header("Authorization", "Bearer " + key).get(READ).then().statusCode(200);
    given().header("Authorization", "bearer  " + key).get(READ).then().statusCode(200);
    as("root", "admin")
        .get(created.extract().header("Location"))
        .then()
        .statusCode(200)
        .body("key", nullValue())
        .body("lastUsedAt", notNullValue());
    String listed = as("root", "admin").get(PATH).then().statusCode(200).extract().asString();
    assertTrue(listed.contains(id(key)), listed);
    assertFalse(listed.contains(key.substring(25, 60)), "a secret is listed");
  }

  @Test
  void theSecretIsStoredNowhere() throws SQLException {
    String key = key("ada", "viewer");
    assertEquals(200, status(key));
    String secret = key.substring(key.lastIndexOf('_') + 1).substring(0, 64);
    try (Connection connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select string_agg(k::text, ' ') || (select string_agg(a::text, ' ') from audit_event a)"
                        + " from api_key k")) {
      rows.next();
      assertFalse(rows.getString(1).contains(secret));
      assertTrue(rows.getString(1).contains(id(key)));
    }
  }

  @Test
  void whatIsNoKeyOrAnothersSecretIsRefused() {
    String key = key("ada", "viewer");
    String other = key("ada", "viewer");
    char last = key.charAt(key.length() - 1);
    for (String wrong :
        List.of(
            key.substring(0, key.length() - 1),
            key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0'),
            key.toUpperCase(java.util.Locale.ROOT),
            key + "0",
            "pgk_",
            "pgk_" + id(key) + "_" + "0".repeat(72),
            withChecksum("pgk_" + id(key) + "_" + "0".repeat(64)),
            withChecksum(
                "pgk_"
                    + id(key)
                    + "_"
                    + other.substring(other.lastIndexOf('_') + 1).substring(0, 64)),
            withChecksum("pgk_0000000000000000_" + "0".repeat(64)),
            "x")) {
      given()
          .header("Perigee-Api-Key", wrong)
          .get(READ)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", containsString("invalid_token"));
    }
    assertEquals(200, status(key));
  }

  private static String withChecksum(String body) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return body + java.util.HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Test
  void aKeyMayDoWhatItsRolesMayAndNoMore() {
    given()
        .header("Perigee-Api-Key", key("ada", "operator"))
        .get(READ)
        .then()
        .statusCode(403)
        .body("detail", equalTo("Expected the role viewer, got [operator]"));
    given().header("Perigee-Api-Key", key("ada", "analyst")).get(READ).then().statusCode(200);
  }

  @Test
  void aRevokedKeyIsRefusedAtOnceWhereItWasRevoked() {
    String key = key("ada", "viewer");
    assertEquals(200, status(key));
    revoke(key);
    assertEquals(401, status(key));
    revoke(key);
    as("root", "admin")
        .get(PATH + "/" + id(key))
        .then()
        .body("state", equalTo("revoked"))
        .body("revokedAt", notNullValue());
    as("root", "admin").delete(PATH + "/0000000000000000").then().statusCode(404);
  }

  @Test
  void aKeyThatAnotherReplicaRevokedIsBelievedForAMomentOnly() throws SQLException {
    String key = key("ada", "viewer");
    assertEquals(200, status(key));
    update("update api_key set revoked_at = clock_timestamp() where id = ?", id(key));
    Instant start = Instant.now();
    Waiting.until(() -> status(key) == 401);
    Duration taken = Duration.between(start, Instant.now());
    assertTrue(taken.toMillis() < IdentityRequired.MEMORY_MILLIS + 2_000, "it took " + taken);
  }

  @Test
  void anExpiredKeyIsRefused() throws SQLException {
    String key = key("ada", "viewer");
    update("update api_key set expires_at = clock_timestamp() where id = ?", id(key));
    assertEquals(401, status(key));
    as("root", "admin").get(PATH + "/" + id(key)).then().body("state", equalTo("expired"));
  }

  private void update(String sql, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  @Test
  void theDatabaseItselfRefusesToGiveAKeyMoreLifeOrMoreRoles() throws SQLException {
    String key = key("ada", "viewer");
    revoke(key);
    for (String sql :
        List.of(
            "update api_key set revoked_at = null where id = ?",
            "update api_key set expires_at = expires_at + interval '1 day' where id = ?",
            "update api_key set roles = '{admin}' where id = ?",
            "update api_key set owner = 'grace' where id = ?",
            "delete from api_key where id = ?")) {
      assertThrows(SQLException.class, () -> update(sql, id(key)), sql);
    }
  }

  @Test
  void aRotatedKeyGoesOnForAsLongAsItIsTold() {
    String first = key("ada", "viewer");
    String second = rotate("ada", first, 3600).statusCode(201).extract().path("key");
    assertEquals(200, status(first));
    assertEquals(200, status(second));
    String third =
        rotate("ada", second, 0)
            .statusCode(201)
            .body("replaces", equalTo(id(second)))
            .body("roles", equalTo(List.of("viewer")))
            .body("owner", equalTo("ada"))
            .extract()
            .path("key");
    assertEquals(401, status(second));
    assertEquals(200, status(third));
    rotate("ada", second, 0).statusCode(409);
  }

  @Test
  void nobodyGetsAKeyInTheNameOfAnother() {
    String key = key("ada", "approver");
    rotate("mallory", key, 0).statusCode(403).body("detail", containsString("ada owns this key"));
    as("mallory", "admin")
        .body("{\"name\": \"x\", \"roles\": [\"approver\"], \"lifeDays\": 1, \"owner\": \"ada\"}")
        .post(PATH)
        .then()
        .statusCode(422);
  }

  private static ValidatableResponse rotate(String name, String key, int overlap) {
    return as(name, "admin")
        .body("{\"lifeDays\": 30, \"overlapSeconds\": %d}".formatted(overlap))
        .post(PATH + "/" + id(key) + "/rotations")
        .then();
  }

  @Test
  void nobodyApprovesTheirOwnRuleSetByWayOfAKey() {
    String author = key("ada", "author");
    String approver = key("ada", "approver");
    String digest =
        given()
            .header("Perigee-Api-Key", author)
            .contentType(ContentType.JSON)
            .body(RuleBundles.json(RuleBundles.marked("by way of a key"), "x", null))
            .post(RuleBundles.PATH)
            .then()
            .statusCode(201)
            .body("author", equalTo("ada"))
            .extract()
            .path("digest");
    given()
        .header("Perigee-Api-Key", approver)
        .contentType(ContentType.JSON)
        .body("{\"message\": \"mine\"}")
        .post(RuleBundles.PATH + "/" + digest + "/approvals")
        .then()
        .statusCode(403)
        .body("detail", containsString("somebody else must approve"));
  }

  @Test
  void theLifeOfAKeyIsBoundedAndItsRolesAreKnown() {
    as("root", "admin")
        .body("{\"name\": \"x\", \"roles\": [\"viewer\", \"root\"], \"lifeDays\": 30}")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/roles/1")));
    as("root", "admin")
        .body("{\"name\": \"x\", \"roles\": [\"viewer\"], \"lifeDays\": 366}")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/lifeDays")));
    as("root", "admin")
        .body("{\"name\": \"x\", \"roles\": []}")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/lifeDays"))
        .body("errors.pointer", hasItem("/roles"));
  }

  @Test
  void keysAreListedPageByPageTheLatestFirst() {
    String first = id(key("ada", "viewer"));
    String second = id(key("ada", "viewer"));
    ValidatableResponse page = as("root", "admin").get(PATH + "?limit=1").then().statusCode(200);
    assertEquals(List.of(second), page.extract().path("items.id"));
    as("root", "admin")
        .queryParam("limit", 1)
        .queryParam("cursor", page.extract().<String>path("next"))
        .get(PATH)
        .then()
        .body("items.id", equalTo(List.of(first)));
    as("root", "admin").get(PATH + "?cursor=x&limit=0").then().statusCode(422);
  }

  @Test
  void whatIsDoneToKeysAndWithThemIsInTheAuditTrail() {
    String key = key("ada", "analyst");
    given()
        .header("Perigee-Api-Key", key)
        .contentType(ContentType.JSON)
        .body(
            """
            {"id": "by-a-key", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
             "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}""")
        .post("/api/v1/milestones")
        .then()
        .statusCode(201);
    revoke(key);
    given()
        .header("Authorization", "Bearer " + SignedToken.of("olga", "operator"))
        .get("/api/v1/audit?target=by-a-key")
        .then()
        .body("items.who", equalTo(List.of("ada")))
        .body("items.issuer", equalTo(List.of("api-key")))
        .body("items.subject", equalTo(List.of(id(key))));
    as("root", "admin")
        .get("/api/v1/audit?target=" + id(key))
        .then()
        .body("items.kind", equalTo(List.of("api-key-revocation", "api-key-creation")))
        .body("items.who", equalTo(List.of("root", "ada")));
  }

  @Test
  void useIsNotedOnceAMinute() throws SQLException {
    String key = key("ada", "viewer");
    assertEquals(200, status(key));
    String first = lastUse(key);
    Waiting.until(() -> Instant.now().isAfter(Instant.parse(first).plusSeconds(1)));
    assertEquals(200, status(key));
    assertEquals(first, lastUse(key));
    update(
        "update api_key set last_used_at = last_used_at - interval '2 minutes' where id = ?",
        id(key));
    Waiting.until(() -> status(key) == 200 && lastUse(key).compareTo(first) > 0);
  }

  private static String lastUse(String key) {
    return as("root", "admin").get(PATH + "/" + id(key)).then().extract().path("lastUsedAt");
  }
}
