package dev.perigee.simulation.program;

/** A command line that cannot be carried out; the message is a sentence for who typed it. */
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageError(String message) {
    super(message);
  }
}
