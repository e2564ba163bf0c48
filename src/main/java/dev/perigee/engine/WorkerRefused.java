package dev.perigee.engine;

/** A worker could not be started, or is none that this service can use; says why. */
final class WorkerRefused extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerRefused(String why) {
    super(why);
  }
}
