package dev.perigee.studies;

import dev.perigee.platform.ProblemException;

/**
 * Studies of a kind that are worth going on with when the service that computed them ended: they
 * keep what they have done, and whoever asked for one does not wait for it. A bean for each such
 * kind.
 */
public interface ResumableStudies {
  /** Their kind. */
  StudyKind kind();

  /**
   * A study as it was asked for.
   *
   * @param inputs JSON of what its answer depends on
   * @throws ProblemException when this build cannot go on with it
   */
  Study again(String inputs);
}
