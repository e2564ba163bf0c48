package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;

/** A question that takes many simulations, valid and not answered yet. */
public interface Study {
  /** What kind of question. */
  StudyKind kind();

  /** Everything the answer depends on, to be written as JSON; equal inputs are answered once. */
  Object inputs();

  /** Name of the study: the start of the digest of its inputs. */
  default String id() {
    return CanonicalJson.id(inputs());
  }

  /** What it costs at least, in path-quarters: simulations x paths of each pack x quarters. */
  long cost();

  /**
   * The answer, to be written as JSON.
   *
   * @throws ProblemException when there is none
   * @throws java.util.concurrent.CancellationException when the study was cancelled
   */
  Object answer(Simulations simulations) throws InterruptedException;
}
