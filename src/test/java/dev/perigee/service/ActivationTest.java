package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rule set is active, and who may change that. */
@ServiceTest
class ActivationTest {
  private static final String ACTIVE = RuleBundles.ACTIVE;

  @Inject EntityManager database;
  @Inject UserTransaction transaction;

  private String before;

  @BeforeEach
  void remember() {
    before = RuleBundles.active();
  }

  @AfterEach
  void restore() {
    RuleBundles.activate(before, RuleBundles.tag()).statusCode(200);
  }

  @Test
  void theActiveOneSaysSinceWhenByWhomAndWhoServesIt() {
    given()
        .get(ACTIVE)
        .then()
        .statusCode(200)
        .header("ETag", matchesPattern("\"[0-9]+\""))
        .body("agreed", equalTo(true))
        .body("degraded", equalTo(false))
        .body("replicas", hasSize(1))
        .body("replicas[0].self", equalTo(true))
        .body("replicas[0].current", equalTo(true))
        .body("replicas[0].problem", nullValue());
  }

  @Test
  void anActivatedRuleSetIsWhatRunsAreMadeWithAndGoingBackIsTheSameCall() {
    String changed = RuleBundles.approved(RuleBundles.saying("is more than before"));
    int generation = given().get(ACTIVE).then().extract().path("generation");
    RuleBundles.activate(changed, RuleBundles.tag())
        .statusCode(200)
        .header("ETag", "\"" + (generation + 1) + "\"")
        .body("digest", equalTo(changed))
        .body("generation", equalTo(generation + 1))
        .body("activatedBy", equalTo("ada"))
        .body("why", equalTo("it is time"))
        .body("previous", equalTo(before))
        .body("agreed", equalTo(true));
    outlook().body("ruleSet", equalTo(changed));
    assertTrue(outlook().extract().asString().contains("is more than before"));
    given().get("/api/v1/parameters").then().body("ruleSet", equalTo(changed));
    long start = System.nanoTime();
    RuleBundles.activate(before, RuleBundles.tag()).statusCode(200).body("digest", equalTo(before));
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 1, "going back took " + seconds + " s");
    outlook().body("ruleSet", equalTo(before));
    given()
        .get(RuleBundles.PATH + "/" + changed)
        .then()
        .body("activations", hasSize(1))
        .body("activations[0].previous", equalTo(before))
        .body("approvals.approver", equalTo(List.of("grace")));
  }

  @Test
  void whoeverDoesNotSayWhatIsToBeChangedOrKnowsAnEarlierStateIsRefused() {
    String changed = RuleBundles.approved(RuleBundles.marked("stale"));
    RuleBundles.activate(changed, null)
        .statusCode(428)
        .body("type", equalTo("urn:perigee:problem:precondition-required"));
    String stale = RuleBundles.tag();
    RuleBundles.activate(changed, stale).statusCode(200);
    RuleBundles.activate(before, stale)
        .statusCode(412)
        .body("type", equalTo("urn:perigee:problem:precondition-failed"));
    RuleBundles.activate(before, "W/" + RuleBundles.tag()).statusCode(412);
    assertEquals(changed, RuleBundles.active());
    RuleBundles.activate(before, stale + ", " + RuleBundles.tag()).statusCode(200);
  }

  @Test
  void activatingTheActiveOneChangesNothing() {
    String tag = RuleBundles.tag();
    RuleBundles.activate(before, tag).statusCode(200).header("ETag", tag);
    RuleBundles.activate(before, "*").statusCode(200).header("ETag", tag);
  }

  @Test
  void ofThoseWhoActivateAtOnceOneSucceeds() throws Exception {
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      digests.add(RuleBundles.approved(RuleBundles.marked("race " + i)));
    }
    int generation = given().get(ACTIVE).then().extract().path("generation");
    String tag = RuleBundles.tag();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(digests.size())) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (String digest : digests) {
        answers.add(clients.submit(() -> RuleBundles.activate(digest, tag).extract().statusCode()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    statuses.sort(null);
    assertEquals(List.of(200, 412, 412, 412), statuses);
    given().get(ACTIVE).then().body("generation", equalTo(generation + 1));
  }

  @Test
  void withFourEyesTheAuthorMayNotApproveAndNobodyUnnamed() {
    String digest = RuleBundles.uploaded(RuleBundles.marked("four eyes"), "ada");
    RuleBundles.approve(digest, "ada")
        .statusCode(403)
        .body("type", equalTo("urn:perigee:problem:forbidden"))
        .body("detail", containsString("somebody else must approve it"));
    RuleBundles.approve(digest, null)
        .statusCode(403)
        .body("detail", containsString("Perigee-User"));
    RuleBundles.activate(digest, RuleBundles.tag())
        .statusCode(409)
        .body("type", equalTo("urn:perigee:problem:not-approved"));
    assertEquals(before, RuleBundles.active());
    RuleBundles.approve(digest, "grace").statusCode(201).body("approver", equalTo("grace"));
    RuleBundles.approve(digest, "grace").statusCode(200).body("message", equalTo("looks right"));
    RuleBundles.activate(digest, RuleBundles.tag()).statusCode(200);
    given()
        .get(RuleBundles.PATH + "/audit?digest=" + digest)
        .then()
        .statusCode(200)
        .body(
            "items.collect { it.kind + ' ' + it.outcome + ' ' + it.who }",
            equalTo(
                List.of(
                    "activation done ada",
                    "approval done grace",
                    "activation refused ada",
                    "approval refused anonymous",
                    "approval refused ada",
                    "upload done ada")))
        .body("items[0].why", equalTo("it is time"))
        .body("items[0].client", equalTo("127.0.0.1"));
  }

  @Test
  void aRuleSetThatIsNotStoredCannotBeActivated() {
    RuleBundles.activate("sha256:" + "0".repeat(64), RuleBundles.tag())
        .statusCode(422)
        .body("errors.pointer", hasItem("/digest"));
    assertEquals(before, RuleBundles.active());
  }

  @Test
  void aBodyThatIsNoneIsRefused() {
    for (Map.Entry<String, Integer> each :
        Map.of("", 400, "{}", 422, "{\"digest\": \"x\", \"reason\": \"y\"}", 422, "[", 400)
            .entrySet()) {
      given()
          .contentType(ContentType.JSON)
          .header("If-Match", RuleBundles.tag())
          .body(each.getKey())
          .put(ACTIVE)
          .then()
          .statusCode(each.getValue());
    }
  }

  @Test
  void theLastGoodOneStaysWhenOneThatIsStoredDoesNotCompile() {
    String digest = "sha256:" + "b".repeat(64);
    if (Rows.count("select count(*) from rule_set where digest = ?", digest) == 0) {
      Rows.change(
          "insert into rule_set (digest, files, author, message)"
              + " select ?, files || '{\"launch.drl\": \"package dev.perigee.ruleset; rule\"}', 'ada', 'an older build took it'"
              + " from rule_set where author = 'perigee' limit 1",
          digest);
    }
    RuleBundles.approve(digest, "grace");
    RuleBundles.activate(digest, RuleBundles.tag())
        .statusCode(422)
        .body("type", equalTo("urn:perigee:problem:invalid-rule-set"));
    given().get(ACTIVE).then().body("digest", equalTo(before)).body("agreed", equalTo(true));
    outlook().body("ruleSet", equalTo(before));
  }

  @Test
  void whatAnotherReplicaActivatesIsFollowed() {
    String changed = RuleBundles.approved(RuleBundles.marked("from elsewhere"));
    given()
        .get("/api/v1/outlook?asOf=2026-11-01&ruleSet=" + changed)
        .then()
        .statusCode(200); // compiled by now, as replicas do ahead
    Rows.change(
        "insert into rule_set_activation (generation, digest, previous, author, message)"
            + " select generation + 1, ?, digest, 'another', 'elsewhere' from rule_set_activation"
            + " order by generation desc limit 1",
        changed);
    long start = System.nanoTime();
    Waiting.until(() -> changed.equals(outlook().extract().path("ruleSet")));
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 5, "it took " + seconds + " s");
    Waiting.until(() -> given().get(ACTIVE).then().extract().path("agreed"));
  }

  @Test
  void neverTwoActivationsFollowTheSameOne() throws Exception {
    String sql =
        "insert into rule_set_activation (generation, digest, author, message)"
            + " select generation, digest, author, message from rule_set_activation order by generation desc limit 1";
    transaction.begin();
    try {
      assertThrows(RuntimeException.class, () -> database.createNativeQuery(sql).executeUpdate());
    } finally {
      transaction.rollback();
    }
  }

  @Test
  void nothingInTheHistoryCanBeChangedOrDeleted() throws Exception {
    RuleBundles.approved(RuleBundles.marked("history"));
    for (String statement :
        List.of(
            "update audit_event set who = 'nobody'",
            "delete from audit_event",
            "update rule_set_approval set approver = 'nobody'",
            "delete from rule_set_approval",
            "update rule_set_activation set generation = 1000000",
            "delete from rule_set_activation",
            "update rule_set set report = null")) {
      transaction.begin();
      try {
        assertThrows(
            RuntimeException.class,
            () -> database.createNativeQuery(statement).executeUpdate(),
            statement);
      } finally {
        transaction.rollback();
      }
    }
  }

  private static ValidatableResponse outlook() {
    return given().get("/api/v1/outlook?asOf=2026-11-01").then().statusCode(200);
  }
}
