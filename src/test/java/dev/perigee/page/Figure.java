package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A number on the page: what it shows, and what it stands for.
 *
 * @param testid its name; empty where it has none
 * @param pointer its place in the answer of the run; empty where it is no number of one
 * @param value exactly
 * @param text as it is shown
 */
record Figure(String testid, String pointer, double value, String text) {

  /** Whether the text is the value, rounded. */
  boolean isTrue() {
    return ShownNumber.of(text).shows(value);
  }

  /** Whether it says which number of a run it is. */
  boolean isOfARun() {
    return !pointer.isEmpty();
  }

  /** That it is the number that a run has in its place, and is written as that. */
  void assertIsOf(JsonNode run) {
    assertAll(
        toString(),
        () -> assertEquals(run.at(pointer).doubleValue(), value),
        () -> assertTrue(isTrue()));
  }
}
