package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.page.Browser.Scheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser: every view, its numbers, long work, an outage, the keyboard. */
@InBrowser
class PageIT {
  private static final Logger LOG = Logger.getLogger(PageIT.class);
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final String SLIDER = "slider-launch.cost.learning-rate";
  private static final String WHAT_IF = "/app/views/what-if.js";
  private static final int MOVERS = 3;

  @RegisterExtension static final ServedPage PAGE = new ServedPage();

  private Browser browser;
  private JsonApi api;

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    api = PAGE.api();
  }

  // ---------------------------------------------------------------------------------- every view

  @ParameterizedTest
  @EnumSource
  void aViewIsWholeWithoutAnErrorARequestElsewhereOrAGraveObstacle(View view) {
    browser.open(view);
    browser.drawCharts();
    LOG.infof("First content of %s after %s ms", view, firstContentMillis());
    assertEquals(List.of(), browser.consoleErrors());
    List<String> requests = browser.requests();
    assertTrue(requests.contains(PAGE.url() + "/app/perigee.css"), requests.toString());
    assertEquals(List.of(), requests.stream().filter(PageIT::isElsewhere).toList());
    assertEquals(List.of(), browser.figures().stream().filter(it -> !it.isTrue()).toList());
    List<String> obstacles = new ArrayList<>(obstacles(new AxeBuilder()));
    browser.use(Scheme.DARK);
    browser.until("dark colours", () -> browser.isThere("html[data-theme=dark]"));
    obstacles.addAll(obstacles(new AxeBuilder().withRules(List.of("color-contrast"))));
    assertEquals(List.of(), obstacles);
  }

  private static boolean isElsewhere(String address) {
    return Stream.of(PAGE.url() + "/", "blob:" + PAGE.url() + "/", "data:", "about:blank")
        .noneMatch(address::startsWith);
  }

  private long firstContentMillis() {
    return Math.round(
        ((Number)
                browser.run(
                    "return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            .doubleValue());
  }

  private List<String> obstacles(AxeBuilder axe) {
    return axe.analyze(browser.driver()).getViolations().stream()
        .filter(violation -> GRAVE.contains(violation.getImpact()))
        .map(PageIT::described)
        .toList();
  }

  private static String described(Rule violation) {
    return violation.getNodes().stream()
        .map(node -> node.getTarget() + " " + node.getFailureSummary().replace('\n', ' '))
        .collect(
            Collectors.joining("; ", violation.getId() + ", " + violation.getHelp() + ": ", ""));
  }

  // -------------------------------------------------------------------------- numbers of the API

  @Test
  void todayShowsTheNumbersOfTheRunOfTheDay() {
    JsonNode run = api.post("/api/v1/runs", "{}");
    browser.open(View.TODAY);
    List<Figure> figures = browser.figuresOfARun();
    assertTrue(figures.size() >= 15, figures.toString());
    figures.forEach(figure -> figure.assertIsOf(run));
    assertEquals(
        run.at("/valuation/marketImplied/companyPackWeight").doubleValue(),
        browser.value("implied-credence"));
    assertEquals(
        run.at("/valuation/marketImplied/statement").asText(),
        browser.named("statement").getText());
    assertEquals(
        run.at("/valuation/marketImplied/orbitalOptionUsd").doubleValue(),
        browser.value("orbital-option"));
    browser.click("capacity-table");
    List<List<Double>> rows = browser.rows("capacity-rows");
    assertEquals(run.path("capacity").size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode capacity = run.path("capacity").path(i).path("capacityKw");
      assertEquals(
          Stream.of("mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95")
              .map(key -> capacity.path(key).doubleValue())
              .toList(),
          rows.get(i).subList(1, rows.get(i).size()).stream().toList());
    }
  }

  @Test
  void aNewcomerFindsThePriceAndTheThreeFactsThatMovedItMostWithTheirSourcesOnTwoScreens() {
    JsonNode run = api.post("/api/v1/runs", "{}");
    browser.open(View.TODAY);
    List<JsonNode> steps =
        api.get("/api/v1/runs/" + run.path("id").asText() + "/attribution")
            .path("steps")
            .valueStream()
            .sorted(Comparator.comparingDouble(PageIT::moved).reversed())
            .limit(MOVERS)
            .toList();
    List<WebElement> movers =
        browser.driver().findElements(By.cssSelector(Browser.selector("mover")));
    assertEquals(MOVERS, movers.size());
    for (int i = 0; i < MOVERS; i++) {
      WebElement mover = movers.get(i);
      JsonNode step = steps.get(i);
      for (JsonNode fact : step.path("facts")) {
        assertTrue(mover.getText().contains(fact.path("title").asText()), mover.getText());
      }
      WebElement value = mover.findElement(By.cssSelector(Browser.selector("mover-value")));
      assertEquals(
          step.at("/enterpriseValueUsd/difference").doubleValue(),
          Double.parseDouble(value.getDomAttribute("data-value")));
      List<WebElement> sources =
          mover.findElements(By.cssSelector("[data-testid=mover-source] a[href^=http]"));
      assertFalse(sources.isEmpty(), mover.getText());
      sources.forEach(
          source -> assertTrue(isSource(source.getDomAttribute("href"), step), step.toString()));
      assertTrue(bottom(sources.getLast()) <= 2 * Browser.LAPTOP.height, mover.getText());
    }
    WebElement implied = browser.named("implied-credence");
    assertTrue(bottom(implied) <= Browser.LAPTOP.height, "the first screen has what is implied");
  }

  /** Whether a link is to a source of a fact of this step, or to a file of a repository that is. */
  private static boolean isSource(String link, JsonNode step) {
    String file = link.replaceFirst("https://github.com/([^/]+/[^/]+)/blob/HEAD/", "github:$1:");
    return step.path("facts").findValuesAsText("sourceUrl").stream()
        .anyMatch(source -> source.contains(link) || source.contains(file));
  }

  private static double moved(JsonNode step) {
    return Math.abs(step.at("/enterpriseValueUsd/difference").doubleValue());
  }

  private static int bottom(WebElement element) {
    return element.getRect().y + element.getRect().height;
  }

  @Test
  void evidenceShowsWhatEachFactDid() {
    JsonNode run = api.post("/api/v1/runs", "{}");
    browser.open(View.EVIDENCE);
    JsonNode attribution = api.get("/api/v1/runs/" + run.path("id").asText() + "/attribution");
    browser.click("waterfall-table");
    List<List<Double>> rows = browser.rows("waterfall-rows");
    List<Double> differences =
        attribution
            .path("steps")
            .valueStream()
            .map(step -> step.at("/enterpriseValueUsd/difference").doubleValue())
            .filter(difference -> difference != 0)
            .toList();
    assertEquals(
        differences, rows.subList(1, rows.size() - 1).stream().map(List::getFirst).toList());
    assertEquals(
        attribution.at("/prior/enterpriseValueUsd/mean").doubleValue(), rows.getFirst().getLast());
    assertEquals(
        attribution.at("/posterior/enterpriseValueUsd/mean").doubleValue(),
        rows.getLast().getLast());
    assertEquals(attribution.at("/remainder/difference").doubleValue(), browser.value("remainder"));
  }

  @Test
  void aMovedDayAsksForTheValueThatWasKnownThen() {
    browser.open(View.EVIDENCE);
    browser.named("replay").sendKeys(Keys.HOME);
    String first = first(api.get("/api/v1/milestones?limit=1000").path("items"));
    JsonNode run = api.post("/api/v1/runs", "{\"asOf\": \"%s\"}".formatted(first));
    browser.until(
        "the value of " + first,
        () ->
            browser.value("replay-value")
                == run.at("/valuation/enterpriseValueUsd/mean").doubleValue());
    assertEquals(
        run.at("/valuation/marketImplied/companyPackWeight").doubleValue(),
        browser.value("replay-credence"));
  }

  /** The first day on which anything was reported. */
  private static String first(JsonNode facts) {
    return facts
        .valueStream()
        .map(it -> it.path("reportedOn").asText())
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sensitivityShowsTheBarsOfItsSweep() throws Exception {
    JsonNode sweep =
        api.finished(
            "/api/v1/sweeps",
            """
            {"kind": "tornado", "base": {"paths": 8000},
             "drivers": [{"parameter": "launch.cost.initial"}, {"parameter": "valuation.discount-rate"}]}\
            """);
    String id = sweep.path("id").asText();
    browser.open("/#/sensitivity?sweep=" + id);
    browser.awaitAll(Browser.selector("tornado-base"));
    JsonNode results = api.get("/api/v1/sweeps/" + id + "/results");
    List<Figure> differences =
        browser.figures().stream().filter(it -> it.testid().contains("-difference-")).toList();
    assertEquals(4, differences.size(), differences.toString());
    for (Figure difference : differences) {
      assertTrue(difference.isTrue(), difference.toString());
      assertTrue(
          results.findValues("difference").stream()
              .anyMatch(it -> it.doubleValue() == difference.value()),
          () -> difference + " is not in " + results);
    }
  }

  // ------------------------------------------------------------------------------------ long work

  @Test
  void longWorkShowsHowFarItIsAndIsCancelled() {
    browser.open(View.SENSITIVITY);
    browser.requests();
    browser.click("compute-tornado");
    browser.until("progress", () -> browser.text(Browser.selector("progress")).contains("%"));
    browser.click("cancel");
    browser.awaitNamed("empty");
    assertTrue(browser.text(Browser.selector("tornado-result")).contains("It was cancelled"));
    String sweep =
        browser.requests().stream()
            .filter(address -> address.contains("/api/v1/sweeps/"))
            .findFirst()
            .orElseThrow();
    assertEquals("cancelled", api.get(sweep.substring(PAGE.url().length())).path("state").asText());
  }

  @Test
  void aBackTestIsShownWithTheScoresOfTheApi() {
    browser.open(View.TRACK_RECORD);
    browser.run(
        """
        for (const [name, day] of [['backtest-from', '2026-06-01'], ['backtest-to', '2026-09-01']]) {
          document.querySelector(`[data-testid=${name}]`).value = day;
        }
        """);
    browser.click("start-backtest");
    browser.awaitAll(Browser.selector("backtest-result"));
    String id = browser.address().replaceFirst(".*backtest=([^&]+).*", "$1");
    JsonNode scores = api.get("/api/v1/forecasts/scores?backtest=" + id);
    List<Figure> shown =
        browser.figures().stream().filter(it -> it.testid().startsWith("score-")).toList();
    assertFalse(shown.isEmpty());
    for (Figure score : shown) {
      assertTrue(score.isTrue(), score.toString());
      JsonNode item =
          scores
              .path("items")
              .valueStream()
              .filter(it -> score.testid().equals("score-" + it.path("question").asText()))
              .findFirst()
              .orElseThrow();
      String place =
          item.at("/probabilities/brier").isMissingNode()
              ? "/numbers/crps"
              : "/probabilities/brier/score";
      assertEquals(item.at(place).doubleValue(), score.value(), score.testid());
    }
  }

  // --------------------------------------------------------------------------------------- outage

  @Test
  void aKilledServiceIsReportedAndThePageRecoversByItself() throws Exception {
    browser.open(View.RULES);
    browser.until(
        "that the page loads the other views",
        () ->
            (boolean)
                browser.run(
                    "return performance.getEntriesByName(location.origin + arguments[0]).length > 0",
                    WHAT_IF));
    browser.run("return import(arguments[0]).then(() => true)", WHAT_IF); // all that it imports
    browser.run("window.loadedOnce = true");
    PAGE.service().kill();
    try {
      browser.click("nav-what-if");
      browser.until("the outage", () -> browser.isThere("[data-testid=banner][data-kind=outage]"));
      assertTrue(browser.named("banner").isDisplayed());
      assertTrue(browser.awaitNamed("failure").getText().contains("does not answer"));
    } finally {
      PAGE.service().startAgain();
    }
    browser.awaitAll(View.WHAT_IF.sign());
    assertFalse(browser.named("banner").isDisplayed());
    assertEquals(true, browser.run("return window.loadedOnce"), "it was not loaded anew");
  }

  // ------------------------------------------------------------------------------------- keyboard

  @Test
  void theKeyboardAloneReachesAViewASliderAndItsAnswer() {
    browser.open(View.TODAY);
    press(Keys.TAB);
    assertEquals("skip", focused("id"));
    tabTo("nav-what-if");
    press(Keys.ENTER);
    browser.awaitAll(View.WHAT_IF.sign());
    double before = browser.value("after-ev-mean");
    tabTo(SLIDER);
    press(Keys.ARROW_RIGHT);
    browser.until("an answer", () -> browser.isThere(Browser.selector("difference-ev-mean")));
    assertNotEquals(before, browser.value("after-ev-mean"));
    assertEquals(SLIDER, focused("data-testid"), "the focus stays");
    tabTo("after-ev-mean");
    press(Keys.ENTER);
    assertEquals(
        browser.value("after-ev-mean"), browser.value("trace-value"), "the way to its sources");
    press(Keys.ESCAPE);
    assertFalse(browser.isThere(Browser.selector("trace")));
  }

  private void press(Keys key) {
    new Actions(browser.driver()).sendKeys(key).perform();
  }

  private void tabTo(String testid) {
    boolean isReached =
        IntStream.range(0, 200)
            .anyMatch(
                i -> {
                  press(Keys.TAB);
                  return testid.equals(focused("data-testid"));
                });
    assertTrue(isReached, testid + " is not reached by the tabulator");
  }

  private String focused(String attribute) {
    return browser.driver().switchTo().activeElement().getDomAttribute(attribute);
  }

  // -------------------------------------------------------------------------------------- the API

  @Test
  void theApiIsTriedOutInThreeClicks() {
    browser.open("/");
    browser.until("the foot of the page", () -> browser.isThere(".foot a[href='/q/swagger-ui']"));
    browser.driver().findElement(By.linkText("API")).click();
    String operation = "#operations-Rule_sets-getActiveRuleSet";
    browser.until("the operations", () -> browser.isThere(operation));
    browser.driver().findElement(By.cssSelector(operation + " .opblock-summary-control")).click();
    browser.until("what it needs", () -> browser.isThere(operation + " .execute"));
    browser.driver().findElement(By.cssSelector(operation + " .execute")).click();
    String live = operation + " .live-responses-table ";
    browser.until("an answer", () -> browser.isThere(live + ".response-col_status"));
    assertTrue(browser.text(live).contains("200"), browser.text(live));
    assertTrue(browser.text(live).contains("\"digest\": \"sha256:"), browser.text(live));
    assertEquals(List.of(), browser.requests().stream().filter(PageIT::isElsewhere).toList());
  }
}
