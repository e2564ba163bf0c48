package dev.perigee.engine;

/** Parameters within their ranges, together so far out that the equations have no finite answer. */
public final class NoFiniteAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoFiniteAnswer(String message) {
    super(message);
  }
}
