package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.service.RuleBundles;
import dev.perigee.service.SignedToken;
import dev.perigee.service.TokenProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The page and its frames where callers prove who they are, to a provider. */
@InBrowser
class SignInIT {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```html\n(<script>.*?)```");
  private static final String UNPROVEN = Browser.selector("needs-token");

  /** Keeps what a frame asks for. */
  private static final String ASKED =
      """
      <script>
        const asked = [];
        addEventListener("message", ({ data }) => asked.push(data.because));
      </script>
      """;

  private static TokenProvider provider;
  private static String issuer;
  private static Portal portal;

  @RegisterExtension static final ServedPage PAGE = new ServedPage(SignInIT::settings);

  @TempDir Path folder;

  private Browser browser;
  private String token;
  private JsonApi api;

  private static Map<String, String> settings() {
    provider = new TokenProvider();
    issuer = provider.start().get("perigee.identity.provider");
    portal = Portal.open();
    return Map.of(
        "PERIGEE_IDENTITY_PROVIDER",
        issuer,
        "PERIGEE_IDENTITY_AUDIENCE",
        "perigee",
        "PERIGEE_IDENTITY_NAME_CLAIM",
        "preferred_username",
        "PERIGEE_EMBED_FRAME_ANCESTORS",
        "'self' " + portal.origin());
  }

  @AfterAll
  static void stop() {
    provider.stop();
    portal.close();
  }

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    token = SignedToken.issuedBy(issuer, "vera", "viewer");
    api = PAGE.api().as(token);
  }

  // -------------------------------------------------------------------------------------- the page

  @Test
  void whoeverSignsInSeesNumbersUntilTheySignOut() {
    browser.open("/");
    assertTrue(browser.awaitNamed("needs-credential").getText().contains("Give an API key"));
    signIn(token);
    browser.awaitAll(View.TODAY.sign());
    assertEquals("vera", browser.text(Browser.selector("identity")));
    JsonNode run = api.post("/api/v1/runs", "{}");
    List<Figure> figures = browser.figuresOfARun();
    assertFalse(figures.isEmpty());
    figures.forEach(figure -> figure.assertIsOf(run));

    browser.click("identity");
    browser.click("forget");
    browser.awaitNamed("needs-credential");
    assertEquals(List.of(), browser.figures());
    assertEquals(0L, browser.run("return sessionStorage.length + localStorage.length"));
  }

  @Test
  void aTokenThatDoesNotHoldIsRefusedWithWhatToDo() {
    browser.open("/");
    signIn(token.substring(0, token.length() - 8));
    String refusal = browser.awaitNamed("failure").getText();
    assertEquals("401", browser.named("failure").getDomAttribute("data-status"));
    assertTrue(refusal.contains("malformed, expired or revoked"), refusal);
    assertTrue(refusal.contains("Give an API key or a token: button “Sign in”"), refusal);
    signIn(token);
    browser.awaitAll(View.TODAY.sign());
  }

  @Test
  void aCredentialThatNoHeaderTakesDoesNotLeaveTheDialog() {
    browser.open("/");
    browser.awaitNamed("needs-credential");
    signIn("…" + token);
    assertEquals(
        true,
        browser.run(
            "return document.querySelector('[data-testid=credential-field]').matches(':invalid')"));
    assertFalse(browser.named("banner").isDisplayed(), "it is no outage");
    browser.click("forget");
    browser.until("no dialog", () -> !browser.isThere("dialog"));
  }

  @Test
  void aViewerIsToldWhichRolesAChangeOfTheRulesNeeds() {
    String digest =
        PAGE.api()
            .as(SignedToken.issuedBy(issuer, "ada", "author"))
            .post(
                "/api/v1/rule-sets", RuleBundles.json(RuleBundles.marked("by ada"), "a mark", null))
            .path("digest")
            .asText();
    browser.open("/#/rules?tab=change&digest=" + digest);
    signIn(token);
    browser.awaitAll(Browser.selector("candidate-digest"));
    assertEquals(digest, browser.named("candidate-digest").getDomAttribute("data-value"));
    assertTrue(browser.named("upload-card").getText().contains("needs the role author"));
    assertTrue(
        browser
            .named("candidate-card")
            .getText()
            .contains("Approving and activating need the role approver"));
    for (String control : List.of("upload", "approve", "activate")) {
      assertFalse(browser.isThere(Browser.selector(control)), control);
    }
  }

  @Test
  void aLinkToAnAnswerGivesItToWhoeverIsSignedIn() throws Exception {
    browser.open("/#/rules");
    signIn(token);
    browser.awaitAll(View.RULES.sign());
    assertEquals(
        api.send("GET", "/api/v1/milestones.csv?limit=1000", "").body(),
        Files.readString(browser.download("ledger", folder, "milestones.csv")));
  }

  private void signIn(String credential) {
    browser.click("identity");
    browser.type("credential-field", credential);
    browser.click("use");
  }

  // ---------------------------------------------------------------------------------------- frames

  @Test
  void theExampleOfTheDocumentationGivesItsFrameAToken() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs", "page.md")));
    assertTrue(example.find(), "docs/page.md has an example");
    portal.put("/perigee-token", "text/plain", token);
    show("/example", example.group(1).replace("https://perigee.example.com", PAGE.url()));
    browser.awaitAll(View.EMBEDDED_CAPACITY.sign());
    browser.click("capacity-table");
    assertEquals(
        api.post("/api/v1/runs", "{}")
            .path("capacity")
            .valueStream()
            .map(year -> year.at("/capacityKw/mean").doubleValue())
            .toList(),
        browser.rows("capacity-rows").stream().map(row -> row.get(1)).toList());
    assertEquals(0L, browser.run("return sessionStorage.length + localStorage.length"));
  }

  @Test
  void aFrameAsksForATokenAndSaysWhenItIsRefused() {
    show("/asking", ASKED + frame());
    browser.until("that it has none", () -> browser.isThere(UNPROVEN));
    assertTrue(browser.text(UNPROVEN).contains("has to give it a token"), browser.text(UNPROVEN));
    post("nonsense");
    browser.until("a refusal", () -> browser.text("main").contains("The token was refused"));
    browser.until(
        "both questions", () -> List.of("missing", "refused").equals(inTheParent("return asked")));
    post(token);
    browser.awaitAll(View.EMBEDDED_CREDENCE.sign());
  }

  @Test
  void aFrameTakesNoTokenButFromThePageThatIsAllowedAroundIt() {
    show("/silent", frame());
    browser.until("that it has none", () -> browser.isThere(UNPROVEN));
    pretend("window", portal.origin());
    pretend("parent", "https://elsewhere.example.com");
    assertTrue(browser.isThere(UNPROVEN), browser.text("main"));
    pretend("parent", portal.origin());
    browser.awaitAll(View.EMBEDDED_CREDENCE.sign());
  }

  private static String frame() {
    return "<iframe src=\"%s/embed/credence\" title=\"Credence\"></iframe>".formatted(PAGE.url());
  }

  /** Shows a page of the portal and goes into its frame. */
  private void show(String path, String body) {
    portal.put(path, "text/html", "<!doctype html><title>Portal</title>" + body);
    browser.driver().get(portal.origin() + path);
    browser.driver().switchTo().frame(0);
  }

  private Object inTheParent(String script, Object... arguments) {
    browser.driver().switchTo().parentFrame();
    Object answer = browser.run(script, arguments);
    browser.driver().switchTo().frame(0);
    return answer;
  }

  /** Gives the frame a token, as the page around it does. */
  private void post(String given) {
    inTheParent(
        "frames[0].postMessage({ type: 'perigee.token', token: arguments[0] }, arguments[1])",
        given,
        PAGE.url());
  }

  /** Has the frame get a good token that seems to come from somebody, and see to it. */
  private void pretend(String source, String origin) {
    browser.run(
        """
        dispatchEvent(new MessageEvent("message", {
          source: %s, origin: arguments[0], data: { type: "perigee.token", token: arguments[1] } }));
        return fetch("/app/embed.html", { method: "HEAD" }).then(() => fetch("/api/v1/identity")).then(() => true);
        """
            .formatted(source),
        origin,
        token);
  }

  @Test
  void aPolicyIsReadAsBrowsersReadIt() {
    browser.open("/");
    assertAll(
        """
        'self'                                            | https://perigee.example.com     | true
        'self'                                            | https://portal.example.com      | false
        'none'                                            | https://portal.example.com      | false
        *                                                 | https://portal.example.com      | true
        *                                                 | null                            | false
        https:                                            | https://portal.example.com      | true
        https:                                            | http://portal.example.com       | false
        https://portal.example.com                        | https://portal.example.com      | true
        https://portal.example.com                        | http://portal.example.com       | false
        https://portal.example.com                        | https://portal.example.com:8443 | false
        https://portal.example.com:8443                   | https://portal.example.com:8443 | true
        https://portal.example.com:*                      | https://portal.example.com:8443 | true
        http://portal.example.com                         | https://portal.example.com      | true
        portal.example.com                                | https://portal.example.com      | true
        portal.example.com                                | http://portal.example.com       | false
        https://*.example.com                             | https://a.b.example.com         | true
        https://*.example.com                             | https://example.com             | false
        https://*.example.com                             | https://not-example.com         | false
        https://one.example.com https://two.example.com   | https://two.example.com         | true
        https://two.example.com, frame-ancestors 'none'   | https://two.example.com         | false
        """
            .lines()
            .map(line -> List.of(line.split(" +[|] +", -1)))
            .<Executable>map(
                it ->
                    () ->
                        assertEquals(it.getLast(), mayFrame(it.get(0), it.get(1)), it::toString)));
  }

  /** Whether the frame takes a token from an origin under a policy, as a word. */
  private String mayFrame(String sources, String origin) {
    return String.valueOf(
        browser.run(
            """
            const [sources, origin] = arguments;
            return import("/app/frame-ancestors.js").then(({ mayFrame }) =>
              mayFrame(`default-src 'none'; frame-ancestors ${sources}`, origin, "https://perigee.example.com"));
            """,
            sources,
            origin));
  }
}
