package dev.perigee.notifications;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that delivers, in a hurry. */
public final class DeliveringService implements QuarkusTestProfile {
  static final int ATTEMPTS = 3;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "perigee.notifications.deliver", "true",
        "perigee.notifications.heartbeat", "PT0.1S",
        "perigee.notifications.timeout", "PT1S",
        "perigee.notifications.first-pause", "PT0.1S",
        "perigee.notifications.longest-pause", "PT0.2S",
        "perigee.notifications.attempts", String.valueOf(ATTEMPTS));
  }
}
