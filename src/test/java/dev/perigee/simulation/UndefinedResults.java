package dev.perigee.simulation;

/**
 * The failure that no input is known to cause: the catalogue's ranges keep every number finite, and
 * the core checks all the same.
 */
public final class UndefinedResults {
  private UndefinedResults() {}

  /** The failure on this quantity. */
  public static UndefinedResult of(String quantity) {
    return new UndefinedResult(quantity);
  }
}
