package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ReportApiTest {
  private static final String RUNS = "/api/v1/runs";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXACT = Pattern.compile("<data value=\"([^\"]+)\">");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:src|href|action|data|poster|srcset)\\s*=\\s*\"([^\"]*)\"|url\\(([^)]*)\\)");

  /** Few paths: what a report says does not depend on how well it is known. */
  private static final String FEW = "{\"paths\": 1000, \"asOf\": \"2026-11-23\", \"scenario\": %s}";

  @Test
  void numbersOfThePageAreThoseOfTheRun() throws IOException {
    JsonNode run = run("{}");
    Set<Double> said = numbers(page(run));
    for (String pointer :
        List.of(
            "/valuation/enterpriseValueUsd/mean",
            "/valuation/enterpriseValueUsd/standardError",
            "/valuation/enterpriseValueUsd/p95",
            "/valuation/enterpriseValueUsd/percentileStandardErrors/p90",
            "/valuation/bands/bear",
            "/valuation/bands/bullStandardError",
            "/valuation/marketImplied/orbitalOptionUsd",
            "/valuation/equityBridge/equityUsd/mean",
            "/packWeights/company")) {
      assertSaid(said, run.at(pointer), pointer);
    }
    for (JsonNode year : run.get("capacity")) {
      assertSaid(said, year.at("/capacityKw/mean"), "capacity of " + year.get("year"));
      assertSaid(said, year.at("/capacityKw/p95"), "P95 of capacity of " + year.get("year"));
    }
    for (JsonNode year : run.get("costRatio")) {
      assertSaid(said, year.get("p50"), "cost ratio of " + year.get("year"));
      assertSaid(said, year.get("probabilityBelowOne"), "parity of " + year.get("year"));
    }
    for (JsonNode year : run.get("bindingConstraints")) {
      assertSaid(said, year.get("notProducing"), "no production in " + year.get("year"));
    }
    for (JsonNode effect : run.get("effects")) {
      assertSaid(said, effect.get("after"), "after " + effect.get("rule"));
    }
  }

  private static void assertSaid(Set<Double> said, JsonNode number, String what) {
    assertTrue(number.isNumber(), what + " is no number of the run: " + number);
    assertTrue(said.contains(number.doubleValue()), what + ", " + number + ", is not in the page");
  }

  private static Set<Double> numbers(String page) {
    Set<Double> numbers = new HashSet<>();
    Matcher data = EXACT.matcher(page);
    while (data.find()) {
      numbers.add(Double.valueOf(data.group(1)));
    }
    return numbers;
  }

  @Test
  void thePageNeedsNothingElseAndRunsNothing() throws IOException {
    JsonNode run = run("{}");
    String page = page(run);
    assertFalse(page.toLowerCase(Locale.ROOT).contains("<script"));
    assertFalse(page.contains("@import"));
    Matcher reference = REFERENCE.matcher(page);
    int links = 0;
    while (reference.find()) {
      String address = reference.group(1) == null ? reference.group(2) : reference.group(1);
      if (reference.group().startsWith("href") && !address.startsWith("#")) {
        assertTrue(
            page.substring(0, reference.start()).endsWith("<a "),
            "only links that a reader follows lead elsewhere: " + address);
        links++;
      } else {
        assertTrue(
            address.startsWith("#") || address.startsWith("\"#") || address.startsWith("data:"),
            "loaded from elsewhere: " + address);
      }
    }
    assertTrue(links > 0, "no link to the source of a fact");
    given()
        .accept("text/html")
        .get(RUNS + "/" + id(run) + "/report")
        .then()
        .header("Content-Security-Policy", startsWith("default-src 'none'"));
  }

  @Test
  void chartsStandInThePageWithWordsForWhoDoesNotSeeThem() throws IOException {
    String page = page(run("{}"));
    assertEquals(6, page.split("<svg ", -1).length - 1);
    Matcher words = Pattern.compile("role=\"img\" aria-label=\"([^\"]+)\"").matcher(page);
    int said = 0;
    while (words.find()) {
      assertTrue(words.group(1).matches("(?s).*[0-9].*"), "no number in: " + words.group(1));
      said++;
    }
    assertEquals(6, said);
  }

  @Test
  void thePdfHasTheHeadlineLinksBookmarksAndTags() throws IOException {
    JsonNode run = run("{}");
    try (PDDocument pdf = Loader.loadPDF(bytes(run, "application/pdf"))) {
      String text = new PDFTextStripper().getText(pdf);
      assertTrue(
          text.contains(run.at("/valuation/marketImplied/statement").asText()), "no statement");
      assertTrue(text.contains(billions(run.at("/valuation/enterpriseValueUsd/mean"))), "no mean");
      assertTrue(text.contains(billions(run.at("/valuation/bands/bull"))), "no bull band");
      assertTrue(text.contains(run.at("/provenance/digest").asText()), "no digest");
      assertTrue(text.contains("1 / " + pdf.getNumberOfPages()), "no page numbers");
      assertTrue(pdf.getNumberOfPages() >= 5 && pdf.getNumberOfPages() <= 20);
      assertEquals("The ledger as it stands - Perigee", pdf.getDocumentInformation().getTitle());
      assertEquals("en", pdf.getDocumentCatalog().getLanguage());
      assertTrue(pdf.getDocumentCatalog().getMarkInfo().isMarked(), "not tagged");
      assertNotNull(pdf.getDocumentCatalog().getDocumentOutline().getFirstChild());
      assertFalse(links(pdf).isEmpty(), "no links to sources");
      assertTrue(links(pdf).stream().allMatch(each -> each.startsWith("http")));
      assertEquals(595, pdf.getPage(0).getMediaBox().getWidth(), 1, "not A4");
    }
  }

  private static String billions(JsonNode usd) {
    return String.format(Locale.ROOT, "%,.1f", usd.doubleValue() / 1e9);
  }

  private static List<String> links(PDDocument pdf) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (PDPage page : pdf.getPages()) {
      for (PDAnnotation annotation : page.getAnnotations()) {
        if (annotation instanceof PDAnnotationLink link
            && link.getAction() instanceof PDActionURI action) {
          addresses.add(action.getURI());
        }
      }
    }
    return addresses;
  }

  @Test
  void thePictureHasItsSizeAndInkWhereTheChartsAre() throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes(run("{}"), "image/png")));
    assertEquals(1200, picture.getWidth());
    assertEquals(1500, picture.getHeight());
    for (int left : List.of(50, 600)) {
      for (int top : List.of(400, 920)) {
        Set<Integer> colours = new HashSet<>();
        int ink = 0;
        for (int x = left; x < left + 500; x++) {
          for (int y = top; y < top + 440; y++) {
            colours.add(picture.getRGB(x, y));
            ink += picture.getRGB(x, y) == 0xffffffff ? 0 : 1;
          }
        }
        String where = "chart at %d, %d".formatted(left, top);
        assertTrue(colours.size() > 50, where + " has " + colours.size() + " colours");
        assertTrue(ink > 5_000, where + " has " + ink + " points that are not white");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"text/html, html", "application/pdf, pdf", "image/png, png"})
  void theSuffixGivesTheSameBytesForEverAndAName(String type, String suffix) throws IOException {
    JsonNode run = run("{}");
    String path = RUNS + "/" + id(run) + "/report";
    Response accepted = given().accept(type).get(path);
    Response suffixed = given().accept("*/*").get(path + "." + suffix);
    assertArrayEquals(accepted.asByteArray(), suffixed.asByteArray());
    suffixed
        .then()
        .statusCode(200)
        .contentType(startsWith(type))
        .header("Cache-Control", containsString("immutable"))
        .header("Vary", containsString("Accept"))
        .header("ETag", equalTo(accepted.header("ETag")))
        .header(
            "Content-Disposition",
            "inline; filename=\"perigee-the-ledger-as-it-stands-%s-%s.%s\""
                .formatted(run.at("/provenance/asOf").asText(), id(run).substring(0, 8), suffix));
    given()
        .accept(type)
        .header("If-None-Match", accepted.header("ETag"))
        .get(path)
        .then()
        .statusCode(304);
  }

  @Test
  void eachRepresentationHasATagOfItsOwn() throws IOException {
    String path = RUNS + "/" + id(run("{}")) + "/report";
    Set<String> tags = new HashSet<>();
    for (String type : List.of("text/html", "application/pdf", "image/png")) {
      tags.add(given().accept(type).get(path).header("ETag"));
    }
    assertEquals(3, tags.size(), tags.toString());
  }

  @Test
  void namesAndReasonsWithMarkupAreText() throws IOException {
    String name = "<script>alert(1)</script>" + "x".repeat(150) + " & \\\"quoted\\\"";
    JsonNode run =
        run(
            FEW.formatted(
                """
                {"name": "%s", "hypotheticalMilestones": [{"type": "FLIGHT_RESULT",
                  "occurredOn": "2026-12-01", "grade": "MET", "value": 60,
                  "title": "<img src=x onerror=alert(2)>", "note": "</td><b>bold</b>",
                  "sourceUrl": "javascript:alert(3)"}]}"""
                    .formatted(name)));
    String page = page(run);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the name is not there");
    assertTrue(page.contains("&lt;img src=x onerror=alert(2)&gt;"), "the title is not there");
    for (String markup : List.of("<script", "<img", "<b>bold", "href=\"javascript")) {
      assertFalse(page.contains(markup), markup);
    }
    try (PDDocument pdf = Loader.loadPDF(bytes(run, "application/pdf"))) {
      assertTrue(new PDFTextStripper().getText(pdf).contains("<script>alert(1)</script>"));
      assertFalse(links(pdf).stream().anyMatch(each -> each.startsWith("javascript")));
    }
    given()
        .accept("image/png")
        .get(RUNS + "/" + id(run) + "/report")
        .then()
        .statusCode(200)
        .header(
            "Content-Disposition", containsString("filename=\"perigee-script-alert-1-script-xxx"));
  }

  @Test
  void assumptionsOfTheScenarioAreSaid() throws IOException {
    String page =
        page(
            run(
                FEW.formatted(
                    """
                    {"name": "cheap launch", "assumptions": {"launch.cost.learning-rate": 0.23,
                       "reliability.accelerator-loss": {"triangular": [0.03, 0.06, 0.12]}},
                     "effects": [{"type": "scale", "parameter": "launch.cost.initial", "multiplier": 0.8}],
                     "packWeights": {"sceptic": 0.2, "house": 0.5, "company": 0.3},
                     "equityBridge": {"cashUsd": 123e9}}""")));
    for (String said :
        List.of(
            "<h1 class=\"\">cheap launch</h1>",
            "launch.cost.learning-rate",
            "<data value=\"0.23\">0.23</data>",
            "triangular [0.03,0.06,0.12]",
            "multiplier 0.8",
            "sceptic 20.0, house 50.0, company 30.0 percent",
            "cash $123.0 bn")) {
      assertTrue(page.contains(said), "not said: " + said);
    }
  }

  @Test
  void aSinglePathHasAReportWithoutProbability() throws IOException {
    JsonNode run = run("{\"mode\": \"deterministic\", \"scenario\": {\"name\": \"central\"}}");
    Set<Double> said = numbers(page(run));
    assertSaid(said, run.get("enterpriseValueUsd"), "enterprise value");
    assertSaid(said, run.at("/quarters/59/capacityKw"), "capacity in the last quarter");
    try (PDDocument pdf = Loader.loadPDF(bytes(run, "application/pdf"))) {
      String text = new PDFTextStripper().getText(pdf);
      assertTrue(text.contains("no forecast"), "not said that it is no forecast");
      assertFalse(text.contains("percentile"), "a single path has no percentiles");
    }
    given()
        .accept("image/png")
        .get(RUNS + "/" + id(run) + "/report")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("filename=\"perigee-central-6e3797a0.png\""));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 120})
  void horizonsOfAnyLengthHaveAReport(int quarters) throws IOException {
    JsonNode run =
        run(FEW.formatted("{\"startYear\": 2039, \"quarters\": %d}".formatted(quarters)));
    for (String type : List.of("text/html", "application/pdf", "image/png")) {
      assertTrue(bytes(run, type).length > 10_000, type);
    }
  }

  @Test
  void whatIsNotThereHasNoReport() {
    given()
        .accept("application/pdf")
        .get(RUNS + "/00000000000000000000000000000000/report")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:perigee:problem:not-found"));
    given().get(RUNS + "/00000000000000000000000000000000/report.png").then().statusCode(404);
  }

  @Test
  void otherTypesAreNotAcceptable() throws IOException {
    given()
        .accept("application/json")
        .get(RUNS + "/" + id(run("{}")) + "/report")
        .then()
        .statusCode(406);
  }

  @Test
  void aRunThatGoesOnHasNoReportYet() {
    String body =
        "{\"paths\": 1000000, \"seed\": 8104, \"asOf\": \"2026-11-23\", \"scenario\": {\"quarters\": 120}}";
    String id =
        given()
            .contentType("application/json")
            .header("Prefer", "respond-async")
            .body(body)
            .post(RUNS)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    try {
      given()
          .accept("text/html")
          .get(RUNS + "/" + id + "/report")
          .then()
          .statusCode(409)
          .body("detail", containsString("is not done yet"));
    } finally {
      given().delete(RUNS + "/" + id).then().statusCode(204);
    }
    given().accept("text/html").get(RUNS + "/" + id + "/report").then().statusCode(410);
  }

  private static JsonNode run(String body) throws IOException {
    return JSON.readTree(
        given()
            .contentType("application/json")
            .header("Prefer", "wait=60")
            .body(body)
            .post(RUNS)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static String id(JsonNode run) {
    return run.get("id").asText();
  }

  private static String page(JsonNode run) {
    return given()
        .accept("text/html")
        .get(RUNS + "/" + id(run) + "/report")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static byte[] bytes(JsonNode run, String type) {
    return given()
        .accept(type)
        .get(RUNS + "/" + id(run) + "/report")
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }
}
