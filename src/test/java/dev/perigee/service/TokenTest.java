package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

/** Tokens of a provider, and what only looks like one. */
@ServiceTest
@TestProfile(IdentityRequired.class)
class TokenTest {
  private static final String READ = "/api/v1/parameters";
  private static final String FACT =
      """
      {"id": "%s", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
       "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}""";

  private static ValidatableResponse read(String token) {
    return given().header("Authorization", "Bearer " + token).get(READ).then();
  }

  private static void refused(String token) {
    read(token)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("invalid_token"))
        .header("Cache-Control", "no-store")
        .body("type", equalTo("urn:perigee:problem:unauthenticated"))
        .body("detail", not(containsString("Exception")));
  }

  @Test
  void aTokenOfTheProviderIsTaken() {
    read(SignedToken.of("ada", "viewer")).statusCode(200);
  }

  @Test
  void withoutAnyCredentialTheAnswerSaysWhatToSend() {
    given()
        .get(READ)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer realm=\"perigee\"")
        .body("type", equalTo("urn:perigee:problem:unauthenticated"))
        .body("detail", containsString("Perigee-Api-Key"));
  }

  @Test
  void whatHasExpiredOrIsNotYetValidIsRefused() {
    refused(SignedToken.changed(claims -> claims.setExpirationTimeMinutesInTheFuture(-1)));
    refused(SignedToken.changed(claims -> claims.setNotBeforeMinutesInThePast(-3)));
    refused(SignedToken.changed(claims -> claims.unsetClaim("exp")));
    refused(
        SignedToken.changed(
            claims -> {
              claims.setExpirationTime(NumericDate.fromSeconds(0));
              claims.setIssuedAt(NumericDate.fromSeconds(0));
            }));
  }

  @Test
  void whatIsMeantForOthersOrOfOthersIsRefused() {
    refused(SignedToken.changed(claims -> claims.setAudience("another service")));
    refused(SignedToken.changed(claims -> claims.unsetClaim("aud")));
    refused(SignedToken.changed(claims -> claims.setIssuer("https://id.example.com")));
    refused(SignedToken.changed(claims -> claims.setIssuer(SignedToken.provider() + "/")));
    refused(SignedToken.changed(claims -> claims.unsetClaim("iss")));
  }

  @Test
  void whatWasTamperedWithIsRefused() {
    String[] parts = SignedToken.of("ada", "viewer").split("\\.", -1);
    String claims = text(parts[1]).replace("\"viewer\"", "\"author\"");
    refused(parts[0] + "." + base64(claims) + "." + parts[2]);
    char other = parts[2].charAt(10) == 'A' ? 'B' : 'A';
    refused(
        parts[0]
            + "."
            + parts[1]
            + "."
            + parts[2].substring(0, 10)
            + other
            + parts[2].substring(11));
    refused(parts[0] + "." + parts[1] + ".");
    refused(parts[0] + "." + parts[1]);
    String another = SignedToken.of("grace", "viewer").split("\\.", -1)[2];
    refused(parts[0] + "." + parts[1] + "." + another);
  }

  @Test
  void aTokenThatNobodySignedIsRefused() {
    JwtClaims claims = SignedToken.claims("ada", "viewer");
    refused(SignedToken.signed(claims, "none", null, null));
    for (String none : List.of("none", "None", "NONE")) {
      refused(
          base64("{\"alg\":\"%s\",\"kid\":\"first\"}".formatted(none))
              + "."
              + base64(claims.toJson())
              + ".");
    }
  }

  @Test
  void aPublishedKeyIsNoSharedSecret() {
    RsaJsonWebKey key = SignedToken.keys().getLast();
    JwtClaims claims = SignedToken.claims("ada", "viewer");
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            key.getPublicKey().getEncoded(),
            pem.getBytes(StandardCharsets.US_ASCII),
            SignedToken.published(key).getBytes(StandardCharsets.US_ASCII))) {
      refused(
          SignedToken.signed(
              claims, "HS256", key.getKeyId(), new SecretKeySpec(secret, "HmacSHA256")));
    }
  }

  @Test
  void aKeyOfSomebodyElseIsRefusedWhateverItIsCalled() throws Exception {
    RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
    JwtClaims claims = SignedToken.claims("ada", "viewer");
    refused(SignedToken.signed(claims, "RS256", "unknown", stranger.getPrivateKey()));
    refused(
        SignedToken.signed(
            claims, "RS256", SignedToken.keys().getLast().getKeyId(), stranger.getPrivateKey()));
    refused(SignedToken.signed(claims, "RS256", null, stranger.getPrivateKey()));
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(256);
    refused(
        SignedToken.signed(
            claims,
            "ES256",
            SignedToken.keys().getLast().getKeyId(),
            curve.generateKeyPair().getPrivate()));
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotLookedAt() throws Exception {
    RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
    stranger.setKeyId("first");
    JwtClaims claims = SignedToken.claims("ada", "viewer");
    String header =
        base64(
            "{\"alg\":\"RS256\",\"kid\":\"mine\",\"jku\":\"http://127.0.0.1:1/keys\",\"jwk\":%s}"
                .formatted(SignedToken.published(stranger)));
    java.security.Signature signer = java.security.Signature.getInstance("SHA256withRSA");
    signer.initSign(stranger.getPrivateKey());
    String signed = header + "." + base64(claims.toJson());
    signer.update(signed.getBytes(StandardCharsets.US_ASCII));
    refused(signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign()));
  }

  @Test
  void aNewKeyIsTakenAtOnceAndOneThatIsWithdrawnIsForgotten() {
    RsaJsonWebKey old = SignedToken.keys().getLast();
    String ofOld = SignedToken.of("ada", "viewer");
    read(ofOld).statusCode(200);
    given().post(SignedToken.provider() + "/rotate").then().statusCode(200);
    read(SignedToken.of("ada", "viewer")).statusCode(200);
    read(SignedToken.signed(SignedToken.claims("ada", "viewer"), old)).statusCode(200);
    given().post(SignedToken.provider() + "/withdraw").then().statusCode(200);
    Waiting.until(
        () -> given().header("Authorization", "Bearer " + ofOld).get(READ).statusCode() == 401);
    refused(SignedToken.signed(SignedToken.claims("ada", "viewer"), old));
    read(SignedToken.of("ada", "viewer")).statusCode(200);
  }

  @Test
  void malformedCredentialsAreRefused() {
    for (String credential :
        List.of(
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer a.b.c",
            "Bearer " + "a".repeat(4000),
            "Bearer ....",
            "Basic YWRhOmFkYQ==",
            "bearer",
            "Bearer null",
            "Bearer %00")) {
      given()
          .header("Authorization", credential)
          .get(READ)
          .then()
          .statusCode(401)
          .contentType("application/problem+json");
    }
  }

  @Test
  void twoCredentialsAtOnceAreRefusedWhicheverTheyAre() {
    String token = SignedToken.of("ada", "viewer");
    given()
        .header("Authorization", "Bearer " + token, "Bearer " + token)
        .get(READ)
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:perigee:problem:malformed-request"));
    given()
        .header("Authorization", "Bearer " + token)
        .header("Perigee-Api-Key", "pgk_x")
        .get(READ)
        .then()
        .statusCode(400)
        .body("detail", containsString("one credential"));
  }

  @Test
  void aTokenInTheAddressIsNone() {
    given()
        .queryParam("access_token", SignedToken.of("ada", "viewer"))
        .get(READ)
        .then()
        .statusCode(401);
  }

  @Test
  void aTokenWithoutTheRoleIsToldWhichOneItNeeds() {
    given()
        .header("Authorization", "Bearer " + SignedToken.of("ada", "viewer"))
        .contentType(ContentType.JSON)
        .body(FACT.formatted("without-the-role"))
        .post("/api/v1/milestones")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("insufficient_scope"))
        .body("type", equalTo("urn:perigee:problem:forbidden"))
        .body("detail", equalTo("Expected the role analyst, got [viewer]"));
    read(SignedToken.of("ada")).statusCode(403);
    read(SignedToken.of("ada", "VIEWER", "root", "*", "**")).statusCode(403);
  }

  @Test
  void rolesAreCalledWhatTheProviderCallsThem() {
    read(SignedToken.of("grace", "chief-risk-officer")).statusCode(200);
    read(SignedToken.of("grace", "approver")).statusCode(403);
  }

  @Test
  void aTokenIsToldWhoseItIsAndWhatItMayDo() {
    given()
        .header("Authorization", "Bearer " + SignedToken.of("ada", "author", "risk-committee"))
        .get("/api/v1/identity")
        .then()
        .statusCode(200)
        .body("mode", equalTo("required"))
        .body("name", equalTo("ada"))
        .body("roles", equalTo(List.of("viewer", "author", "approver")));
  }

  @Test
  void aNameThatIsNoneOrTheServicesOwnIsRefused() {
    for (String name : List.of("perigee", "anonymous", "", " ", "ad\u00e4", "x".repeat(101))) {
      refused(SignedToken.of(name, "viewer"));
    }
    refused(SignedToken.changed(claims -> claims.unsetClaim("preferred_username")));
    refused(SignedToken.changed(claims -> claims.setClaim("preferred_username", 7)));
    refused(SignedToken.changed(claims -> claims.unsetClaim("sub")));
  }

  @Test
  void aClaimedNameBesideAProofIsRefusedAndNothingIsStored() {
    given()
        .header("Authorization", "Bearer " + SignedToken.of("ada", "analyst"))
        .header("Perigee-User", "grace")
        .contentType(ContentType.JSON)
        .body(FACT.formatted("claimed-beside-a-proof"))
        .post("/api/v1/milestones")
        .then()
        .statusCode(400)
        .body("detail", containsString("ada"));
    given()
        .header("Authorization", "Bearer " + SignedToken.of("ada", "viewer"))
        .get("/api/v1/milestones/claimed-beside-a-proof")
        .then()
        .statusCode(404);
  }

  @Test
  void whoWritesIsInTheAuditTrailWithTheProof() {
    given()
        .header("Authorization", "Bearer " + SignedToken.of("ada", "analyst"))
        .contentType(ContentType.JSON)
        .body(FACT.formatted("audited-fact"))
        .post("/api/v1/milestones")
        .then()
        .statusCode(201);
    given()
        .header("Authorization", "Bearer " + SignedToken.of("olga", "operator"))
        .queryParam("target", "audited-fact")
        .get("/api/v1/audit")
        .then()
        .statusCode(200)
        .body("items.kind", equalTo(List.of("fact")))
        .body("items.who", equalTo(List.of("ada")))
        .body("items.issuer", equalTo(List.of(SignedToken.provider())))
        .body("items.subject", equalTo(List.of("subject of ada")))
        .body("items.client", equalTo(List.of("127.0.0.1")));
  }

  @Test
  void fourEyesRestOnTheProof() {
    String digest =
        as("ada", "author")
            .body(RuleBundles.json(RuleBundles.marked("four eyes, proven"), "a change", null))
            .post(RuleBundles.PATH)
            .then()
            .statusCode(201)
            .body("author", equalTo("ada"))
            .extract()
            .path("digest");
    String approvals = RuleBundles.PATH + "/" + digest + "/approvals";
    String body = "{\"message\": \"looks right\"}";
    as("ada", "author", "risk-committee").body(body).post(approvals).then().statusCode(403);
    as("grace", "risk-committee")
        .body(body)
        .post(approvals)
        .then()
        .statusCode(201)
        .body("approver", equalTo("grace"));
  }

  private static io.restassured.specification.RequestSpecification as(
      String name, String... roles) {
    return given()
        .header("Authorization", "Bearer " + SignedToken.of(name, roles))
        .contentType(ContentType.JSON);
  }

  @Test
  void noSharedCacheKeepsWhatNotEverybodyMayRead() {
    as("ada", "viewer").get(READ).then().statusCode(200).header("Cache-Control", "private");
    String digest =
        as("ada", "viewer").get(RuleBundles.ACTIVE).then().statusCode(200).extract().path("digest");
    as("ada", "viewer")
        .accept("application/zip")
        .get(RuleBundles.PATH + "/" + digest)
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, max-age=31536000, immutable");
  }

  @Test
  void healthAndTheContractAreOpenAndMetricsAreForOperators() {
    for (String open :
        List.of("/q/health", "/q/health/ready", "/q/openapi", "/q/swagger-ui/", "/")) {
      given().get(open).then().statusCode(200);
    }
    for (String path : List.of("/q/metrics", "/q/metrics/", "/q//metrics", "/q/%6detrics")) {
      int status = given().urlEncodingEnabled(false).get(path).statusCode();
      assertEquals(Optional.empty(), Optional.of(status).filter(each -> each < 400), path);
    }
    given()
        .get("/q/metrics")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer realm=\"perigee\"");
    as("ada", "viewer")
        .get("/q/metrics")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    as("olga", "operator").get("/q/metrics").then().statusCode(200);
  }

  @Test
  void theContractNamesTheRolesOfEveryOperation() {
    List<String> bare =
        Contract.read().operations().stream()
            .filter(each -> each.node().path("security").isEmpty())
            .map(Contract.Operation::name)
            .toList();
    assertEquals(List.of(), bare);
    given()
        .get("/q/openapi?format=json")
        .then()
        .body("components.securitySchemes.token.scheme", equalTo("bearer"))
        .body(
            "paths.'/api/v1/milestones'.post.security",
            hasItem(Map.of("token", List.of("analyst"))));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
