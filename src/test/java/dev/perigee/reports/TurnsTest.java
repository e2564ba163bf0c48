package dev.perigee.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(1, Duration.ofMillis(1));

  @Test
  void whoseTurnDoesNotComeIsToldThatTheServiceIsBusy() {
    ProblemException busy =
        turns.take(
            () -> assertThrows(ProblemException.class, () -> turns.take(() -> "never written")));
    assertEquals(ProblemType.SATURATED, busy.type());
    assertEquals(
        "1 reports are being written, and none ended within PT0.001S; try again",
        busy.getMessage());
  }

  @Test
  void aFailureGivesTheTurnBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            turns.take(
                () -> {
                  throw new IllegalStateException("a chart could not be written");
                }));
    assertEquals("written", turns.take(() -> "written"));
  }
}
