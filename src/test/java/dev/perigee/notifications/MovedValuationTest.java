package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovedValuationTest {
  private static final double THRESHOLD = 0.05;

  private static MovedValuation.AnnouncedValue value(double mean, double error) {
    return new MovedValuation.AnnouncedValue(
        "run", LocalDate.of(2026, 11, 30), "sha256:a", mean, error);
  }

  private static MovedValuation moved(double from, double to, double error) {
    return MovedValuation.between(value(from, error), Set.of(), value(to, error), Set.of());
  }

  @Test
  void aMoveBeyondTheThresholdIsAnnouncedWhicheverItsDirection() {
    assertTrue(moved(100, 106, 1).exceeds(THRESHOLD));
    assertTrue(moved(100, 94, 1).exceeds(THRESHOLD));
    assertTrue(moved(-100, -94, 1).exceeds(THRESHOLD));
    assertFalse(moved(100, 105, 1).exceeds(THRESHOLD));
    assertFalse(moved(100, 100, 0).exceeds(THRESHOLD));
  }

  /** Two standard errors of a difference of two errors of 3 are 2 sqrt(18) = 8.49. */
  @Test
  void aMoveWithinTwoStandardErrorsIsNoise() {
    assertFalse(moved(100, 108.4, 3).exceeds(THRESHOLD));
    assertTrue(moved(100, 108.5, 3).exceeds(THRESHOLD));
  }

  @Test
  void fromNothingEveryMoveBeyondNoiseCounts() {
    MovedValuation moved = moved(0, 3, 1);
    assertTrue(moved.exceeds(THRESHOLD));
    assertNull(moved.changeShare());
  }

  @Test
  void itSaysWhichFactsCameAndWentAndWhetherTheRulesAreOthers() {
    MovedValuation moved =
        MovedValuation.between(
            value(100, 1),
            Set.of("kept", "gone"),
            new MovedValuation.AnnouncedValue(
                "other", LocalDate.of(2026, 12, 1), "sha256:b", 120, 1),
            Set.of("kept", "new", "also-new"));
    assertEquals(List.of("also-new", "new"), moved.factsAdded());
    assertEquals(List.of("gone"), moved.factsRemoved());
    assertTrue(moved.ruleSetChanged());
    assertEquals(0.2, moved.changeShare(), 1e-12);
    assertEquals(Math.sqrt(2), moved.changeStandardErrorUsd(), 1e-12);
  }
}
