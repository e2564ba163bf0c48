package dev.perigee.platform;

import java.util.List;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<Violation> violations;

  public ProblemException(ProblemType type, String detail, List<Violation> violations) {
    super(detail);
    this.type = type;
    this.violations = List.copyOf(violations);
  }

  /** The request is understood but not valid. */
  public static ProblemException invalid(List<Violation> violations) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        violations.size() == 1 ? "1 violation" : violations.size() + " violations",
        violations);
  }

  /** There is no such resource. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what, List.of());
  }

  /** The request contradicts what is stored. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail, List.of());
  }

  /** Throws when there are violations. */
  public static void throwIfAny(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw invalid(violations);
    }
  }

  /** What kind of problem. */
  public ProblemType type() {
    return type;
  }

  /** Every violation found. */
  public List<Violation> violations() {
    return violations;
  }
}
