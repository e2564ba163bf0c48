package dev.perigee.page;

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
}
