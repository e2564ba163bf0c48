package dev.perigee.notifications;

/** An address to which nothing is sent; the message says why. */
final class TargetRefused extends Exception {
  private static final long serialVersionUID = 1L;

  TargetRefused(String message) {
    super(message);
  }
}
