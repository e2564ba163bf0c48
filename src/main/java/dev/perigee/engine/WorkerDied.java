package dev.perigee.engine;

/** A worker ended, or said what no worker says and was killed, before it gave an answer. */
final class WorkerDied extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerDied(String how) {
    super(how);
  }
}
