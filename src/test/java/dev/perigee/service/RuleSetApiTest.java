package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Rule sets come in and go out over HTTP. */
@ServiceTest
class RuleSetApiTest {
  private static final String PATH = RuleBundles.PATH;
  private static final String INVALID = "urn:perigee:problem:invalid-rule-set";
  private static final String ZIP = "application/zip";

  @Test
  void anUploadIsStoredWithItsReportAndFoundUnderItsLocation() {
    Map<String, String> files = RuleBundles.marked("located");
    String shipped = RuleBundles.active();
    ValidatableResponse created =
        RuleBundles.as("ada")
            .body(RuleBundles.json(files, "a comment", shipped))
            .post(PATH)
            .then()
            .statusCode(201)
            .body("author", equalTo("ada"))
            .body("message", equalTo("a comment"))
            .body("parent", equalTo(shipped))
            .body("report.cases", hasSize(greaterThan(50)))
            .body("report.rules", hasSize(greaterThan(50)))
            .body("files", nullValue());
    given()
        .get(created.extract().header("Location"))
        .then()
        .statusCode(200)
        .body("digest", equalTo(created.extract().path("digest")))
        .body("files['claims.drl']", equalTo(files.get("claims.drl")))
        .body("approvals", hasSize(0))
        .body("activations", hasSize(0));
  }

  @Test
  void theSameFilesHaveOneDigestWhicheverWayTheyComeAndGo() {
    Map<String, String> files = RuleBundles.marked("three ways");
    String digest =
        upload(RuleBundles.json(files, "as JSON", null)).statusCode(201).extract().path("digest");
    files.replaceAll((name, text) -> text.replace("\n", "\r\n"));
    form(files).post(PATH).then().statusCode(200).body("digest", equalTo(digest));
    zip(RuleBundles.zip(files))
        .statusCode(200)
        .body("digest", equalTo(digest))
        .body("message", equalTo("as JSON"));
    ValidatableResponse archive =
        given()
            .accept(ZIP)
            .get(PATH + "/" + digest)
            .then()
            .statusCode(200)
            .contentType(ZIP)
            .header("ETag", "\"" + digest + "\"")
            .header("Cache-Control", containsString("immutable"));
    byte[] bytes = archive.extract().asByteArray();
    zip(bytes).statusCode(200).body("digest", equalTo(digest));
    assertArrayEquals(
        bytes, given().accept(ZIP).get(PATH + "/" + digest).then().extract().asByteArray());
    given()
        .accept(ZIP)
        .header("If-None-Match", "\"" + digest + "\"")
        .get(PATH + "/" + digest)
        .then()
        .statusCode(304);
  }

  @Test
  void aFormIsStoredWithItsMessageAndItsParent() {
    String shipped = RuleBundles.active();
    form(RuleBundles.marked("as a form"))
        .multiPart("parent", shipped)
        .post(PATH)
        .then()
        .statusCode(201)
        .body("message", equalTo("as a form"))
        .body("parent", equalTo(shipped));
  }

  @Test
  void aZipIsStoredWithItsMessageAndItsParent() {
    String shipped = RuleBundles.active();
    given()
        .contentType(ZIP)
        .queryParam("message", "as a zip")
        .queryParam("parent", shipped)
        .body(RuleBundles.zip(RuleBundles.marked("as a zip")))
        .post(PATH)
        .then()
        .statusCode(201)
        .body("author", equalTo("anonymous"))
        .body("message", equalTo("as a zip"))
        .body("parent", equalTo(shipped));
  }

  @Test
  void everyFindingIsListedWithItsPlaceAndNothingIsStored() {
    Map<String, String> files = RuleBundles.marked("broken");
    files.compute(
        "cases/market.yaml", (name, text) -> text.replaceFirst("(?s)\\n- .*", "\n- nonsense: 1\n"));
    int before = given().get(PATH).then().extract().path("items.size()");
    upload(RuleBundles.json(files, "broken", null))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo(INVALID))
        .body("errors.file", hasItem("cases/market.yaml"))
        .body("errors.message", everyItem(not(emptyOrNullString())));
    assertEquals(before, (int) given().get(PATH).then().extract().path("items.size()"));
  }

  @Test
  void rulesThatDoNotCompileAreRefusedWithTheFileAndLine() {
    Map<String, String> files = RuleBundles.shipped();
    files.put(
        "launch.drl", files.get("launch.drl").replaceFirst("\\$f : Fact\\(", "\\$f : Fact(("));
    upload(RuleBundles.json(files, "a bracket too many", null))
        .statusCode(422)
        .body("type", equalTo(INVALID))
        .body("errors.file", hasItem("launch.drl"));
  }

  @Test
  void aCaseThatFailsKeepsARuleSetOut() {
    Map<String, String> files = RuleBundles.shipped();
    files.put(
        "launch.drl",
        files
            .get("launch.drl")
            .replace(
                "scale(\"launch.cost.initial\", 0.80, 0.7)",
                "scale(\"launch.cost.initial\", 0.75, 0.7)"));
    upload(RuleBundles.json(files, "R07 without its case", null))
        .statusCode(422)
        .body("type", equalTo(INVALID))
        .body("errors.file", hasItem("cases/launch.yaml"));
  }

  @Test
  void aRefusedUploadIsInTheAuditTrail() {
    RuleBundles.as("mallory")
        .body(RuleBundles.json(Map.of("../../etc/passwd", "x"), "a try", null))
        .post(PATH)
        .then()
        .statusCode(422);
    given()
        .queryParam("who", "mallory")
        .queryParam("kind", "upload")
        .get(PATH + "/audit")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].outcome", equalTo("refused"))
        .body("items[0].why", equalTo("a try"))
        .body("items[0].client", equalTo("127.0.0.1"))
        .body("items[0].detail", containsString("no file of a rule set has this name"));
  }

  @Test
  void unknownFieldsAreRefusedByName() {
    upload("{\"files\": {}, \"message\": \"x\", \"author\": \"me\"}")
        .statusCode(422)
        .body("errors", hasItem(hasEntry("pointer", "/author")));
  }

  @Test
  void aMessageIsNeededHoweverABundleComes() {
    upload("{\"files\": {}}").statusCode(422).body("errors.pointer", hasItem("/message"));
    upload("{\"files\": {}, \"message\": \"  \"}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/message"));
    given()
        .contentType(ZIP)
        .body(RuleBundles.zip(RuleBundles.shipped()))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItem("message"));
    given()
        .multiPart("file", "claims.drl", "x".getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItem("message"));
  }

  @Test
  void aParentMustBeStored() {
    String nobody = "sha256:" + "0".repeat(64);
    upload(RuleBundles.json(RuleBundles.marked("an orphan"), "x", nobody))
        .statusCode(422)
        .body("errors.pointer", hasItem("/parent"));
    given()
        .contentType(ZIP)
        .queryParam("message", "x")
        .queryParam("parent", "yesterday's")
        .body(RuleBundles.zip(RuleBundles.shipped()))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItem("parent"));
  }

  @Test
  void aFormTakesFilesAndTwoFieldsAlone() {
    form(RuleBundles.shipped())
        .multiPart("colour", "green")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.parameter", equalTo(List.of("colour")));
  }

  @Test
  void aFormThatEndsBeforeItsLastBoundaryIsRefused() {
    given()
        .contentType("multipart/form-data; boundary=x")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:perigee:problem:malformed-request"));
  }

  @Test
  void namesThatLeaveTheBundleOrAreNoneOfItsAreRefused() {
    for (String name :
        List.of(
            "../launch.drl",
            "/etc/passwd",
            "rules\\launch.drl",
            "cases/../x.drl",
            "Launch.DRL",
            "x.sh",
            "")) {
      zip(RuleBundles.zip(Map.of(name.isEmpty() ? "a b.drl" : name, "x")))
          .statusCode(422)
          .body("type", equalTo(INVALID))
          .body("errors.message", hasItem("no file of a rule set has this name"));
      upload(RuleBundles.json(Map.of(name, "x"), "x", null))
          .statusCode(422)
          .body("errors.message", hasItem("no file of a rule set has this name"));
    }
  }

  @Test
  void aZipOfTheFolderInsteadOfItsFilesGetsASuggestion() {
    zip(RuleBundles.zip(Map.of("rules/launch.drl", "x")))
        .statusCode(422)
        .body("errors.maybe", hasItem("launch.drl"));
  }

  @Test
  void aFileTwiceIsRefused() throws IOException {
    // The library refuses to write a name twice: it is written otherwise and then patched.
    String archive =
        new String(
            RuleBundles.zip(new TreeMap<>(Map.of("claims.drl", "x", "claimz.drl", "y"))),
            StandardCharsets.ISO_8859_1);
    zip(archive.replace("claimz.drl", "claims.drl").getBytes(StandardCharsets.ISO_8859_1))
        .statusCode(422)
        .body("errors.message", hasItem("the file is there twice"));
    given()
        .multiPart("message", "x")
        .multiPart("one", "claims.drl", "x".getBytes(StandardCharsets.UTF_8))
        .multiPart("two", "claims.drl", "y".getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.message", hasItem("the file is there twice"));
  }

  @Test
  void textThatIsNoUtf8IsAFinding() {
    byte[] latin = "// caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    zip(zipOf("claims.drl", latin))
        .statusCode(422)
        .body("errors.message", hasItem("the file is not UTF-8 text"));
    given()
        .multiPart("message", "x")
        .multiPart("file", "claims.drl", latin)
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors.message", hasItem("the file is not UTF-8 text"));
  }

  @Test
  void aNulIsAFinding() {
    zip(zipOf("claims.drl", new byte[] {'x', 10, 0}))
        .statusCode(422)
        .body("errors.message", hasItem("a NUL character"))
        .body("errors.line", hasItem(2));
  }

  @Test
  void aZipBombIsReadNoFurtherThanABundleMayGo() {
    byte[] bomb = zipOf("claims.drl", new byte[300 << 20]);
    assertTrue(bomb.length < 1 << 20, "the bomb is " + bomb.length + " bytes");
    long start = System.nanoTime();
    zip(bomb).statusCode(422).body("errors.message", hasItem(containsString("longer than")));
    zip(zipOf("evil.exe", new byte[300 << 20])).statusCode(422);
    zip(zipOf("folder/", new byte[300 << 20])).statusCode(422);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 10, seconds + " s");
  }

  @Test
  void tooManyFilesAndTooMuchTextAreRefused() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      many.put("f" + i + ".drl", "// x");
    }
    zip(RuleBundles.zip(many))
        .statusCode(422)
        .body("errors.message", hasItem(containsString("more than 100 files")));
    Map<String, String> large = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      large.put("f" + i + ".drl", " ".repeat(200_000));
    }
    zip(RuleBundles.zip(large))
        .statusCode(422)
        .body("errors.message", hasItem(containsString("together")));
  }

  @Test
  void whatIsNoZipIsMalformed() {
    zip("PK, but not for long".getBytes(StandardCharsets.UTF_8)).statusCode(400);
    byte[] half = RuleBundles.zip(RuleBundles.shipped());
    zip(Arrays.copyOf(half, half.length / 3)).statusCode(400);
    zip(RuleBundles.zip(Map.of())).statusCode(400);
  }

  @Test
  void anEmptyBundleIsAFinding() {
    upload("{\"files\": {}, \"message\": \"x\"}")
        .statusCode(422)
        .body("type", equalTo(INVALID))
        .body("errors.message", hasItem("there are no files"));
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedUnread() {
    upload(RuleBundles.json(Map.of("claims.drl", "x".repeat(2 << 20)), "x", null)).statusCode(413);
  }

  @Test
  void otherMediaTypesAreRefused() {
    given().contentType("text/plain").body("x").post(PATH).then().statusCode(415);
  }

  @Test
  void aRuleSetThatIsNotStoredIsNotFound() {
    String nobody = "sha256:" + "0".repeat(64);
    given().get(PATH + "/" + nobody).then().statusCode(404);
    given().get(PATH + "/latest").then().statusCode(404);
    RuleBundles.approve(nobody, "grace").statusCode(404);
  }

  @Test
  void pagesListEveryRuleSetOnceAndMarkTheActiveOne() {
    for (int i = 0; i < 3; i++) {
      RuleBundles.uploaded(RuleBundles.marked("page " + i), "ada");
    }
    List<String> digests = new ArrayList<>();
    List<Boolean> active = new ArrayList<>();
    String query = "?limit=2";
    while (query != null) {
      ValidatableResponse page = given().get(PATH + query).then().statusCode(200);
      digests.addAll(page.extract().path("items.digest"));
      active.addAll(page.extract().path("items.active"));
      String next = page.extract().path("next");
      if (next != null) {
        assertTrue(page.extract().header("Link").contains("rel=\"next\""));
      }
      query = next == null ? null : "?limit=2&cursor=" + next;
    }
    assertEquals(digests.size(), new HashSet<>(digests).size());
    assertTrue(digests.size() >= 4);
    assertEquals(RuleBundles.active(), digests.get(active.indexOf(true)));
    assertEquals(1, active.stream().filter(each -> each).count());
  }

  @Test
  void queriesThatMakeNoSenseAreRefusedByName() {
    given()
        .get(PATH + "?limit=0&cursor=x")
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItems("limit", "cursor"));
    given()
        .get(PATH + "/audit?limit=x&cursor=-1&kind=theft&digest=1")
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItems("limit", "cursor", "kind", "digest"));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    for (String name : List.of("perigee", "x".repeat(101), "caf\u00e9", "a\tb")) {
      RuleBundles.as(name)
          .body(RuleBundles.json(RuleBundles.shipped(), "x", null))
          .post(PATH)
          .then()
          .statusCode(400)
          .body("detail", containsString("Perigee-User"));
    }
  }

  private static ValidatableResponse upload(String body) {
    return RuleBundles.as("ada").body(body).post(PATH).then();
  }

  private static ValidatableResponse zip(byte[] archive) {
    return given().contentType(ZIP).queryParam("message", "a zip").body(archive).post(PATH).then();
  }

  private static RequestSpecification form(Map<String, String> files) {
    RequestSpecification form = given().multiPart("message", "as a form");
    files.forEach(
        (name, text) ->
            form.multiPart(
                new MultiPartSpecBuilder(text.getBytes(StandardCharsets.UTF_8))
                    .controlName("file")
                    .fileName(name)
                    .mimeType("text/plain")
                    .build()));
    return form;
  }

  private static byte[] zipOf(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
