package dev.perigee.notifications;

/** What came of an attempt to deliver. */
sealed interface AttemptOutcome {
  /** The receiver answered. */
  record Answered(int status) implements AttemptOutcome {
    private static final int FIRST_OF_SUCCESS = 200;
    private static final int FIRST_AFTER_SUCCESS = 300;
    private static final int GONE = 410;

    boolean isTaken() {
      return status >= FIRST_OF_SUCCESS && status < FIRST_AFTER_SUCCESS;
    }

    /** Whether the receiver wants nothing any more, as Standard Webhooks reads it. */
    boolean isGone() {
      return status == GONE;
    }
  }

  /** There was no answer. */
  record Unanswered(String why) implements AttemptOutcome {}
}
