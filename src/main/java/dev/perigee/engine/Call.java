package dev.perigee.engine;

import dev.perigee.simulation.Progress;

/**
 * A computation as its engine sees it. When the thread is interrupted, {@link #ending} says why.
 */
interface Call extends Progress {
  /** Why a computation is to end early. */
  enum Ending {
    /** It is not. */
    NONE,
    /** Nobody wants it any more. */
    CANCELLED,
    /** It has taken as long as it may. */
    EXPIRED,
    /** The service stops. */
    STOPPED
  }

  /** Why the thread was interrupted. */
  Ending ending();
}
