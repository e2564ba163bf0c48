package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.Caller;
import dev.perigee.service.ServiceTest;
import dev.perigee.service.Waiting;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved in the folder of the rules is taken in. */
@ServiceTest
class RulesFolderTest {
  @Inject RulesFolder rules;
  @Inject RuleSets ruleSets;
  @Inject Activations activations;

  @TempDir Path folder;

  private RuleSetDigest before;

  @BeforeEach
  void fill() throws Exception {
    before = ruleSets.active().digest();
    for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  @AfterEach
  void restore() {
    rules.stop();
    activations.activate(before, "the test is over", "*", Caller.SERVICE);
  }

  @Test
  void aSavedFileIsActiveSoonAfter() throws Exception {
    rules.watch(folder);
    Thread.sleep(500); // an editor is slower
    Files.writeString(folder.resolve("claims.drl"), saved());
    Waiting.until(() -> !ruleSets.active().digest().equals(before));
    assertEquals(saved(), ruleSets.active().bundle().files().get("claims.drl"));
  }

  @Test
  void whatCannotBeUsedIsSaidAndTheRulesBeforeItStay() throws Exception {
    List<String> said = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            said.add(String.valueOf(message.getMessage()) + formatted(message));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(RulesFolder.class.getName());
    log.addHandler(handler);
    try {
      Files.writeString(folder.resolve("claims.drl"), "package dev.perigee.ruleset; rule");
      rules.takeIn(folder);
    } finally {
      log.removeHandler(handler);
    }
    assertEquals(before, ruleSets.active().digest());
    assertTrue(said.toString().contains("claims.drl"), said.toString());
  }

  @Test
  void aHiddenFileOfAnEditorIsPassedOver() throws Exception {
    Files.writeString(folder.resolve(".claims.drl.swp"), "x");
    Files.writeString(folder.resolve("claims.drl"), saved() + "// and more\n");
    rules.takeIn(folder);
    assertNotEquals(before, ruleSets.active().digest());
  }

  private static String formatted(LogRecord message) {
    return message.getParameters() == null ? "" : List.of(message.getParameters()).toString();
  }

  private static String saved() {
    return DefaultRules.files().get("claims.drl") + "// saved\n";
  }
}
