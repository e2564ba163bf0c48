package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  /** Secret, message and signature are those of the documentation of Svix, which began the form. */
  @Test
  void theSignatureIsThatOfThePublishedExample() {
    WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}"));
  }

  @Test
  void secretsAreOfTheFormOfTheContractAndNoTwoAreAlike() {
    WebhookSecret secret = WebhookSecret.generate();
    assertTrue(secret.text().matches(WebhookSecret.PATTERN), secret.text());
    assertNotEquals(secret.text(), WebhookSecret.generate().text());
  }

  @Test
  void aSecretDoesNotSayItselfInLogs() {
    WebhookSecret secret = WebhookSecret.generate();
    assertFalse(("" + secret).contains(secret.text().substring("whsec_".length())));
  }
}
