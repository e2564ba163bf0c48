package dev.perigee.simulation.program;

/** What the lines between a worker and its client have in common. */
public final class Protocol {
  /** Version of the protocol; a client speaks to workers of its own version only. */
  public static final int VERSION = 1;

  /** Longest line in bytes, in both directions. */
  public static final int LONGEST_LINE = SimulationJson.LONGEST_DOCUMENT;

  /** Longest id of a request, in characters. */
  public static final int LONGEST_ID = 64;

  private Protocol() {}

  static String requireId(String id) {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "an id must have 1 to %d characters, got %d".formatted(LONGEST_ID, id.length()));
    }
    return id;
  }
}
