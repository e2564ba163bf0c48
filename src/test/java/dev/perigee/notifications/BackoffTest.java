package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(6));

  /** A generator whose choice is always the middle. */
  private static final RandomGenerator MIDDLE = () -> 1L << 63;

  @Test
  void eachPauseIsFourTimesAsLongUpToTheLongest() {
    assertEquals(Duration.ofSeconds(5), BACKOFF.after(1, MIDDLE));
    assertEquals(Duration.ofSeconds(20), BACKOFF.after(2, MIDDLE));
    assertEquals(Duration.ofSeconds(80), BACKOFF.after(3, MIDDLE));
    assertEquals(Duration.ofHours(6), BACKOFF.after(9, MIDDLE));
    assertEquals(Duration.ofHours(6), BACKOFF.after(1_000_000, MIDDLE));
  }

  @Test
  void chanceMovesAPauseByAFifthAtMost() {
    Random random = new Random(20_260_215);
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Duration pause = BACKOFF.after(1, random);
      assertTrue(pause.toMillis() >= 4_000 && pause.toMillis() <= 6_000, () -> "" + pause);
      pauses.add(pause);
    }
    assertTrue(pauses.size() > 100, "only " + pauses.size() + " different pauses");
  }

  @Test
  void theSettingsGiveUpAfterAboutADay() {
    NotificationsConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withMapping(NotificationsConfig.class)
            .build()
            .getConfigMapping(NotificationsConfig.class);
    Backoff backoff = new Backoff(config.firstPause(), config.longestPause());
    Duration all = Duration.ZERO;
    for (int attempt = 1; attempt < config.attempts(); attempt++) {
      all = all.plus(backoff.after(attempt, MIDDLE));
    }
    assertTrue(all.toHours() >= 22 && all.toHours() <= 28, "gives up after " + all);
  }
}
