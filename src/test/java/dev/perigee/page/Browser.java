package dev.perigee.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with a profile of its own that is gone when it is closed. It and its driver
 * are those of the machine; nothing is downloaded.
 */
final class Browser implements AutoCloseable {
  /** A laptop. */
  static final Dimension LAPTOP = new Dimension(1366, 768);

  /** How the system of whoever looks wants pages to be. */
  enum Scheme {
    LIGHT,
    DARK
  }

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final int MOST_TOLD = 800;

  /** What is on the page while something of it is still to come. */
  private static final String UNFINISHED =
      "[data-testid=loading], [data-testid=progress], [data-testid=comparing], [aria-busy=true]";

  /** Commands of the developer tools are sent as they are, so that no version of them is missed. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  static {
    VERSIONS.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final String service;

  /** Opens a browser on nothing yet; addresses are below that of the service. */
  Browser(String service, Dimension window, Scheme scheme) {
    this.service = service;
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // whoever runs the tests may be root
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--hide-scrollbars",
        "--lang=en-GB");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    this.driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver().orElseThrow().toFile())
                .build(),
            options);
    resize(window);
    use(scheme);
  }

  /** Whether this machine has both, so that tests in a browser can be run. */
  static boolean isInstalled() {
    return chromium().isPresent() && chromedriver().isPresent();
  }

  private static Optional<Path> chromium() {
    return onPath("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<Path> chromedriver() {
    return onPath("chromedriver");
  }

  private static Optional<Path> onPath(String... names) {
    for (String folder : System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)) {
      for (String name : names) {
        Path candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  // ------------------------------------------------------------------------------------------ look

  /** Makes what is seen of the page so large, in CSS pixels. */
  void resize(Dimension window) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            window.width,
            "height",
            window.height,
            "deviceScaleFactor",
            1,
            "mobile",
            false));
  }

  void use(Scheme scheme) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of(
                    "name",
                    "prefers-color-scheme",
                    "value",
                    scheme == Scheme.DARK ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  /** A picture of the page from its top, as PNG. */
  byte[] picture(int width, int height) {
    Map<String, Object> answer =
        command(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
    return Base64.getDecoder().decode((String) answer.get("data"));
  }

  /** Height of all that the page shows, in CSS pixels. */
  int pageHeight() {
    return ((Number) run("return document.documentElement.scrollHeight")).intValue();
  }

  // ------------------------------------------------------------------------------------------- go

  /** Shows an address of the service, loaded anew. */
  void open(String address) {
    driver.get("about:blank"); // a hash alone would not load it
    driver.get(service + address);
  }

  /** Shows a view, and waits for all of it. */
  void open(View view) {
    open(view.address());
    awaitAll(view.sign());
  }

  /** Waits until something is there and nothing is still to come. */
  void awaitAll(String selector) {
    until("all of " + selector, () -> isThere(selector) && !isThere(UNFINISHED));
  }

  /** Scrolls through the page, so that every chart is drawn. */
  void drawCharts() {
    until(
        "every chart drawn",
        () ->
            (boolean)
                run(
                    """
                    const waiting = [...document.querySelectorAll('.chart-box:not([data-drawn])')]
                      .filter((box) => box.checkVisibility());
                    waiting[0]?.scrollIntoView();
                    return waiting.length === 0;
                    """));
    run("scrollTo(0, 0)");
  }

  /** Waits for something, and says what it waited for when it does not come. */
  void until(String what, Condition holds) {
    new WebDriverWait(driver, LONGEST)
        .pollingEvery(Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + " on " + address() + ", where there is: " + told())
        .until(browser -> holds.isMet());
  }

  /** The beginning of what the page shows below its title. */
  private String told() {
    String shown = text("#main");
    return shown.substring(0, Math.min(shown.length(), MOST_TOLD));
  }

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean isMet();
  }

  /** The address that is shown, whole. */
  String address() {
    return driver.getCurrentUrl();
  }

  ChromeDriver driver() {
    return driver;
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  // ----------------------------------------------------------------------------------------- find

  /** The element that the page names so for tests. */
  WebElement named(String testid) {
    return driver.findElement(By.cssSelector(selector(testid)));
  }

  /** The selector of the element that the page names so for tests. */
  static String selector(String testid) {
    return "[data-testid=\"" + testid + "\"]";
  }

  boolean isThere(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  /** Waits for an element that the page names so for tests. */
  WebElement awaitNamed(String testid) {
    until(testid, () -> isThere(selector(testid)));
    return named(testid);
  }

  /** Brings an element into the middle and clicks it. */
  void click(String testid) {
    WebElement element = awaitNamed(testid);
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Clicks what gives a file, and waits until all of it is in a folder. */
  Path download(String testid, Path folder, String file) {
    command(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    click(testid);
    Path whole = folder.resolve(file); // what is not yet whole has another name
    until(file, () -> Files.exists(whole));
    return whole;
  }

  /** Empties a field and types into it. */
  void type(String testid, String text) {
    WebElement field = awaitNamed(testid);
    field.clear();
    field.sendKeys(text);
  }

  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** The exact value behind the number that the page names so for tests. */
  double value(String testid) {
    return Double.parseDouble(awaitNamed(testid).getDomAttribute("data-value"));
  }

  /** Every number that is on the page, hidden ones too. */
  List<Figure> figures() {
    List<?> found =
        (List<?>)
            run(
                """
                return [...document.querySelectorAll('.figure[data-value]')].map((figure) => [
                  figure.dataset.testid ?? '', figure.dataset.pointer ?? '', figure.dataset.value, figure.textContent]);
                """);
    return found.stream()
        .map(List.class::cast)
        .map(
            figure ->
                new Figure(
                    (String) figure.get(0),
                    (String) figure.get(1),
                    Double.parseDouble((String) figure.get(2)),
                    (String) figure.get(3)))
        .toList();
  }

  /** Those of them that are numbers of a run. */
  List<Figure> figuresOfARun() {
    return figures().stream().filter(Figure::isOfARun).toList();
  }

  /** Numbers of a table of the page, row by row. */
  List<List<Double>> rows(String testid) {
    awaitNamed(testid);
    List<?> rows =
        (List<?>)
            run(
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

  // --------------------------------------------------------------------------------- what happened

  /** What the console says that is an error, since this was asked last. */
  List<String> consoleErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /**
   * Addresses that were asked for since this was asked last, with those of pictures in the page.
   */
  List<String> requests() {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode event = json(entry.getMessage()).path("message");
      if (event.path("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(event.at("/params/request/url").asText());
      }
    }
    return addresses;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
