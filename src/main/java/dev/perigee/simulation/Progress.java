package dev.perigee.simulation;

/** Is told how far a run has come. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = share -> {};

  /**
   * Called often, by the threads of the run in turn.
   *
   * @param share of the work that is done, from 0 to 1; never less than before
   */
  void reached(double share);
}
