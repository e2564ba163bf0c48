package dev.perigee.simulation;

/** Parameters within their ranges, together so far out that the equations have no finite answer. */
public final class UndefinedResult extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  UndefinedResult(String what) {
    super("these parameters together give no finite number for " + what);
  }
}
