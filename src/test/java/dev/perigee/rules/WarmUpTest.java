package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.Caller;
import dev.perigee.service.ServiceTest;
import dev.perigee.service.Waiting;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may well be activated next is compiled before anyone asks for it. */
@ServiceTest
class WarmUpTest {
  private static final Caller ADA = new Caller("ada", "127.0.0.1");
  private static final Caller GRACE = new Caller("grace", "127.0.0.1");

  @Inject RuleSets ruleSets;
  @Inject RuleSetUploads uploads;
  @Inject Activations activations;

  @Test
  void whatWasApprovedIsCompiledAhead() {
    Map<String, String> files = DefaultRules.files();
    files.computeIfPresent("claims.drl", (name, text) -> text + "// ahead\n");
    RuleSetDigest digest = uploads.upload(() -> Bundle.of(files), "x", null, ADA).digest();
    assertTrue(ruleSets.atHand(digest).isEmpty());
    activations.approve(digest, "y", GRACE);
    Waiting.until(() -> ruleSets.atHand(digest).isPresent());
  }
}
