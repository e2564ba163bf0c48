package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.perigee.milestones.FactsRecorded;
import dev.perigee.milestones.Milestones;
import dev.perigee.platform.Caller;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Events, as a list and as feeds. */
@ServiceTest
class EventApiTest {
  private static final String PATH = "/api/v1/events";
  private static final String MILESTONES = "/api/v1/milestones";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  @Inject UserTransaction transaction;
  @Inject Event<FactsRecorded> recorded;
  @Inject Milestones milestones;

  @Test
  void aFactThatIsRecordedCorrectedAndWithdrawnIsThreeEvents() {
    post(fact("evented", "Evented", "")).statusCode(201);
    last()
        .body("items[0].type", equalTo("milestone.recorded"))
        .body("items[0].title", equalTo("Recorded: Evented"))
        .body("items[0].data.facts.count", equalTo(1))
        .body("items[0].data.facts.by", equalTo("ada"))
        .body("items[0].data.facts.milestones[0].id", equalTo("evented"))
        .body("items[0].data.facts.milestones[0].value", equalTo(80f))
        .body("items[0].data.ruleSet", nullValue());
    post(fact("evented-2", "Evented better", ", \"supersedes\": \"evented\"")).statusCode(201);
    last()
        .body("items[0].type", equalTo("milestone.corrected"))
        .body("items[0].data.facts.milestones[0].supersedes", equalTo("evented"));
    withdraw("evented-2");
    last()
        .body("items[0].type", equalTo("milestone.retracted"))
        .body("items[0].data.facts.milestones[0].supersedes", equalTo("evented-2"));
    withdraw("evented");
  }

  @Test
  void whatIsRecordedAlreadyOrRefusedIsNoEvent() {
    post(fact("once", "Once", "")).statusCode(201);
    String before = newest();
    post(fact("once", "Once", "")).statusCode(200);
    post(fact("once", "Another", "")).statusCode(409);
    post("{\"id\": \"none\"}").statusCode(422);
    assertEquals(before, newest());
    withdraw("once");
  }

  @Test
  void anEventGoesWithTheTransactionThatItTellsOf() throws Exception {
    String before = newest();
    transaction.begin();
    try {
      recorded.fire(
          new FactsRecorded(
              List.of(milestones.find("starship-flight-14").orElseThrow()),
              new Caller("ada", "a test")));
    } finally {
      transaction.rollback();
    }
    assertEquals(before, newest());
  }

  @Test
  void manyRowsAreOneEventWithTheFirstHundredOfThem() {
    String rows =
        IntStream.range(0, 150)
            .mapToObj(i -> "many-%03d,LATENCY,2026-10-01,Many,80,MET,PRESS,y".formatted(i))
            .collect(Collectors.joining("\n"));
    given()
        .contentType("text/csv")
        .body("id,type,occurredOn,title,value,grade,evidence,sourceUrl\n" + rows)
        .post(MILESTONES)
        .then()
        .statusCode(201);
    last()
        .body("items[0].title", equalTo("Recorded: 150 facts"))
        .body("items[0].data.facts.count", equalTo(150))
        .body("items[0].data.facts.milestones", hasSize(100));
    String withdrawals =
        IntStream.range(0, 150)
            .mapToObj(i -> "many-%03d,true".formatted(i))
            .collect(Collectors.joining("\n"));
    given()
        .contentType("text/csv")
        .body("supersedes,retracted\n" + withdrawals)
        .post(MILESTONES)
        .then()
        .statusCode(201);
    last().body("items[0].title", equalTo("Withdrawn: 150 facts"));
  }

  @Test
  void theFactsThatWereShippedAreNoEvent() {
    given()
        .get(PATH + "?limit=1000&type=milestone.recorded")
        .then()
        .statusCode(200)
        .body("items.data.facts.milestones.id.flatten()", not(hasItem("starship-flight-14")));
  }

  @Test
  void anActivationIsAnEventAndSoIsTheWayBack() {
    String before = RuleBundles.active();
    String changed = RuleBundles.approved(RuleBundles.marked("an event"));
    RuleBundles.activate(changed, "*").statusCode(200);
    last()
        .body("items[0].type", equalTo("rule-set.activated"))
        .body("items[0].data.ruleSet.digest", equalTo(changed))
        .body("items[0].data.ruleSet.previous", equalTo(before))
        .body("items[0].data.ruleSet.by", equalTo("ada"))
        .body("items[0].data.ruleSet.why", equalTo("it is time"))
        .body("items[0].data.ruleSet.rollback", equalTo(false));
    RuleBundles.activate(before, "*").statusCode(200);
    last()
        .body("items[0].data.ruleSet.digest", equalTo(before))
        .body("items[0].data.ruleSet.rollback", equalTo(true));
    String newest = newest();
    RuleBundles.activate(before, "*").statusCode(200);
    assertEquals(newest, newest(), "what is active already is not activated");
  }

  @Test
  void eventsAreFilteredByKindAndTime() {
    post(fact("filtered", "Filtered", "")).statusCode(201);
    String from = last().extract().path("items[0].timestamp");
    withdraw("filtered");
    given()
        .get(PATH + "?type=milestone.retracted")
        .then()
        .statusCode(200)
        .body("items.type", everyItem(equalTo("milestone.retracted")));
    List<String> since =
        given().get(PATH + "?since=" + from).then().statusCode(200).extract().path("items.type");
    assertEquals(List.of("milestone.retracted", "milestone.recorded"), since);
    given()
        .get(PATH + "?type=test&since=yesterday")
        .then()
        .statusCode(422)
        .body("errors.parameter", equalTo(List.of("type", "since")));
  }

  @Test
  void pagesGoOnWhereTheOneBeforeEnded() {
    post(fact("paged", "Paged", "")).statusCode(201);
    withdraw("paged");
    Response first = given().get(PATH + "?limit=1");
    assertTrue(first.header("Link").contains("rel=\"next\""));
    String cursor = first.path("next");
    given()
        .get(PATH + "?limit=1&cursor=" + cursor)
        .then()
        .statusCode(200)
        .body("items[0].type", equalTo("milestone.recorded"))
        .body("items[0].data.facts.milestones[0].id", equalTo("paged"));
  }

  @Test
  void theAtomFeedIsReadByAReaderOfFeeds() throws Exception {
    post(fact("atom", "Atom \\u0001 <b> & so on", "")).statusCode(201);
    Response answer = given().get(PATH + ".atom?limit=1&type=milestone.recorded");
    answer.then().statusCode(200).contentType(startsWith("application/atom+xml"));
    SyndFeed feed = new SyndFeedInput().build(new StringReader(answer.asString()));
    assertEquals("atom_1.0", feed.getFeedType());
    SyndEntry entry = feed.getEntries().getFirst();
    assertEquals("Recorded: Atom \ufffd <b> & so on", entry.getTitle());
    assertTrue(entry.getLink().endsWith(MILESTONES + "/atom"), entry.getLink());
    assertEquals("milestone.recorded", entry.getCategories().getFirst().getName());
    String id = given().get(PATH + "?limit=1").path("items[0].id");
    assertEquals("urn:uuid:" + id, entry.getUri());
    given().get(entry.getLink()).then().statusCode(200).body("id", equalTo("atom"));

    Document xml = xml(answer.asString());
    for (String required : List.of("id", "title", "updated")) { // RFC 4287, sections 4.1.1, 4.1.2
      assertEquals(2, xml.getElementsByTagNameNS(ATOM, required).getLength(), required);
    }
    List<String> links = new ArrayList<>();
    for (int i = 0; i < xml.getElementsByTagNameNS(ATOM, "link").getLength(); i++) {
      links.add(
          xml.getElementsByTagNameNS(ATOM, "link")
              .item(i)
              .getAttributes()
              .getNamedItem("rel")
              .getNodeValue());
    }
    assertEquals(List.of("self", "next", "alternate"), links.stream().toList());
    withdraw("atom");
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @Test
  void theFeedOfNoEventsIsAFeed() throws Exception {
    String empty =
        given()
            .accept("application/atom+xml")
            .get(PATH + "?since=2199-01-01T00:00:00Z")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertEquals(List.of(), new SyndFeedInput().build(new StringReader(empty)).getEntries());
  }

  @Test
  void theJsonFeedHasTheFieldsOfItsFormat() {
    post(fact("json-feed", "A JSON feed", "")).statusCode(201);
    String json = given().accept("application/feed+json").get(PATH + "?limit=1").asString();
    Response answer = given().get(PATH + ".json?limit=1");
    assertEquals(json, answer.asString(), "by Accept and by suffix");
    answer
        .then()
        .statusCode(200)
        .contentType(startsWith("application/feed+json"))
        .body("version", equalTo("https://jsonfeed.org/version/1.1"))
        .body("feed_url", containsString(PATH + ".json?limit=1"))
        .body("next_url", containsString("cursor="))
        .body("items[0].id", startsWith("urn:uuid:"))
        .body("items[0].title", equalTo("Recorded: A JSON feed"))
        .body("items[0].content_text", containsString("json-feed"))
        .body("items[0].tags", equalTo(List.of("milestone.recorded")))
        .body("items[0]._perigee.data.facts.milestones[0].id", equalTo("json-feed"));
    String next = answer.path("next_url");
    given().get(next).then().statusCode(200).body("items", hasSize(1));
    withdraw("json-feed");
  }

  @Test
  void aReaderWhoHasTheFeedIsToldSo() {
    post(fact("unchanged", "Unchanged", "")).statusCode(201);
    for (String form : List.of("", ".atom", ".json")) {
      Response first = given().get(PATH + form);
      given()
          .header("If-None-Match", first.header("ETag"))
          .get(PATH + form)
          .then()
          .statusCode(304)
          .header("ETag", first.header("ETag"));
    }
    String modified = modified();
    given().header("If-Modified-Since", modified).get(PATH).then().statusCode(304);
    given()
        .header("If-Modified-Since", modified)
        .header("If-None-Match", "\"of another time\"")
        .get(PATH)
        .then()
        .statusCode(200);
    given().header("If-Modified-Since", "yesterday").get(PATH).then().statusCode(200);
    String tag = given().get(PATH).header("ETag");
    withdraw("unchanged");
    given().header("If-None-Match", tag).get(PATH).then().statusCode(200);
    given().header("If-Modified-Since", modified).get(PATH).then().statusCode(200);
  }

  /** Once the second of the last event is over. */
  private static String modified() {
    Waiting.until(() -> given().get(PATH).header("Last-Modified") != null);
    Response answer = given().get(PATH);
    assertTrue(
        Instant.parse(answer.<String>path("items[0].timestamp")).isBefore(Instant.now()),
        "an event of the past");
    return answer.header("Last-Modified");
  }

  private static String newest() {
    return last().extract().path("items[0].id");
  }

  private static ValidatableResponse last() {
    return given().get(PATH + "?limit=1").then().statusCode(200);
  }

  private static String fact(String id, String title, String more) {
    return """
    {"id": "%s", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 80, "title": "%s",
     "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"%s}\
    """
        .formatted(id, title, more);
  }

  private static ValidatableResponse post(String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Perigee-User", "ada")
        .body(body)
        .post(MILESTONES)
        .then();
  }

  private static void withdraw(String id) {
    post("{\"supersedes\": \"%s\", \"retracted\": true}".formatted(id)).statusCode(201);
  }
}
