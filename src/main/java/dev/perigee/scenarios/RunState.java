package dev.perigee.scenarios;

/** What can be said of a run that was asked for. */
sealed interface RunState {
  /** It is stored. */
  record Done(StoredRun run) implements RunState {}

  /** It waits or is being computed. */
  record Pending(RunJob job) implements RunState {}

  /** It ended with a problem. */
  record Failed(RunJob job, StoredProblem problem) implements RunState {}

  /** It was cancelled. */
  record Cancelled(RunJob job) implements RunState {}

  /** Whether it goes on. */
  default boolean isPending() {
    return this instanceof Pending;
  }
}
