package dev.perigee.engine;

/** No worker could be started, or workers died one after the other. */
final class WorkersUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean startable;

  /**
   * Says why.
   *
   * @param startable whether workers started and then died, so that the work may be the cause
   */
  WorkersUnavailable(String message, boolean startable) {
    super(message);
    this.startable = startable;
  }

  /** Whether workers started and then died. */
  boolean startable() {
    return startable;
  }
}
