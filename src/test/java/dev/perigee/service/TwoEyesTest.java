package dev.perigee.service;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that trusts its authors. */
@ServiceTest
@TestProfile(TwoEyesTest.TwoEyes.class)
class TwoEyesTest {
  /** Four eyes are off. */
  public static final class TwoEyes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("perigee.rules.four-eyes", "false");
    }
  }

  @Test
  void whoeverUploadsMayApproveAndActivate() {
    String digest = RuleBundles.uploaded(RuleBundles.marked("two eyes"), "ada");
    RuleBundles.activate(digest, RuleBundles.tag()).statusCode(200).body("digest", equalTo(digest));
    RuleBundles.approve(digest, "ada").statusCode(201).body("approver", equalTo("ada"));
    RuleBundles.approve(digest, null).statusCode(201).body("approver", equalTo("anonymous"));
  }
}
