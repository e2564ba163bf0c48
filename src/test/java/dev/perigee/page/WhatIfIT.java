package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.page.Browser.Scheme;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What-ifs in a real browser, beside what the API answers to the same. */
@InBrowser
class WhatIfIT {
  private static final String DRIVER = "launch.cost.learning-rate";
  private static final String RUNS = "/api/v1/runs";
  private static final String MEAN = "/valuation/enterpriseValueUsd/mean";
  private static final String COMPARED = "[data-testid=origin] a[href^='/api/v1/comparisons/']";

  /** So many that a comparison of them takes seconds. */
  private static final int MANY_PATHS = 60_000;

  @RegisterExtension static final ServedPage PAGE = new ServedPage();

  private Browser browser;
  private JsonApi api;

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    api = PAGE.api();
  }

  @Test
  void aChangedDriverIsAnsweredWithTheDifferenceOfTheApiAndItsLinkRestoresIt() {
    browser.open(View.WHAT_IF);
    double before = browser.value("after-ev-mean");
    browser.named("slider-" + DRIVER).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.PAGE_UP);
    browser.until("an answer", () -> browser.isThere(Browser.selector("difference-ev-mean")));
    browser.awaitAll(COMPARED);
    String pinned = browser.named("value-" + DRIVER).getDomProperty("value");
    JsonNode ledger = api.post(RUNS, "{\"paths\": 2000}");
    JsonNode run = api.post(RUNS, pinned(pinned, 2000));
    assertEquals(ledger.at(MEAN).doubleValue(), before);
    assertIsTheAnswer(run, ledger);

    String link = browser.address().substring(PAGE.url().length());
    double after = browser.value("after-ev-mean");
    try (Browser other = new Browser(PAGE.url(), Browser.LAPTOP, Scheme.LIGHT)) {
      other.open(link);
      other.awaitAll(Browser.selector("difference-ev-mean"));
      assertEquals(pinned, other.named("value-" + DRIVER).getDomProperty("value"));
      assertEquals(after, other.value("after-ev-mean"));
    }
  }

  /** A request with the driver held at a value. */
  private static String pinned(String value, int paths) {
    return """
    {"paths": %d, "scenario": {"assumptions": {"%s": %s}}}\
    """
        .formatted(paths, DRIVER, value);
  }

  /** That the page shows one run beside another, and what the API makes of the two. */
  private void assertIsTheAnswer(JsonNode run, JsonNode ledger) {
    assertEquals(ledger.at(MEAN).doubleValue(), browser.value("before-ev-mean"));
    assertEquals(run.at(MEAN).doubleValue(), browser.value("after-ev-mean"));
    browser.figuresOfARun().stream()
        .filter(figure -> figure.testid().contains("after-"))
        .forEach(figure -> figure.assertIsOf(run));
    JsonNode compared = api.get(comparison());
    assertEquals(run.path("id"), compared.path("candidate"));
    assertEquals(ledger.path("id"), compared.path("reference"));
    assertEquals(
        compared.at("/enterpriseValueUsd/mean/difference").doubleValue(),
        browser.value("difference-ev-mean"));
    assertEquals(
        compared.at("/probabilityBelowOne/9/difference").doubleValue(),
        browser.value("difference-parity-2035"));
    assertEquals(
        compared.at("/bandsUsd/bull/difference").doubleValue(),
        browser.value("table-difference-band-bull"));
    assertFalse(browser.text("[data-testid=measures]").contains("error to come"));
  }

  /** The address of the comparison whose differences are shown. */
  private String comparison() {
    return browser.driver().findElement(By.cssSelector(COMPARED)).getDomAttribute("href");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flight-20  | "type": "FLIGHT_RESULT", "value": 100, "grade": "MET", "subject": "Starship", "title": "Flight 20 delivers its payload"
          demo-fails | "type": "DEMO_THERMAL", "grade": "FAILED", "title": "Radiator does not hold its heat flux"
          fcc-grants | "type": "REGULATORY_DECISION", "value": 100000, "grade": "MET", "actor": "FCC", "title": "FCC grants 100,000 satellites"
          """)
  void aPresetIsAnsweredAsItsMilestoneIsByTheApi(String preset, String milestone) {
    browser.open(View.WHAT_IF);
    browser.click("preset-" + preset);
    browser.awaitAll(COMPARED);
    LocalDate day = LocalDate.parse(browser.named("milestone-0-date").getDomProperty("value"));
    assertEquals(day.lengthOfMonth(), day.getDayOfMonth(), "the last of a month, got " + day);
    JsonNode ledger = api.post(RUNS, "{\"paths\": 2000}");
    JsonNode run =
        api.post(
            RUNS,
            """
            {"paths": 2000, "scenario": {"hypotheticalMilestones": [{"occurredOn": "%s", %s}]}}\
            """
                .formatted(day, milestone));
    assertIsTheAnswer(run, ledger);
    Set<String> acting =
        run.path("effects")
            .valueStream()
            .filter(effect -> effect.path("facts").toString().contains("hypothetical-1"))
            .map(effect -> effect.path("rule").asText())
            .collect(Collectors.toSet());
    assertFalse(acting.isEmpty(), run.path("effects").toString());
    String shown = browser.named("acting-card").getText();
    acting.forEach(rule -> assertTrue(shown.contains(rule), rule + " in " + shown));
  }

  @Test
  void aComparisonThatIsSupersededGoesOnForOthersWhoWaitForIt() {
    browser.open("/#/what-if?paths=" + MANY_PATHS + "&" + DRIVER + "=0.31");
    browser.until("a comparison under way", () -> comparing().contains("%"));
    JsonNode ledger = api.post(RUNS, "{\"paths\": %d}".formatted(MANY_PATHS));
    JsonNode run = api.post(RUNS, pinned("0.31", MANY_PATHS));
    JsonNode awaited =
        JsonApi.body(
            api.send(
                "POST",
                "/api/v1/comparisons",
                "{\"run\": %s, \"with\": %s}".formatted(run.path("id"), ledger.path("id"))));
    assertNotEquals("done", awaited.path("state").asText(), "it goes on when it is superseded");
    browser.named("slider-" + DRIVER).sendKeys(Keys.ARROW_RIGHT);
    browser.awaitAll(COMPARED);
    String place = "/api/v1/comparisons/" + awaited.path("id").asText();
    assertNotEquals(place, comparison());
    assertEquals(run.path("id"), api.get(place).path("candidate"));
  }

  /** What the page says while a comparison is worked out, or nothing. */
  private String comparing() {
    String told = Browser.selector("comparing");
    return browser.isThere(told) ? browser.text(told) : "";
  }

  @Test
  void aWhatIfIsSavedAsAScenarioOfTheApi() {
    browser.open("/#/what-if?" + DRIVER + "=0.31");
    browser.awaitAll(Browser.selector("difference-ev-mean"));
    browser.click("save-as");
    browser.type("scenario-name", "Learning at 31 %");
    browser.type("claimed-name", "Ana");
    browser.click("confirm-save");
    browser.awaitNamed("saved");
    String id =
        api.get("/api/v1/scenarios")
            .path("items")
            .valueStream()
            .filter(scenario -> scenario.path("name").asText().equals("Learning at 31 %"))
            .map(scenario -> scenario.path("id").asText())
            .findFirst()
            .orElseThrow();
    JsonNode saved = api.get("/api/v1/scenarios/" + id);
    assertEquals("Ana", saved.path("author").asText());
    assertEquals(0.31, saved.path("scenario").path("assumptions").path(DRIVER).doubleValue());
    assertTrue(browser.address().contains("saved=" + id + ",1"));
  }
}
