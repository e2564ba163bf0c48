package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.page.Browser.Scheme;
import dev.perigee.service.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser, on the packaged service with its database and its ledger. */
@EnabledIf(
    value = "dev.perigee.page.Browser#isInstalled",
    disabledReason =
        "Chromium and chromedriver are not both on the PATH; on Debian: apt-get install chromium"
            + " chromium-driver")
class PageIT {
  private static final Logger LOG = Logger.getLogger(PageIT.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final String DRIVER = "launch.cost.learning-rate";
  private static final int MOVERS = 3;

  @TempDir static Path data;
  @TempDir Path folder;

  private static PackagedService service;
  private Browser browser;

  @BeforeAll
  static void startService() throws Exception {
    service = PackagedService.start(data);
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @BeforeEach
  void openBrowser() {
    browser = new Browser(service.url(), Browser.LAPTOP, Scheme.LIGHT);
  }

  @AfterEach
  void closeBrowser() {
    browser.close();
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
    assertTrue(requests.contains(service.url() + "/app/perigee.css"), requests.toString());
    assertEquals(List.of(), requests.stream().filter(PageIT::isElsewhere).toList());
    assertEquals(List.of(), browser.figures().stream().filter(it -> !it.isTrue()).toList());
    List<String> obstacles = new ArrayList<>(obstacles(new AxeBuilder()));
    browser.use(Scheme.DARK);
    browser.until("dark colours", () -> browser.isThere("html[data-theme=dark]"));
    obstacles.addAll(obstacles(new AxeBuilder().withRules(List.of("color-contrast"))));
    assertEquals(List.of(), obstacles);
  }

  private static boolean isElsewhere(String address) {
    return Stream.of(service.url() + "/", "blob:" + service.url() + "/", "data:", "about:blank")
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
  void todayShowsTheNumbersOfTheRunOfTheDay() throws Exception {
    JsonNode run = posted("/api/v1/runs", "{}");
    browser.open(View.TODAY);
    List<Figure> figures = ofARun(browser.figures());
    assertTrue(figures.size() >= 15, figures.toString());
    figures.forEach(figure -> assertShows(run, figure));
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
    List<List<Double>> rows = rows("capacity-rows");
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
  void aNewcomerFindsThePriceAndTheThreeFactsThatMovedItMostWithTheirSourcesOnTwoScreens()
      throws Exception {
    JsonNode run = posted("/api/v1/runs", "{}");
    browser.open(View.TODAY);
    List<JsonNode> steps =
        stream(answered("/api/v1/runs/" + run.path("id").asText() + "/attribution").path("steps"))
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
  void evidenceShowsWhatEachFactDid() throws Exception {
    JsonNode run = posted("/api/v1/runs", "{}");
    browser.open(View.EVIDENCE);
    JsonNode attribution = answered("/api/v1/runs/" + run.path("id").asText() + "/attribution");
    browser.click("waterfall-table");
    List<List<Double>> rows = rows("waterfall-rows");
    List<Double> differences =
        stream(attribution.path("steps"))
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
  void aMovedDayAsksForTheValueThatWasKnownThen() throws Exception {
    browser.open(View.EVIDENCE);
    browser.named("replay").sendKeys(Keys.HOME);
    String first = first(answered("/api/v1/milestones?limit=1000").path("items"));
    JsonNode run = posted("/api/v1/runs", "{\"asOf\": \"%s\"}".formatted(first));
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
    return stream(facts)
        .map(it -> it.path("reportedOn").asText())
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEmbeddedChartShowsTheRunThatItsAddressNames() throws Exception {
    JsonNode run = posted("/api/v1/runs", "{\"asOf\": \"2026-06-30\", \"paths\": 1000}");
    browser.open("/embed/credence?theme=dark&run=" + run.path("id").asText());
    browser.awaitAll(View.EMBEDDED_CREDENCE.sign());
    assertTrue(browser.isThere("html[data-theme=dark]"));
    assertEquals(run.at("/packWeights/company").doubleValue(), browser.value("evidence-credence"));
    browser.open("/embed/cost-ratio?run=" + run.path("id").asText());
    browser.awaitAll(View.EMBEDDED_COST_RATIO.sign());
    browser.click("cost-ratio-table");
    assertEquals(
        stream(run.path("costRatio")).map(it -> it.path("mean").doubleValue()).toList(),
        rows("cost-ratio-rows").stream().map(row -> row.get(1)).toList());
  }

  @Test
  void sensitivityShowsTheBarsOfItsSweep() throws Exception {
    JsonNode sweep =
        finished(
            "/api/v1/sweeps",
            """
            {"kind": "tornado", "base": {"paths": 8000},
             "drivers": [{"parameter": "launch.cost.initial"}, {"parameter": "valuation.discount-rate"}]}\
            """);
    String id = sweep.path("id").asText();
    browser.open("/#/sensitivity?sweep=" + id);
    browser.awaitAll(Browser.selector("tornado-base"));
    JsonNode results = answered("/api/v1/sweeps/" + id + "/results");
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

  // -------------------------------------------------------------------------------------- what if

  @Test
  void aChangedDriverIsAnsweredWithTheDifferenceOfTheApiAndItsLinkRestoresIt() throws Exception {
    browser.open(View.WHAT_IF);
    double before = browser.value("after-ev-mean");
    browser.named("slider-" + DRIVER).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.PAGE_UP);
    browser.until("an answer", () -> browser.isThere(Browser.selector("difference-ev-mean")));
    String comparison = "[data-testid=origin] a[href^='/api/v1/comparisons/']";
    browser.awaitAll(comparison);
    String pinned = browser.named("value-" + DRIVER).getDomProperty("value");

    JsonNode run =
        posted(
            "/api/v1/runs",
            "{\"paths\": 2000, \"scenario\": {\"assumptions\": {\"%s\": %s}}}"
                .formatted(DRIVER, pinned));
    JsonNode ledger = posted("/api/v1/runs", "{\"paths\": 2000}");
    String mean = "/valuation/enterpriseValueUsd/mean";
    assertEquals(ledger.at(mean).doubleValue(), before);
    assertEquals(ledger.at(mean).doubleValue(), browser.value("before-ev-mean"));
    assertEquals(run.at(mean).doubleValue(), browser.value("after-ev-mean"));
    ofARun(browser.figures()).stream()
        .filter(figure -> figure.testid().contains("after-"))
        .forEach(figure -> assertShows(run, figure));
    JsonNode compared =
        answered(browser.driver().findElement(By.cssSelector(comparison)).getDomAttribute("href"));
    assertEquals(run.path("id"), compared.path("candidate"));
    assertEquals(ledger.path("id"), compared.path("reference"));
    assertEquals(
        compared.at("/enterpriseValueUsd/mean/difference").doubleValue(),
        browser.value("difference-ev-mean"));

    String link = browser.address().substring(service.url().length());
    double after = browser.value("after-ev-mean");
    try (Browser other = new Browser(service.url(), Browser.LAPTOP, Scheme.LIGHT)) {
      other.open(link);
      other.awaitAll(Browser.selector("difference-ev-mean"));
      assertEquals(pinned, other.named("value-" + DRIVER).getDomProperty("value"));
      assertEquals(after, other.value("after-ev-mean"));
    }
  }

  @Test
  void aWhatIfIsSavedAsAScenarioOfTheApi() throws Exception {
    browser.open("/#/what-if?" + DRIVER + "=0.31");
    browser.awaitAll(Browser.selector("difference-ev-mean"));
    browser.click("save-as");
    browser.type("scenario-name", "Learning at 31 %");
    browser.type("claimed-name", "Ana");
    browser.click("confirm-save");
    browser.awaitNamed("saved");
    String id =
        stream(answered("/api/v1/scenarios").path("items"))
            .filter(scenario -> scenario.path("name").asText().equals("Learning at 31 %"))
            .map(scenario -> scenario.path("id").asText())
            .findFirst()
            .orElseThrow();
    JsonNode saved = answered("/api/v1/scenarios/" + id);
    assertEquals("Ana", saved.path("author").asText());
    assertEquals(0.31, saved.path("scenario").path("assumptions").path(DRIVER).doubleValue());
    assertTrue(browser.address().contains("saved=" + id + ",1"));
  }

  // ---------------------------------------------------------------------------------------- rules

  @Test
  void aChangedRuleGoesFromUploadToActivationAndBack() throws Exception {
    String former = answered("/api/v1/rule-sets/active").path("digest").asText();
    Path rules =
        changed(
            "launch.drl",
            "\"launch.cost.initial\", 0.80, 0.7",
            "\"launch.cost.initial\", 0.72, 0.7");
    browser.open(View.RULE_CHANGE);
    sayWho("Ana");
    browser.awaitAll(View.RULE_CHANGE.sign());
    upload(rules);
    assertTrue(browser.awaitNamed("refusal").getText().contains("cases/launch.yaml"));

    Path cases =
        changed(
            "cases/launch.yaml",
            "sceptic: 1600, house: 1200, company: 480 } # medians 2,000, 1,500, 600 x 0.80",
            "sceptic: 1440, house: 1080, company: 432 } # medians 2,000, 1,500, 600 x 0.72",
            "1341.640786 # 1500 x 0.80^0.5",
            "1272.792206 # 1500 x 0.72^0.5",
            "1227.078219",
            "1116.067614");
    upload(rules, cases);
    String candidate = browser.awaitNamed("candidate-digest").getDomAttribute("data-value");
    assertNotEquals(former, candidate);

    browser.click("compute-impact");
    browser.awaitAll(Browser.selector("impact-table"));
    JsonNode impact =
        finished("/api/v1/rule-sets/" + candidate + "/impact", "{\"paths\": 8000}").path("result");
    assertEquals(
        impact.at("/scenarios/0/enterpriseValueUsd/mean/difference").doubleValue(),
        browser.value("impact-ev_mean-ledger"));

    approve();
    assertEquals(
        "403",
        browser.awaitNamed("failure").getDomAttribute("data-status"),
        "four eyes: nobody approves what is their own");
    sayWho("Ben");
    browser.awaitAll(Browser.selector("approve"));
    approve();
    browser.until(
        "the approval of Ben", () -> browser.text("[data-testid=approvals]").startsWith("Ben"));
    activate("Reuse is worth more");
    browser.until("its activation", () -> isActive(candidate));
    browser.open("/#/rules?tab=change&digest=" + former);
    activate("Taken back for the next committee");
    browser.until("the way back", () -> isActive(former));
    browser.open(View.RULES);
    assertEquals(former, browser.named("active-digest").getDomAttribute("data-value"));
  }

  /** A file of the shipped rules with texts in place of others, under its own name. */
  private Path changed(String file, String... texts) throws Exception {
    String text = Files.readString(Path.of("rules", file));
    for (int i = 0; i < texts.length; i += 2) {
      assertTrue(text.contains(texts[i]), texts[i]);
      text = text.replace(texts[i], texts[i + 1]);
    }
    Path changed = folder.resolve(file);
    Files.createDirectories(changed.getParent());
    return Files.writeString(changed, text);
  }

  private void sayWho(String name) {
    browser.click("identity");
    browser.type("name-field", name);
    browser.driver().findElement(By.cssSelector("dialog button[value=use]")).click();
    browser.until("the name", () -> browser.text(Browser.selector("identity")).equals(name));
  }

  private void upload(Path... files) {
    browser
        .awaitNamed("upload-files")
        .sendKeys(Stream.of(files).map(Path::toString).collect(Collectors.joining("\n")));
    browser.type("upload-message", "Reuse cuts launch cost to 72 %");
    browser.click("upload");
  }

  private void approve() {
    browser.type("approval-message", "Read the report and the impact");
    browser.click("approve");
  }

  private void activate(String reason) {
    browser.type("activation-reason", reason);
    browser.click("activate");
  }

  private static boolean isActive(String digest) {
    return answered("/api/v1/rule-sets/active").path("digest").asText().equals(digest);
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
    assertEquals(
        "cancelled", answered(sweep.substring(service.url().length())).path("state").asText());
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
    JsonNode scores = answered("/api/v1/forecasts/scores?backtest=" + id);
    List<Figure> shown =
        browser.figures().stream().filter(it -> it.testid().startsWith("score-")).toList();
    assertFalse(shown.isEmpty());
    for (Figure score : shown) {
      assertTrue(score.isTrue(), score.toString());
      JsonNode item =
          stream(scores.path("items"))
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
        "what the other views need",
        () ->
            (boolean)
                browser.run(
                    """
                    return performance.getEntriesByName(location.origin + '/app/views/what-if-scenarios.js').length > 0;
                    """));
    browser.run("window.loadedOnce = true");
    service.kill();
    try {
      browser.click("nav-what-if");
      browser.until("the outage", () -> browser.isThere("[data-testid=banner][data-kind=outage]"));
      assertTrue(browser.named("banner").isDisplayed());
      assertTrue(browser.awaitNamed("failure").getText().contains("does not answer"));
    } finally {
      service = service.startAgain();
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
    tabTo("slider-" + DRIVER);
    press(Keys.ARROW_RIGHT);
    browser.until("an answer", () -> browser.isThere(Browser.selector("difference-ev-mean")));
    assertNotEquals(before, browser.value("after-ev-mean"));
    assertEquals("slider-" + DRIVER, focused("data-testid"), "the focus stays");
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

  // ---------------------------------------------------------------------------------------- parts

  private static List<Figure> ofARun(List<Figure> figures) {
    return figures.stream().filter(figure -> !figure.pointer().isEmpty()).toList();
  }

  private static void assertShows(JsonNode run, Figure figure) {
    assertAll(
        figure.toString(),
        () -> assertEquals(run.at(figure.pointer()).doubleValue(), figure.value()),
        () -> assertTrue(figure.isTrue()));
  }

  /** Numbers of a table of the page, row by row. */
  private List<List<Double>> rows(String testid) {
    browser.awaitNamed(testid);
    List<?> rows =
        (List<?>)
            browser.run(
                """
                return [...document.querySelectorAll(`[data-testid="${arguments[0]}"] tbody tr`)].map((row) =>
                  [...row.querySelectorAll('[data-value]')].map((cell) => cell.dataset.value));
                """,
                testid);
    return rows.stream()
        .map(List.class::cast)
        .map(
            row -> {
              List<Double> numbers = new ArrayList<>();
              for (Object cell : row) {
                numbers.add(Double.valueOf((String) cell));
              }
              return numbers;
            })
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return list.valueStream();
  }

  private static JsonNode answered(String path) {
    try {
      HttpResponse<String> response = service.get(path);
      assertEquals(200, response.statusCode(), response.body());
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service was asked", e);
    }
  }

  private static JsonNode posted(String path, String body) throws Exception {
    HttpResponse<String> response = service.post(path, body);
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  /** Begins long work or finds it, and waits until it is done. */
  private static JsonNode finished(String path, String body) throws Exception {
    HttpResponse<String> response = service.post(path, body);
    String place =
        response.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    JsonNode job = JSON.readTree(response.body());
    while (!job.path("state").asText().equals("done")) {
      assertTrue(Set.of("queued", "running").contains(job.path("state").asText()), job.toString());
      Thread.sleep(200);
      job = JSON.readTree(service.get(place).body());
    }
    return job;
  }
}
