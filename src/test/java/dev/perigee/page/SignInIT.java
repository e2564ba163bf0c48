package dev.perigee.page;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page where callers prove who they are, to a provider. */
@InBrowser
class SignInIT {
  private static TokenProvider provider;
  private static String issuer;

  @RegisterExtension static final ServedPage PAGE = new ServedPage(SignInIT::settings);

  @TempDir Path folder;

  private Browser browser;
  private String token;
  private JsonApi api;

  private static Map<String, String> settings() {
    provider = new TokenProvider();
    issuer = provider.start().get("perigee.identity.provider");
    return Map.of(
        "PERIGEE_IDENTITY_PROVIDER",
        issuer,
        "PERIGEE_IDENTITY_AUDIENCE",
        "perigee",
        "PERIGEE_IDENTITY_NAME_CLAIM",
        "preferred_username");
  }

  @AfterAll
  static void stop() {
    provider.stop();
  }

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    token = SignedToken.issuedBy(issuer, "vera", "viewer");
    api = PAGE.api().as(token);
  }

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
}
