package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.service.RuleBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Rule sets in a real browser: uploaded, weighed, approved, activated, and taken back. */
@InBrowser
class RuleSetIT {
  @RegisterExtension static final ServedPage PAGE = new ServedPage();

  @TempDir Path folder;

  private Browser browser;
  private JsonApi api;

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    api = PAGE.api();
  }

  @Test
  void aChangedRuleGoesFromUploadToActivationAndBack() throws Exception {
    String former = api.get("/api/v1/rule-sets/active").path("digest").asText();
    Path rules =
        changed(
            "launch.drl",
            "\"launch.cost.initial\", 0.80, 0.7",
            "\"launch.cost.initial\", 0.72, 0.7");
    browser.open(View.RULE_CHANGE);
    sayWho("Ana");
    browser.awaitAll(View.RULE_CHANGE.sign());
    pick("upload-files", "Differs in launch.drl", rules);
    upload();
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
    pick("upload-files", "cases/launch.yaml", rules, cases);
    upload();
    String candidate = stored();
    assertNotEquals(former, candidate);

    browser.click("compute-impact");
    browser.awaitAll(Browser.selector("impact-table"));
    JsonNode impact =
        api.finished("/api/v1/rule-sets/" + candidate + "/impact", "{\"paths\": 8000}")
            .path("result");
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

  @Test
  void theFolderOfTheShippedRulesIsTheRuleSetInForce() {
    String active = api.get("/api/v1/rule-sets/active").path("digest").asText();
    browser.open(View.RULE_CHANGE);
    sayWho("Ana");
    browser.awaitAll(View.RULE_CHANGE.sign());
    pick("upload-folder", "Nothing differs", Path.of("rules").toAbsolutePath());
    upload();
    assertEquals(active, stored());
  }

  @Test
  void anArchiveAndAFolderOfTheSameFilesAreTheSameRuleSet() throws Exception {
    Map<String, String> files = RuleBundles.marked("read by Ana");
    Path archive = Files.write(folder.resolve("rules.zip"), RuleBundles.zip(files));
    browser.open(View.RULE_CHANGE);
    sayWho("Ana");
    browser.awaitAll(View.RULE_CHANGE.sign());
    pick("upload-files", "rules.zip", archive);
    upload();
    String digest = stored();
    JsonNode candidate = api.get("/api/v1/rule-sets/" + digest);
    assertEquals("Ana", candidate.path("author").asText());
    assertEquals(files, texts(candidate.path("files")));

    Path picked = folder.resolve("picked");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = picked.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    browser.open(View.RULE_CHANGE);
    browser.awaitAll(View.RULE_CHANGE.sign());
    pick("upload-folder", "Differs in claims.drl", picked);
    upload();
    assertEquals(digest, stored());
  }

  private static Map<String, String> texts(JsonNode files) {
    Map<String, String> texts = new TreeMap<>();
    files.properties().forEach(file -> texts.put(file.getKey(), file.getValue().asText()));
    return texts;
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

  /** Picks files, or a folder, and waits until the page says what it makes of them. */
  private void pick(String field, String told, Path... files) {
    browser
        .awaitNamed(field)
        .sendKeys(Stream.of(files).map(Path::toString).collect(Collectors.joining("\n")));
    browser.until(told, () -> browser.text(Browser.selector("picked")).contains(told));
  }

  private void upload() {
    browser.type("upload-message", "Reuse cuts launch cost to 72 %");
    browser.click("upload");
  }

  /** The digest of what was uploaded, which the page goes on with. */
  private String stored() {
    browser.until("its digest", () -> browser.address().contains("digest="));
    browser.awaitAll(Browser.selector("candidate-digest"));
    return browser.named("candidate-digest").getDomAttribute("data-value");
  }

  private void approve() {
    browser.type("approval-message", "Read the report and the impact");
    browser.click("approve");
  }

  private void activate(String reason) {
    browser.type("activation-reason", reason);
    browser.click("activate");
  }

  private boolean isActive(String digest) {
    return api.get("/api/v1/rule-sets/active").path("digest").asText().equals(digest);
  }
}
